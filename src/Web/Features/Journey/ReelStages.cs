using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Journey;

/// <summary>The stages' part of the reel: only what differs from the step before.</summary>
sealed record ReelStages(IReadOnlyList<ReelStage> Stages, IReadOnlyList<object[]> Titles, IReadOnlyList<object?[][]> Deeds)
{
    public static ReelStages Of(ProgrammeView here, IReadOnlyList<TapeStep> steps, StageWords words, IReadOnlyDictionary<string, int> places)
    {
        var now = DateTimeOffset.UtcNow;
        var (stages, titles, deeds) = (new List<ReelStage>(), new Titled(), new List<object?[][]>());
        var (stage, known) = ((int?)null, new Dictionary<string, ToldDeed>());
        for (var i = 0; i < steps.Count; i++)
        {
            var told = Stage(here, steps[i], i, words, now);
            if (stages.Count == 0 || !stages[^1].SaysTheSameAs(told)) stages.Add(told);
            if (stage != told.Stage) known.Clear();
            stage = told.Stage;
            var changed = words.Deeds(here, steps[i], now).Where(deed => known.GetValueOrDefault(deed.Key) != deed).ToList();
            foreach (var deed in changed) known[deed.Key] = deed;
            deeds.Add([.. changed.Select(deed => Row(deed, places[deed.Key], titles))]);
        }

        return new(stages, titles.All, deeds);
    }

    static ReelStage Stage(ProgrammeView here, TapeStep step, int from, StageWords words, DateTimeOffset now) => new(
        from, step.Stage?.Stage, words.Name(here, step), words.Heading(step), words.Coming(step),
        [.. words.Stops(here, step, now).Select(stop => new ReelStop(stop.Text, stop.State.Css(), stop.Note, stop.Href))]);

    static object?[] Row(ToldDeed deed, int place, Titled titles) =>
    [
        place, deed.Proposed, deed.CarriedOut, deed.Outcome, deed.Raters, titles.PlaceOf(deed.RememberedNumber, deed.Remembered),
        titles.PlaceOf(deed.NextNumber, deed.Next), deed.NextOn,
    ];

    /// <summary>Each title once.</summary>
    sealed class Titled
    {
        readonly Dictionary<(int, string), int> places = [];

        public IReadOnlyList<object[]> All => [.. places.OrderBy(pair => pair.Value).Select(pair => new object[] { pair.Key.Item1, pair.Key.Item2 })];

        public int? PlaceOf(int? number, string? title)
        {
            if (number is not { } known || title is null) return null;
            if (!places.TryGetValue((known, title), out var place)) places[(known, title)] = place = places.Count;
            return place;
        }
    }
}

/// <param name="From">The first step of it.</param>
/// <param name="Stage">The stage that is told; null before the first.</param>
/// <param name="Heading">Of the table of deeds.</param>
/// <param name="Coming">Which stage was to come next, in words.</param>
public sealed record ReelStage(int From, int? Stage, string Name, string? Heading, string? Coming, IReadOnlyList<ReelStop> Stops)
{
    public bool SaysTheSameAs(ReelStage other) =>
        (Stage, Name, Heading, Coming) == (other.Stage, other.Name, other.Heading, other.Coming) && Stops.SequenceEqual(other.Stops);
}

public sealed record ReelStop(string Name, string Css, string? Note, string? Href);
