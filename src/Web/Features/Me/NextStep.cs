using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Me;

/// <summary>The one thing that is worth a member's minute now: what others wait for comes before what could be new.</summary>
public sealed class NextStep(Views views, Texts texts)
{
    /// <summary>An outcome is asked for so long; later nobody remembers.</summary>
    const int RateWithinDays = 90;

    public async Task<Ticket> Of(ProgrammeView here, Actor? me, DateTimeOffset now)
    {
        if (me is null) return Step("visitor", "/sign-in");
        if (!me.TakesPart) return Step("viewer", $"/p/{here.Slug}/initiatives");
        return await Waiting(here, me, now)
            ?? await Vote(here, me, now)
            ?? Step("propose", $"/p/{here.Slug}/initiatives/propose");
    }

    /// <summary>The words for what a letter of the week begins with.</summary>
    public Ticket About(ProgrammeView here, Standing one) => one.Kind switch
    {
        NudgeKind.RateOutcome => Step("rate", At(here, one.Number), one.Title),
        NudgeKind.WaitingApproval => Counted("decide", one.Count, $"/p/{here.Slug}/queue"),
        NudgeKind.DecisionMade => Step("mend", At(here, one.Number), one.Title),
        NudgeKind.Overdue => Step("mark-done", At(here, one.Number), one.Title),
        _ => Step("submit", At(here, one.Number), one.Title),
    };

    /// <summary>What stands still until this member does something; null when nothing does.</summary>
    async Task<Ticket?> Waiting(ProgrammeView here, Actor me, DateTimeOffset now) =>
        await Rate(here, me, now) ?? await Decide(here, me) ?? await Mend(here, me) ?? await MarkDone(here, me, now) ?? await Submit(here, me, now);

    /// <summary>Something I said I was in on is carried out, and I have not said how it went.</summary>
    async Task<Ticket?> Rate(ProgrammeView here, Actor me, DateTimeOffset now)
    {
        var found = await views.One<Found>(
            """
            select a.title, i.number, a.municipality, i.partners
              from activity a join initiative i using (initiative) join pledge p on p.initiative = a.initiative and p.member = @Member
             where a.programme = @Id and a.state = 'carried_out' and a.carried_out_at > @since and a.owner <> @Member and i.proposer <> @Member
               and not exists (select from rating r where r.activity = a.activity and r.member = @Member)
             order by a.carried_out_on desc, a.carried_out_at desc limit 1
            """,
            new { here.Id, me.Member, since = now.AddDays(-RateWithinDays) });
        if (found is null) return null;
        var ticket = Step("rate", At(here, found), found.Title);
        // A line between two towns says something only when there are two.
        return found.Partners is [var partner] && partner != found.Municipality
            ? ticket with { From = here.NameOf(found.Municipality), To = here.NameOf(partner) }
            : ticket;
    }

    /// <summary>Somebody waits for my yes or no.</summary>
    async Task<Ticket?> Decide(ProgrammeView here, Actor me)
    {
        var places = here.Municipalities.Select(m => m.Municipality).Where(me.Coordinates).ToArray();
        if (places.Length == 0) return null;
        var waiting = await views.Value<int>(
            """
            select count(*)::int from activity a join initiative i using (initiative)
             where a.programme = @Id and a.state = 'submitted' and a.municipality = any(@places)
               and a.owner <> @Member and i.proposer <> @Member and i.state in ('proposed', 'active')
            """,
            new { here.Id, me.Member, places });
        return waiting == 0 ? null : Counted("decide", waiting, $"/p/{here.Slug}/queue");
    }

    /// <summary>My plan came back with a question.</summary>
    async Task<Ticket?> Mend(ProgrammeView here, Actor me) =>
        await Mine(here, me, "a.state = 'returned' and i.merged_into is null", "a.decided_at") is { } found ? Step("mend", At(here, found), found.Title) : null;

    /// <summary>The day I promised is over, and nobody has said how it went.</summary>
    async Task<Ticket?> MarkDone(ProgrammeView here, Actor me, DateTimeOffset now) =>
        await Mine(here, me, "a.state = 'scheduled' and a.due_on < @today", "a.due_on", here.Today(now)) is { } found
            ? Step("mark-done", At(here, found), found.Title)
            : null;

    /// <summary>A draft of mine is concrete enough to send.</summary>
    async Task<Ticket?> Submit(ProgrammeView here, Actor me, DateTimeOffset now)
    {
        var drafts = await views.Many<ActivityCard>(
            """
            select a.* from activity a join initiative i using (initiative)
             where a.programme = @Id and a.owner = @Member and a.state = 'draft' and i.merged_into is null order by a.planned_at
            """,
            new { here.Id, me.Member });
        var ready = drafts.FirstOrDefault(draft => Concretisation.Of(draft.Plan, here.Today(now)).IsEnoughToSubmit);
        if (ready is null) return null;
        var number = await views.Value<int>("select number from initiative where initiative = @Initiative", new { ready.Initiative });
        return Step("submit", At(here, number), ready.Title);
    }

    /// <summary>Ideas I have not said anything about yet.</summary>
    async Task<Ticket?> Vote(ProgrammeView here, Actor me, DateTimeOffset now)
    {
        var open = await views.Value<int>(
            """
            select count(*)::int from initiative i
             where i.programme = @Id and i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > @now and i.proposer <> @Member
               and not exists (select from ballot b where b.initiative = i.initiative and b.member = @Member)
            """,
            new { here.Id, me.Member, now });
        return open == 0 ? null : Counted("vote", open, $"/p/{here.Slug}/initiatives");
    }

    Task<Found?> Mine(ProgrammeView here, Actor me, string which, string oldestFirst, DateOnly? today = null) => views.One<Found>(
        $"""
        select a.title, i.number, a.municipality, i.partners from activity a join initiative i using (initiative)
         where a.programme = @Id and a.owner = @Member and i.state in ('proposed', 'active') and {which} order by {oldestFirst} limit 1
        """,
        new { here.Id, me.Member, today });

    Ticket Step(string step, string href, string? about = null) => new(
        texts[$"next-step.{step}-title", about], texts[$"next-step.{step}-text"], href, texts[$"next-step.{step}-action"]);

    Ticket Counted(string step, int n, string href) => new(
        texts.Count($"next-step.{step}-title", n), texts[$"next-step.{step}-text"], href, texts[$"next-step.{step}-action"]);

    static string At(ProgrammeView here, Found found) => At(here, found.Number);

    static string At(ProgrammeView here, int number) => $"/p/{here.Slug}/initiatives/{number}";

    sealed record Found(string Title, int Number, string Municipality, string[] Partners);
}
