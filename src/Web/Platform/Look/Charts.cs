using System.Globalization;
using Activation.Domain.Scoring;

namespace Activation.Web.Platform.Look;

/// <summary>One share of a whole; the thin outer arc is its interval.</summary>
/// <param name="Gold">Yellow, on the wall only: by day yellow is too pale for an arc.</param>
public sealed record Ring(Estimate Share, bool Gold = false);

/// <summary>A value with its interval on an axis, in a cell of a table.</summary>
/// <param name="Middle">Where all of them together stand: the dotted line.</param>
public sealed record Band(Estimate Estimate, double From = 0, double To = 100, double? Middle = null, int Decimals = 0)
{
    /// <summary>Of a row that is still to come: a script draws it.</summary>
    public static Band Blank { get; } = new(new Estimate(0, 1, 0, 0), Middle: 0);

    const double Width = 200;
    const double MarkWidth = 6;

    public double Low => X(Estimate.Low);

    public double High => X(Estimate.High);

    public double Mark => Math.Clamp(X(Estimate.Value) - MarkWidth / 2, 0, Width - MarkWidth);

    public double? MiddleX => Middle is { } middle ? X(middle) : null;

    double X(double value) => Math.Clamp((value - From) / (To - From), 0, 1) * Width;
}

/// <summary>The trend of one series.</summary>
/// <param name="Label">In words, when no table cell beside it says the same.</param>
/// <param name="Within">The interval of each value, drawn behind the line.</param>
public sealed record Spark(
    IReadOnlyList<double> Values, double? Target = null, bool Wide = false, string? Label = null, IReadOnlyList<(double Low, double High)>? Within = null)
{
    const double Left = 3, Right = 97, Top = 4, Bottom = 26;

    public IReadOnlyList<(double X, double Y)> Points => [.. Values.Select((value, i) => (X(i), Y(value)))];

    /// <summary>Around the intervals: there along their upper ends, back along the lower.</summary>
    public IReadOnlyList<(double X, double Y)> Outline => Within is null ? []
        : [.. Within.Select((one, i) => (X(i), Y(one.High))), .. Within.Select((one, i) => (X(i), Y(one.Low))).Reverse()];

    public double? TargetY => Target is { } target ? Y(target) : null;

    double X(int i) => Values.Count == 1 ? Right : Left + (Right - Left) * i / (Values.Count - 1);

    double Y(double value)
    {
        var least = Math.Min(Values.Concat(Within?.Select(one => one.Low) ?? []).Min(), Target ?? double.MaxValue);
        var most = Math.Max(Values.Concat(Within?.Select(one => one.High) ?? []).Max(), Target ?? double.MinValue);
        return most == least ? (Top + Bottom) / 2 : Bottom - (value - least) / (most - least) * (Bottom - Top);
    }
}

/// <summary>How many happened in each minute of the last hour, or the like.</summary>
/// <param name="Hot">How many of the last bars are now.</param>
public sealed record Bars(IReadOnlyList<int> Values, int Hot = 0, string? Label = null)
{
    const double Width = 300, Height = 40, Foot = 1, Head = 2;

    public IEnumerable<(double X, double Y, double Width, double Height, bool Hot)> Columns()
    {
        var step = Width / Math.Max(1, Values.Count);
        var most = Math.Max(1, Values.DefaultIfEmpty().Max());
        for (var i = 0; i < Values.Count; i++)
        {
            var height = (Height - Foot - Head) * Values[i] / most;
            yield return (step * i + step * 0.065, Height - Foot - height, step * 0.87, height, i >= Values.Count - Hot);
        }
    }
}

/// <summary>Every one counted is a dot, the ones that reached it filled: 11 of 55.</summary>
public sealed record Dots(int Reached, int All, string Label)
{
    const int Step = 25;

    /// <summary>Eleven in a row, more when there would be too many rows.</summary>
    public int Columns => Math.Max(11, (int)Math.Ceiling(Math.Sqrt(All * 2.2)));

    public int Width => Columns * Step;

    public int Height => Math.Max(1, (All + Columns - 1) / Columns) * Step;

    public IEnumerable<(double X, double Y, bool Reached)> Places() => Enumerable.Range(0, All)
        .Select(i => (i % Columns * Step + Step / 2.0, i / Columns * Step + Step / 2.0, i < Reached));
}

/// <summary>From proposed to top outcome: each row is a step, its share is of the row before.</summary>
/// <param name="Caption">What is counted, for those who hear the page.</param>
public sealed record Funnel(string Caption, IReadOnlyList<FunnelStep> Steps)
{
    /// <summary>Bars are centred, so that the eye sees a funnel.</summary>
    public (double X, double Width) Bar(int step)
    {
        var width = 200.0 * Steps[step].Count / Math.Max(1, Steps[0].Count);
        return ((200 - width) / 2, width);
    }

    public double? ShareOfPrevious(int step) => step == 0 || Steps[step - 1].Count == 0 ? null : (double)Steps[step].Count / Steps[step - 1].Count;
}

/// <param name="Done">Something that has happened and not only been agreed.</param>
/// <param name="Days">From the step before, in the median; null where it takes none.</param>
/// <param name="FrozenDays">The same as it was frozen; null where it was not.</param>
/// <param name="Note">Where those went that came no further, in words.</param>
public sealed record FunnelStep(string Name, int Count, bool Done = false, double? Days = null, double? FrozenDays = null, string? Note = null);

/// <summary>Concretisation or involvement, 1–5.</summary>
public sealed record Level(int Value, string? Label = null);

/// <summary>Points of 100 with the gate that has to be passed.</summary>
public sealed record Meter(int Value, int Gate = 60);

public static class Svg
{
    /// <summary>A length in a drawing: a point for the decimals in every language.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
