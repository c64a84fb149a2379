using System.Text.Json.Serialization;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Activities;

/// <summary>An activity from its draft to its outcome.</summary>
/// <param name="State">draft, submitted, approved, returned, declined, scheduled, carried_out or cancelled.</param>
/// <param name="Level">Concretisation K, 0–100: as submitted, or as the coordinator corrected it.</param>
/// <param name="FirstDecidedAt">The first decision of any kind: it places the activity in a stage's cohort.</param>
/// <param name="PromisedOn">The day that is on time or not: the one agreed last, except where the one before it had passed by then.</param>
/// <param name="ConfirmedAt">From when on it was not the owner's word alone that it was carried out: somebody else said so, or rated it.</param>
/// <param name="ParticipantGrades">Raw grades 1–5 of those who took part.</param>
/// <param name="OwnerGrade">Shown apart, never counted.</param>
/// <param name="Pictures">Of before, and of after: at most one of each.</param>
public sealed record ActivityCard(
    Guid Activity, Guid Initiative, Guid Programme, Guid Owner, string Municipality, ActivityPlan Plan, string Title, string State, int? Level,
    DateTimeOffset PlannedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? FirstDecidedAt, DateTimeOffset? DecidedAt, Guid? DecidedBy,
    string? Decision, string? Reason, string? Responsible, DateOnly? DueOn, string? Place, DateOnly? CarriedOutOn, DateTimeOffset? CarriedOutAt,
    int? Participants, string? Note, int[] ParticipantGrades, int[] CoordinatorGrades, int? OwnerGrade, ActivityPicture[] Pictures, DateOnly? PromisedOn = null,
    DateTimeOffset? ConfirmedAt = null)
{
    /// <summary>What came of it, as far as it is rated.</summary>
    [JsonIgnore]
    public Outcome Outcome => new(ParticipantGrades, CoordinatorGrades);

    /// <summary>What is promised when a date is agreed. Whether the one before had passed is asked of the world's clock: east of it a day lasts an hour
    /// or two longer, which takes nothing from anybody.</summary>
    public static DateOnly Promised(DateOnly? before, DateOnly due, DateTimeOffset agreedAt) => before is { } stands && stands < agreedAt.ToUniversalTime().Today() ? stands : due;

    /// <summary>Drafts and answers are between those who work on it; visitors see what was agreed.</summary>
    /// <param name="member">The one who looks is a member of the programme.</param>
    public bool IsShownTo(bool member) => member || Agreed.Contains(State);

    /// <summary>The states of what was agreed and stands.</summary>
    public static readonly IReadOnlyList<string> Agreed = ["approved", "scheduled", "carried_out"];
}

/// <summary>One member's rating of one activity.</summary>
public sealed record RatingRow(Guid Programme, Guid Activity, Guid Member, Guid Initiative, RaterPart Part, int Grade, string? Note, DateTimeOffset At);

public sealed class ActivityProjection : IProjection
{
    public string Name => "activities";

    public int Revision => 6;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<ActivityCard>("activity", "activity"), Table.Of<RatingRow>("rating", "activity", "member")];

    public string Ddl => """
        create table activity (activity uuid primary key, initiative uuid not null, programme uuid not null, owner uuid not null,
          municipality text not null, plan jsonb not null, title text not null, state text not null, level int, planned_at timestamptz not null,
          submitted_at timestamptz, first_decided_at timestamptz, decided_at timestamptz, decided_by uuid, decision text, reason text,
          responsible text, due_on date, place text, carried_out_on date, carried_out_at timestamptz, participants int, note text,
          participant_grades int[] not null, coordinator_grades int[] not null, owner_grade int, pictures jsonb not null, promised_on date, confirmed_at timestamptz);
        create index activity_initiative on activity (initiative);
        create index activity_owner on activity (owner);
        create index activity_pictures on activity using gin (pictures jsonb_path_ops);
        create index activity_queue on activity (programme, state, municipality, submitted_at);
        create index activity_answered on activity (programme, municipality, decided_at desc, activity) include (initiative, state, decision, submitted_at) where decision is not null;
        create index activity_returned on activity (programme, municipality, decided_at desc, activity) where state = 'returned';
        create index activity_answers on activity (decided_by, decided_at) where decided_by is not null;
        create index activity_decided on activity (programme, decided_at) where decided_at is not null;
        create index activity_carried_out on activity (programme, carried_out_at) where carried_out_at is not null;
        create table rating (programme uuid not null, activity uuid not null, member uuid not null, initiative uuid not null, part text not null, grade int not null,
          note text, at timestamptz not null, primary key (activity, member));
        create index rating_member on rating (member);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (Initiatives.InitiativeEvent.ActivityOf(recorded.Data) is { } activity) wanted.Row<ActivityCard>(activity);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is ActivityPlanned planned)
        {
            rows.Put(Planned(recorded, planned), planned.Activity);
            return;
        }

        if (Initiatives.InitiativeEvent.ActivityOf(recorded.Data) is not { } id || rows.Find<ActivityCard>(id) is not { } card) return;
        rows.Put(Evolve(card, recorded), id);
        if (recorded.Data is OutcomeRated e)
            rows.Put(new RatingRow(recorded.Tenant, e.Activity, e.Member, e.Initiative, e.Part, e.Grade, e.Note, recorded.At), e.Activity, e.Member);
    }

    static ActivityCard Planned(Recorded recorded, ActivityPlanned e) => new(
        e.Activity, e.Initiative, recorded.Tenant, e.Owner, e.Municipality, e.Plan, FreeTexts.Title(e.Plan.Title), "draft", null, recorded.At,
        null, null, null, null, null, null, null, null, null, null, null, null, null, [], [], null, []);

    static ActivityCard Evolve(ActivityCard card, Recorded recorded) => recorded.Data switch
    {
        ActivityPlanChanged e => card with { Plan = e.Plan, Title = FreeTexts.Title(e.Plan.Title) },
        ActivitySubmitted e => card with { State = "submitted", Level = e.Level, SubmittedAt = recorded.At },
        ConcretisationCorrected e => card with { Level = e.Level },
        ActivityApproved e => Decided(card, recorded, "approved", e.By, e.Reason),
        ActivityReturned e => Decided(card, recorded, "returned", e.By, e.Reason),
        ActivityDeclined e => Decided(card, recorded, "declined", e.By, e.Reason),
        ActivityScheduled e => card with
        {
            State = "scheduled",
            Responsible = e.Responsible,
            DueOn = e.DueOn,
            PromisedOn = ActivityCard.Promised(card.PromisedOn, e.DueOn, recorded.At),
            Place = e.Place,
        },
        ActivityCarriedOut e => card with
        {
            State = "carried_out",
            CarriedOutOn = e.On,
            CarriedOutAt = recorded.At,
            Participants = e.Participants,
            Note = e.Note,
            ConfirmedAt = e.By != card.Owner ? recorded.At : null,
        },
        ActivityCancelled e => card with { State = "cancelled", Reason = e.Reason },
        ActivityPictured e => card with { Pictures = [.. card.Pictures.Where(one => one.Moment != e.Moment), ActivityPicture.Of(e)] },
        ActivityPictureRemoved e => card with { Pictures = [.. card.Pictures.Where(one => one.Picture != e.Picture)] },
        OutcomeRated e => Rated(card, recorded, e),
        _ => card,
    };

    static ActivityCard Decided(ActivityCard card, Recorded recorded, string decision, Guid by, string? reason) => card with
    {
        State = decision,
        Decision = decision,
        Reason = reason,
        DecidedBy = by,
        DecidedAt = recorded.At,
        FirstDecidedAt = card.FirstDecidedAt ?? recorded.At,
    };

    static ActivityCard Rated(ActivityCard card, Recorded recorded, OutcomeRated e) => e.Part switch
    {
        RaterPart.Owner => card with { OwnerGrade = e.Grade },
        RaterPart.Coordinator => card with { CoordinatorGrades = Exchanged(card.CoordinatorGrades, e), ConfirmedAt = card.ConfirmedAt ?? recorded.At },
        _ => card with { ParticipantGrades = Exchanged(card.ParticipantGrades, e), ConfirmedAt = card.ConfirmedAt ?? recorded.At },
    };

    static int[] Exchanged(int[] grades, OutcomeRated e)
    {
        var after = grades.ToList();
        if (e.Replaces is { } earlier) after.Remove(earlier);
        after.Add(e.Grade);
        return [.. after];
    }
}
