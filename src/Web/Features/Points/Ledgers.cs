using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>What one member has in points, for that member.</summary>
/// <param name="Titles">Number and title of what the lines are about.</param>
public sealed record MyLedger(
    ChoiceRow? Choice, PointsLedger Ledger, RulesBook Book, double Live, IReadOnlyList<BadgeRow> Badges, IReadOnlyDictionary<Guid, AboutRow> Titles)
{
    /// <summary>The activity that a line is about, or the initiative where it is about that; null when it is not there.</summary>
    public AboutRow? About(PointsEntry entry) =>
        entry.Deed.Activity is { } activity && Titles.TryGetValue(activity, out var one) ? one : Titles.GetValueOrDefault(entry.Deed.Initiative);

    public bool IsCounted => Choice is not null;
}

/// <summary>What a line of a ledger is about.</summary>
/// <param name="Id">Of the activity or initiative.</param>
public sealed record AboutRow(Guid Id, int Number, string Title);

/// <summary>Counts points when somebody reads them: of who said yes, and of nobody else.</summary>
public sealed class Ledgers(Views views)
{
    /// <param name="version">As it would be by an earlier version of the rules; null for how it is.</param>
    public async Task<MyLedger> Of(ProgrammeView here, Guid member, DateTimeOffset now, string? version = null)
    {
        var mine = views.In(here.Id);
        var choice = await mine.One<ChoiceRow>("select * from points_choice where programme = @Id and member = @member", new { here.Id, member });
        var book = version is null ? here.Rules : here.Rules.Until(version);
        if (choice is null) return new(null, new([]), book, 0, [], new Dictionary<Guid, AboutRow>());
        var (deeds, earned) = mine.Together(() => (
            Deeds(here, member), mine.Many<BadgeRow>("select * from badge where programme = @Id and member = @member order by earned_at", new { here.Id, member })));
        var (ledger, badges) = (PointsLedger.Of(member, await deeds, book), await earned);
        var about = ledger.Entries.Select(entry => entry.Deed.Initiative).Concat(badges.Select(badge => badge.Initiative)).Distinct().ToArray();
        var titles = await mine.Many<AboutRow>(
            """
            select initiative as id, number, title from initiative where initiative = any(@about)
            union all select a.activity, i.number, a.title from activity a join initiative i using (initiative) where a.initiative = any(@about)
            """,
            new { about });
        var today = here.Today(now);
        return new(choice, ledger, book, ledger.LiveOn(today, book.On(today)), badges, titles.ToDictionary(row => row.Id));
    }

    /// <summary>A member's own deeds, and those of others that rest on the member's word.</summary>
    public async Task<IReadOnlyList<Deed>> Deeds(ProgrammeView here, Guid member) =>
    [
        .. (await views.In(here.Id).Many<DeedRow>(
            """
            select * from deed where programme = @Id and member = @member
            union all select * from deed where programme = @Id and by = @member and member <> @member
            """,
            new { here.Id, member })).Select(row => row.ToDeed(here)),
    ];
}
