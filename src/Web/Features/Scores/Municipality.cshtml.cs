using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Scores;

/// <summary>One municipality: what its score is made of, its own weeks, and those of about its size.</summary>
[Needs(Permission.Look)]
public sealed class MunicipalityModel(ScoresQuery scores, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    const int NeighboursShown = 4;

    public MunicipalityRow Place { get; private set; } = null!;

    public ScoreTrends Trends { get; private set; } = null!;

    /// <summary>Null when it is too small to be shown alone.</summary>
    public RankedRow? Row { get; private set; }

    public IReadOnlyList<(DateOnly Day, Estimate Score)> Trend { get; private set; } = [];

    /// <summary>Itself and those closest to it in residents, the largest first.</summary>
    public IReadOnlyList<RankedRow> SameSize { get; private set; } = [];

    /// <summary>Where it wants to be; null when it has not said.</summary>
    public int? Goal { get; private set; }

    [BindProperty]
    public GoalForm Input { get; set; } = new();

    /// <summary>What is over has no goal to be set.</summary>
    public bool MayAim => !Asked.IsPast && Me is { } me && Aiming.May(me, Place.Municipality);

    public ScoringRules Rules => Here.RulesThen(Asked.Day);

    public string Path => $"/p/{Here.Slug}/scores";

    public async Task<IActionResult> OnGetAsync([FromRoute] string municipality)
    {
        if (await Show(municipality) is { } other) return other;
        Input.Goal = Goal;
        return Page();
    }

    [AlsoNeeds(Permission.TakePart)]
    public async Task<IActionResult> OnPostAsync([FromRoute] string municipality)
    {
        AsOf = null;
        if (await Show(municipality) is { } other) return other;
        return Valid(Input, nameof(Input)) && await Decide(
            StreamNames.Programme(Here.Id), (state, actor, now) => Aiming.Set(state, new SetScoreGoal(municipality, Input.Goal), actor, now), "Input.Goal")
            ? To($"/scores/{municipality}#goal", T["scores.goal-saved"])
            : Page();
    }

    async Task<IActionResult?> Show(string municipality)
    {
        await LookBack();
        if (Here.Municipalities.FirstOrDefault(m => m.Municipality == municipality) is not { } place) return NotFound();
        Place = place;
        Trends = await ScoreTrends.Of(scores, Here, Asked.Day);
        Row = Trends.Newest.Rows.FirstOrDefault(row => row.Key == place.Municipality);
        Trend = Trends.Of(place.Municipality);
        SameSize = [.. OfTheSameSize()];
        Goal = (await History.Aims(Here, Asked.Day)).TryGetValue(municipality, out var goal) ? goal : null;
        return null;
    }

    IEnumerable<RankedRow> OfTheSameSize()
    {
        var near = Here.Municipalities.OrderBy(m => Math.Abs(Math.Log((double)m.Population / Place.Population))).ThenBy(m => m.RoutePlace)
            .Select(m => (Place: m, Row: Trends.Newest.Rows.FirstOrDefault(row => row.Key == m.Municipality))).Where(m => m.Row is not null);
        return near.Take(NeighboursShown + 1).OrderByDescending(m => m.Place.Population).Select(m => m.Row!);
    }

    /// <summary>The five parts: how much of each, what it rests on, and what it brings.</summary>
    public IEnumerable<ScorePart> Parts()
    {
        var (score, facts, weights) = (Row!.Score, Row.Facts, Rules.Weights);
        yield return new("breadth", score.Breadth, weights.Breadth, facts.Active, facts.Enrolled);
        yield return new("doing", score.Doing, weights.Doing, facts.Done, facts.Due);
        yield return new("outcome", score.Outcome, weights.Outcome, facts.Outcome.Raters, null);
        yield return new("reuse", score.Reuse, weights.Reuse, facts.Adoptions, null);
        yield return new("across", score.Across, weights.Across, facts.Across, facts.Initiatives);
    }
}

/// <param name="Share">0–1, drawn towards the programme's mean, with its n and interval.</param>
/// <param name="Of">What <paramref name="Count"/> is part of; null when it is of nothing.</param>
public sealed record ScorePart(string Key, Estimate Share, double Weight, int Count, int? Of)
{
    /// <summary>Nothing of its own yet: it stands where everybody does, or begins. Without ideas taken up a municipality has none, and that is its own.</summary>
    public bool IsBorrowed => Share.N == 0 && Key != "reuse";

    public double Value => Share.Value;

    public double Points => 100 * Weight * Value;
}
