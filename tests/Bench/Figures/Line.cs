namespace Activation.Bench.Figures;

/// <summary>A figure as it is kept: with when, on what and in what calm it was measured.</summary>
/// <param name="At">When the run of the benchmark began: all that it told has the same.</param>
sealed record Line(DateTimeOffset At, string Bench, Figure Figure, Machine Machine, Calm Calm);

/// <summary>A benchmark was measured to its end, beside all that it is held against: what it told before and did not tell now is no figure of it any more.</summary>
/// <param name="Rows">What it told, in its order, each as <see cref="Figure.Row"/>.</param>
sealed record WholeRun(DateTimeOffset At, string Bench, Machine Machine, string[] Rows);
