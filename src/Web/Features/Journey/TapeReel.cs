using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;

namespace Activation.Web.Features.Journey;

/// <summary>
/// The whole tape in one answer, column by column: of each series the first value and then only by how much it changes, since most weeks most
/// figures hardly do. Scores are thousandths; a null is a week in which there was no such row.
/// </summary>
/// <param name="Days">Days since 1970, the first and then the steps between.</param>
/// <param name="Towns">In route order, as they stand on the map.</param>
/// <param name="Axis">Of every step of it: where a score has gone further since the page was drawn, the player draws all by this one.</param>
/// <param name="Rows">Rows of the ranking.</param>
/// <param name="Told">Of each step: row by row the place in <paramref name="Towns"/>, the number of the initiative, and its title.</param>
/// <param name="Stages">From which step on which stage is told, with how all of them stood then.</param>
/// <param name="Titles">What the rows of <paramref name="Deeds"/> speak of: the number of the initiative and the title.</param>
/// <param name="Deeds">Of each step the rows of the table that differ from the step before; where another stage begins, all of them.</param>
public sealed record TapeReel(
    long Position, int?[] Days, IReadOnlyList<ReelTown> Towns, TapeAxis Axis, IReadOnlyList<ReelRow> Rows, int?[] Active, int?[] Initiatives,
    int?[][] Done, IReadOnlyList<object[][]> Told, IReadOnlyList<ReelStage> Stages, IReadOnlyList<object[]> Titles, IReadOnlyList<object?[][]> Deeds)
{
    const double Thousandths = 1000;

    public static TapeReel Of(ProgrammeView here, IReadOnlyList<TapeStep> steps, long position, StageWords words, Texts texts)
    {
        var places = here.Municipalities.Select((town, i) => (town.Municipality, i)).ToDictionary(pair => pair.Municipality, pair => pair.i);
        var keys = steps.SelectMany(step => step.Ranking.Rows.Select(row => row.Key)).Distinct(StringComparer.Ordinal);
        var stages = ReelStages.Of(here, steps, words, places);
        return new(
            position, Changes(steps.Select(step => (int?)(step.Day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber))),
            [.. here.Municipalities.Select(town => new ReelTown(town.Municipality, town.Name))],
            TapeAxis.Of(steps), [.. keys.Select(key => Row(key, [.. steps.Select(step => step.Ranking.Rows.FirstOrDefault(row => row.Key == key))], texts))],
            Changes(steps.Select(step => (int?)step.Active)), Changes(steps.Select(step => (int?)step.Initiatives)),
            [.. here.Municipalities.Select(town => Changes(steps.Select(step => step.Counts.GetValueOrDefault(town.Municipality)?.CarriedOut)))],
            [.. steps.Select(step => step.Told.Where(row => places.ContainsKey(row.Municipality)).Select(row => new object[] { places[row.Municipality], row.Number, row.Title }).ToArray())],
            stages.Stages, stages.Titles, stages.Deeds);
    }

    static ReelRow Row(string key, IReadOnlyList<RankedRow?> row, Texts texts) => new(
        key, [.. Named(row, texts)], Changes(row.Select(one => one?.Score.Score.N)), Series(row, one => one.Score.Score.Value),
        Series(row, one => one.Score.Score.Low), Series(row, one => one.Score.Score.High));

    // What is put together is called by how many they are, and those change.
    static IEnumerable<ReelName> Named(IReadOnlyList<RankedRow?> row, Texts texts)
    {
        string? before = null;
        for (var step = 0; step < row.Count; step++)
        {
            if (row[step]?.NameOf(texts) is not { } name || name == before) continue;
            before = name;
            yield return new(step, name);
        }
    }

    // Cut and not rounded: what is rounded again on the screen must come out as on every other page.
    static int?[] Series(IReadOnlyList<RankedRow?> row, Func<RankedRow, double> value) =>
        Changes(row.Select(one => one is null ? (int?)null : (int)Math.Floor(value(one) * Thousandths)));

    static int?[] Changes(IEnumerable<int?> values)
    {
        var before = 0;
        return [.. values.Select(value =>
        {
            var change = value - before;
            before = value ?? before;
            return change;
        })];
    }
}

public sealed record ReelTown(string Key, string Name);

/// <param name="Names">What it is called, from which step on.</param>
/// <param name="N">How many were enrolled.</param>
public sealed record ReelRow(string Key, IReadOnlyList<ReelName> Names, int?[] N, int?[] Score, int?[] Low, int?[] High);

/// <param name="From">The first step of it.</param>
public sealed record ReelName(int From, string Name);
