using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;

namespace Activation.Web.Features.Journey;

/// <summary>How all stood at the end of a day.</summary>
/// <param name="Counts">By municipality, from the beginning of the programme on: of those that had come along.</param>
/// <param name="Told">Of what was carried out since the step before: a few.</param>
/// <param name="Stages">As they were planned and as far as they had come.</param>
/// <param name="Deeds">Of the stage that is told, in no order.</param>
public sealed record TapeStep(
    DateOnly Day, Ranking Ranking, IReadOnlyDictionary<string, CountsOn> Counts, IReadOnlyList<DoneRow> Told, IReadOnlyList<StageRow> Stages,
    IReadOnlyList<StageDeed> Deeds)
{
    public int CarriedOut => Counts.Values.Sum(count => count.CarriedOut);

    public int Initiatives => Counts.Values.Sum(count => count.Initiatives);

    /// <summary>Municipalities that had carried something out.</summary>
    public int Arrived => Board.Towns.Filled(Counts.Values).Count;

    public int Active => Ranking.Rows.Sum(row => row.Facts.Active);

    /// <summary>Of whom so many were active.</summary>
    public int Enrolled => Ranking.Rows.Sum(row => row.Facts.Enrolled);

    public StageRow? Stage => Stages.ToldOn(Day);
}

/// <summary>One axis for the whole way, so that the bands do not jump; it holds every interval of every step.</summary>
public sealed record TapeAxis(int From, int To)
{
    public static TapeAxis Of(IReadOnlyList<TapeStep> steps) => new(steps.Min(step => step.Ranking.From), steps.Max(step => step.Ranking.To));
}

/// <summary>Something that was carried out.</summary>
public sealed record DoneRow(DateOnly Day, string Municipality, int Number, string Title);

public static class StageOfDay
{
    /// <summary>The stage that a day lies in, or that was over last; null before the first.</summary>
    public static StageRow? ToldOn(this IEnumerable<StageRow> stages, DateOnly day) => stages.LastOrDefault(stage => stage.FromOn <= day);
}
