using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Scores;

/// <summary>Every municipality's score with its parts, its own twelve weeks, and how sure any of it is.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(ScoresQuery scores, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    public const string Improved = "improved";

    /// <summary>How the rows are ordered: by score, or by how far each came in its own twelve weeks.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public ScoreTrends Trends { get; private set; } = null!;

    public IReadOnlyList<ScoreLine> Lines { get; private set; } = [];

    public NumbersInForce Numbers => NumbersInForce.On(Here, Asked.Day, Trends.Newest.Means);

    public string? Chosen => View == Improved ? Improved : null;

    public async Task OnGetAsync()
    {
        await LookBack();
        Trends = await ScoreTrends.Of(scores, Here, Asked.Day);
        var aims = await History.Aims(Here, Asked.Day);
        var lines = Trends.Newest.Rows.Select(row => new ScoreLine(row, Trends.Of(row.Key), Trends.ProgressOf(row), aims.TryGetValue(row.Key, out var goal) ? goal : null));
        Lines = [.. Chosen == Improved ? lines.OrderByDescending(line => line.Progress?.Change ?? double.MinValue) : lines];
    }

    public string Path => $"/p/{Here.Slug}/scores";
}

/// <param name="Progress">Against its own twelve weeks; null while it has none.</param>
/// <param name="Goal">Where it wants to be; null when it has not said.</param>
public sealed record ScoreLine(RankedRow Row, IReadOnlyList<(DateOnly Day, Estimate Score)> Trend, Progress? Progress, int? Goal);
