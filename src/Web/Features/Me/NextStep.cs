using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Me;

/// <summary>The one thing that is worth a member's minute now: what others wait for comes before what could be new.</summary>
public sealed class NextStep(Views views, Lineups lineups, Texts texts)
{
    /// <summary>An outcome is asked for so long; later nobody remembers.</summary>
    const int RateWithinDays = 90;

    const string Mine = $"""
        with reader as not materialized ({StandsStill.Reader}), {StandsStill.Open}
        select o.kind, o.number, o.title, o.count, o.municipality, o.partners, o.plan from open o order by {StandsStill.ByWeight}
        """;

    public async Task<Ticket> Of(ProgrammeView here, Actor? me, DateTimeOffset now)
    {
        if (me is null) return Step("visitor", "/sign-in");
        if (!me.TakesPart) return Step("viewer", $"/p/{here.Slug}/initiatives");
        var (waiting, vote) = views.Together(() => (Waiting(here, me, now), Vote(here, me, now)));
        return await waiting ?? await vote ?? Step("propose", $"/p/{here.Slug}/initiatives/propose");
    }

    /// <summary>The words for what a letter of the week begins with.</summary>
    public Ticket About(ProgrammeView here, Standing one) => About(here, one.Kind, one.Number, one.Title, one.Count);

    Ticket About(ProgrammeView here, NudgeKind kind, int number, string title, int count) => kind switch
    {
        NudgeKind.RateOutcome => Step("rate", At(here, number), title),
        NudgeKind.WaitingApproval => Counted("decide", count, $"/p/{here.Slug}/queue"),
        NudgeKind.DecisionMade => Step("mend", At(here, number), title),
        NudgeKind.Overdue => Step("mark-done", At(here, number), title),
        _ => Step("submit", At(here, number), title),
    };

    /// <summary>What stands still until this member does something; null when nothing does.</summary>
    async Task<Ticket?> Waiting(ProgrammeView here, Actor me, DateTimeOffset now)
    {
        var all = await views.In(here.Id).Many<Still>(Mine, new
        {
            programme = here.Id, member = me.Member, today = here.Today(now), rateSince = now.AddDays(-RateWithinDays), rateUntil = now, returnedSince = (DateTimeOffset?)null,
            lateSince = (DateOnly?)null, drafts = true,
        });
        // Of drafts the first that is concrete enough to send.
        if (all.FirstOrDefault(one => one.Plan is null || Concretisation.Of(one.Plan, here.Today(now)).IsEnoughToSubmit) is not { } first) return null;
        var ticket = About(here, first.Kind, first.Number, first.Title, first.Count);
        // A line between two towns says something only when there are two.
        return first is { Kind: NudgeKind.RateOutcome, Partners: [var partner] } && partner != first.Municipality
            ? ticket with { From = here.NameOf(first.Municipality), To = here.NameOf(partner) }
            : ticket;
    }

    /// <summary>Ideas I have not said anything about yet.</summary>
    async Task<Ticket?> Vote(ProgrammeView here, Actor me, DateTimeOffset now)
    {
        var mine = (await views.Column<Guid>(
            """
            select initiative from ballot where programme = @Id and member = @Member
             union all select initiative from initiative where programme = @Id and proposer = @Member
            """,
            new { here.Id, me.Member })).ToHashSet();
        var open = (await lineups.Of(here, now)).Open.Count(one => !mine.Contains(one.Initiative));
        return open == 0 ? null : Counted("vote", open, $"/p/{here.Slug}/initiatives");
    }

    Ticket Step(string step, string href, string? about = null) => new(
        texts[$"next-step.{step}-title", about], texts[$"next-step.{step}-text"], href, texts[$"next-step.{step}-action"]);

    Ticket Counted(string step, int n, string href) => new(
        texts.Count($"next-step.{step}-title", n), texts[$"next-step.{step}-text"], href, texts[$"next-step.{step}-action"]);

    static string At(ProgrammeView here, int number) => $"/p/{here.Slug}/initiatives/{number}";

    sealed record Still(NudgeKind Kind, int Number, string Title, int Count, string Municipality, string[] Partners, ActivityPlan? Plan);
}
