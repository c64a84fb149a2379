using Activation.Domain.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Features.Me;

/// <summary>An initiative that somebody proposed or is in.</summary>
public sealed record MyInitiative(int Number, string Title, string State, int Pledges, int Activities, int CarriedOut);

/// <summary>An activity that somebody owns.</summary>
public sealed record MyActivity(int Number, Guid Activity, string Title, string State, DateOnly? DueOn, string? Reason);

public sealed record MyVote(int Number, string Title, Stance Stance, DateTimeOffset At);

/// <summary>Something carried out that somebody was in on and has not rated.</summary>
public sealed record MyRating(int Number, Guid Activity, string Title, string InitiativeTitle, DateOnly CarriedOutOn);

/// <summary>A coordinator's answer to something of mine.</summary>
/// <param name="Kind">The stored event name.</param>
public sealed record MyAnswer(string Slug, string ProgrammeTimeZone, int Number, string Title, string Kind, Guid? Actor, DateTimeOffset At, string? Reason);

/// <summary>What one person has a part in, programme by programme.</summary>
public sealed class Mine(Views views)
{
    const int AnswersShown = 10;

    /// <summary>An outcome is asked for so long; later nobody remembers.</summary>
    const int RateWithinDays = 90;

    public Task<IReadOnlyList<MyInitiative>> Proposed(Guid programme, Guid member) => views.Many<MyInitiative>(
        """
        select number, title, state, pledges, activities, carried_out from initiative
         where programme = @programme and proposer = @member order by state in ('completed', 'withdrawn'), number desc
        """,
        new { programme, member });

    public Task<IReadOnlyList<MyInitiative>> Joined(Guid programme, Guid member) => views.Many<MyInitiative>(
        """
        select i.number, i.title, i.state, i.pledges, i.activities, i.carried_out from initiative i join pledge p using (initiative)
         where i.programme = @programme and p.member = @member and i.merged_into is null order by i.state in ('completed', 'withdrawn'), p.at desc
        """,
        new { programme, member });

    public Task<IReadOnlyList<MyActivity>> Activities(Guid programme, Guid member) => views.Many<MyActivity>(
        """
        select i.number, a.activity, a.title, a.state, a.due_on, a.reason from activity a join initiative i using (initiative)
         where a.programme = @programme and a.owner = @member
         order by a.state in ('carried_out', 'declined', 'cancelled'), a.due_on nulls last, a.planned_at desc
        """,
        new { programme, member });

    public Task<IReadOnlyList<MyVote>> Votes(Guid programme, Guid member) => views.Many<MyVote>(
        """
        select i.number, i.title, b.stance, b.at from ballot b join initiative i using (initiative)
         where i.programme = @programme and b.member = @member and i.merged_into is null order by b.at desc
        """,
        new { programme, member });

    /// <summary>The newest first: one remembers those best.</summary>
    public Task<IReadOnlyList<MyRating>> ToRate(Guid programme, Guid member, DateTimeOffset now) => views.Many<MyRating>(
        """
        select i.number, a.activity, a.title, i.title as initiative_title, a.carried_out_on
          from activity a join initiative i using (initiative) join pledge p on p.initiative = i.initiative and p.member = @member
         where a.programme = @programme and a.state = 'carried_out' and a.carried_out_at > @since and a.owner <> @member and i.proposer <> @member
           and not exists (select from rating r where r.activity = a.activity and r.member = @member)
         order by a.carried_out_on desc, a.carried_out_at desc
        """,
        new { programme, member, since = now.AddDays(-RateWithinDays) });

    /// <summary>The newest answers to what somebody owns or proposed, in every programme.</summary>
    public Task<IReadOnlyList<MyAnswer>> Answers(Guid person) => views.Everywhere.Many<MyAnswer>(
        """
        with mine as materialized (
          select a.activity, a.initiative, a.title from activity a where a.owner = @person
           union select a.activity, a.initiative, a.title from initiative i join activity a using (initiative) where i.proposer = @person)
        select g.slug, g.time_zone as programme_time_zone, i.number, a.title, h.kind, h.actor, h.at, h.reason
          from mine a join happening h on h.initiative = a.initiative and h.activity = a.activity join initiative i on i.initiative = h.initiative
          join programme g on g.programme = h.programme
         where h.kind in ('activity-approved', 'activity-returned', 'activity-declined')
         order by h.position desc limit @AnswersShown
        """,
        new { person, AnswersShown });
}
