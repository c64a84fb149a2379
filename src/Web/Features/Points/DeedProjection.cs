using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Features.Points;

/// <summary>Tells of the events who did what. It reads the cards that other projections have just folded, and comes after them on the list.</summary>
public sealed class DeedProjection : IFollowsRows
{
    /// <summary>What was told before the rule was there, however late, earned what it earned.</summary>
    public static readonly DateTimeOffset ToldInTimeSince = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    public string Name => "deeds";

    public int Revision => 9;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<DeedRow>("deed", "programme", "member", "position", "kind"), Table.Of<UnconfirmedRow>("unconfirmed", "activity"),
        Table.Of<BorrowedRow>("borrowed", "initiative"), Table.Of<LentOnceRow>("lent_once", "parent", "place"), Table.Of<ExampleRow>("example", "activity"),
    ];

    public string Ddl => """
        create table deed (programme uuid not null, member uuid not null, position bigint not null, kind text not null, at timestamptz not null,
          stage int not null, initiative uuid not null, activity uuid, by uuid, since timestamptz, grades jsonb, across boolean not null,
          participants int not null, primary key (programme, member, position, kind));
        create index deed_by on deed (programme, by) where by is not null;
        create index deed_position on deed (position);
        create table unconfirmed (activity uuid primary key, programme uuid not null, owner uuid not null, across boolean not null, participants int not null);
        create table borrowed (initiative uuid primary key, programme uuid not null, lender uuid not null, home text not null, adopter uuid not null,
          word uuid, completed boolean not null, parent uuid not null, place text not null, origin uuid);
        create index borrowed_lender on borrowed (lender);
        create index borrowed_adopter on borrowed (adopter);
        create table lent_once (programme uuid not null, parent uuid not null, place text not null, initiative uuid not null, primary key (parent, place));
        create table example (activity uuid primary key, programme uuid not null);
        """;

    /// <summary>An event of which somebody may have a deed.</summary>
    public static bool TellsOfDeeds(object data) => data is ActivityApproved or ActivityReturned or ActivityDeclined or ActivityCarriedOut or OutcomeRated
        or InitiativeCompleted or InitiativeWithdrawn or StoryPublished or StoryUnpublished;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is InitiativeProposed { Parent: { } parent } copy)
        {
            wanted.Row<InitiativeCard>(parent);
            wanted.Row<AdoptionRow>(copy.Initiative);
            wanted.Row<LentOnceRow>(parent, copy.Municipality);
        }

        if (Merged(recorded.Data) is var (from, into))
        {
            foreach (var one in (Guid[])[from, into])
            {
                wanted.Row<InitiativeCard>(one);
                wanted.Row<BorrowedRow>(one);
            }
        }

        if (!TellsOfDeeds(recorded.Data)) return;
        var initiative = InitiativeOf(recorded.Data);
        wanted.Row<InitiativeCard>(initiative);
        if (recorded.Data is InitiativeCompleted or ActivityCarriedOut or OutcomeRated) wanted.Row<BorrowedRow>(initiative);
        if (ActivityOf(recorded.Data) is not { } activity) return;
        wanted.Row<ActivityCard>(activity);
        wanted.Row<UnconfirmedRow>(activity);
        if (recorded.Data is StoryPublished or StoryUnpublished) wanted.Row<ExampleRow>(activity);
    }

    public void WantsNext(Recorded recorded, Rows loaded, Wanted wanted)
    {
        if (Merged(recorded.Data) is var (from, into))
        {
            foreach (var other in (Guid[])[from, into, .. loaded.Known<InitiativeCard>(into)?.TakenIn ?? []])
            {
                wanted.Row<BorrowedRow>(other);
                Lent(other);
            }
        }
        else if (recorded.Data is InitiativeCompleted or ActivityCarriedOut or OutcomeRated) Lent(InitiativeEvent.IdOf(recorded.Data)!.Value);

        void Lent(Guid initiative)
        {
            if (loaded.Known<BorrowedRow>(initiative) is { } borrowed) wanted.Row<LentOnceRow>(borrowed.Parent, borrowed.Place);
        }
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is InitiativeProposed proposed) Borrow(recorded, proposed, rows);
        if (recorded.Data is InitiativeMerged merged) Carry(merged, rows);
        if (recorded.Data is MergeUndone undone) CarryBack(undone, rows);
        if (!TellsOfDeeds(recorded.Data) || rows.Find<InitiativeCard>(InitiativeOf(recorded.Data)) is not { } initiative) return;
        var activity = ActivityOf(recorded.Data) is { } id ? rows.Find<ActivityCard>(id) : null;
        var told = new Told(recorded, initiative, activity);
        foreach (var deed in DeedsOf(told, rows).Concat(Adopted(told, rows))) rows.Add(deed);
    }

    // A story that is taken down stirs nothing else of its initiative.
    static Guid InitiativeOf(object data) => data is StoryUnpublished e ? e.Initiative : InitiativeEvent.IdOf(data)!.Value;

    static Guid? ActivityOf(object data) => data is StoryUnpublished e ? e.Activity : InitiativeEvent.ActivityOf(data);

    static IEnumerable<DeedRow> DeedsOf(Told told, Rows rows) => told switch
    {
        { Recorded.Data: InitiativeWithdrawn } when told.Initiative.Approved > 0 => [told.By(told.Initiative.Proposer, DeedKind.Withdrawn)],
        { Activity: null } => [],
        { Recorded.Data: StoryPublished e } => Shown(told, e, told.Activity, rows),
        { Recorded.Data: StoryUnpublished } => TakenDown(told, told.Activity, rows),
        { Recorded.Data: ActivityApproved e } => [.. Approved(told, e.By), .. Answered(told, e.By, e.Reason)],
        { Recorded.Data: ActivityReturned e } => Answered(told, e.By, e.Reason),
        { Recorded.Data: ActivityDeclined e } => Answered(told, e.By, e.Reason),
        { Recorded.Data: ActivityCarriedOut e } => CarriedOut(told, e, told.Activity, rows),
        { Recorded.Data: OutcomeRated { Part: not RaterPart.Owner } e } => Rated(told, e, told.Activity, rows),
        _ => [],
    };

    // A new version of what is shown already is no deed.
    static IEnumerable<DeedRow> Shown(Told told, StoryPublished e, ActivityCard activity, Rows rows)
    {
        if (rows.Find<ExampleRow>(activity.Activity) is not null) return [];
        rows.Put(new ExampleRow(activity.Activity, told.Recorded.Tenant), activity.Activity);
        return [told.By(e.Owner, DeedKind.ExamplePublished, e.By)];
    }

    // What was planned to be shown and never was has nothing to give back.
    static IEnumerable<DeedRow> TakenDown(Told told, ActivityCard activity, Rows rows)
    {
        if (rows.Find<ExampleRow>(activity.Activity) is null) return [];
        rows.Remove<ExampleRow>(activity.Activity);
        return [told.By(activity.Owner, DeedKind.ExampleTakenDown)];
    }

    static IEnumerable<DeedRow> Approved(Told told, Guid by) => told.Activity!.Level >= Concretisation.NeededToSubmit
        ? [told.By(told.Initiative.Proposer, DeedKind.Approved, by)]
        : [];

    // The same for yes and for no; without a reason it is an answer like any other. Words that were taken out later were a reason all the same.
    static IEnumerable<DeedRow> Answered(Told told, Guid by, string? reason) => reason is null
        ? []
        : [told.By(by, DeedKind.Decided) with { Since = told.Activity!.SubmittedAt }];

    static IEnumerable<DeedRow> CarriedOut(Told told, ActivityCarriedOut e, ActivityCard activity, Rows rows)
    {
        if (activity.PromisedOn is not { } promised || !IsInTime(promised, e.On, told.Recorded.At)) return [];
        if (e.By != activity.Owner) return [told.Completed(activity.Owner, e.By, e.Participants)];
        rows.Put(new UnconfirmedRow(activity.Activity, told.Recorded.Tenant, activity.Owner, told.IsAcross, e.Participants), activity.Activity);
        return [];
    }

    // By the world's clock, as a promise that had passed (ActivityCard.Promised).
    static bool IsInTime(DateOnly promised, DateOnly on, DateTimeOffset told) =>
        Domain.Scoring.Rates.IsInTime(promised, on, told < ToldInTimeSince ? on : told.ToUniversalTime().Today());

    static IEnumerable<DeedRow> Rated(Told told, OutcomeRated e, ActivityCard activity, Rows rows)
    {
        if (e.Replaces is null) yield return told.By(e.Member, DeedKind.Rated);
        yield return told.By(activity.Owner, DeedKind.OutcomeRated, e.Member) with { Grades = activity.Outcome.Sums };
        // Whoever rates it was there, or has looked: that it was done is no longer the owner's word alone.
        if (rows.Find<UnconfirmedRow>(activity.Activity) is not { } waiting) yield break;
        rows.Remove<UnconfirmedRow>(activity.Activity);
        yield return told.Completed(waiting.Owner, e.Member, waiting.Participants);
    }

    static void Borrow(Recorded recorded, InitiativeProposed e, Rows rows)
    {
        if (e.Parent is not { } id || rows.Find<InitiativeCard>(id) is not { } parent || parent.Programme != recorded.Tenant) return;
        if (parent.Proposer == e.Proposer || rows.Find<AdoptionRow>(e.Initiative) is not { IsNewThere: true }) return;
        rows.Put(
            new BorrowedRow(e.Initiative, recorded.Tenant, parent.Proposer, parent.Municipality, e.Proposer, null, Completed: false, id, e.Municipality), e.Initiative);
    }

    static (Guid From, Guid Into)? Merged(object data) => data switch
    {
        InitiativeMerged e => (e.Initiative, e.Into),
        MergeUndone e => (e.Initiative, e.From),
        _ => null,
    };

    // A copy that went up in another is completed there. What is a copy itself, or came from the same people or place, is credited for itself or for nothing.
    static void Carry(InitiativeMerged e, Rows rows)
    {
        if (rows.Find<BorrowedRow>(e.Into) is not null || rows.Find<InitiativeCard>(e.Into) is not { } into) return;
        if (Carried(into, e.Initiative, rows) is { } borrowed) rows.Put(borrowed, e.Into);
    }

    // What was earned where it went up is not earned again. Else the next that is still merged there is credited there.
    static void CarryBack(MergeUndone e, Rows rows)
    {
        if (rows.Find<BorrowedRow>(e.From) is not { } carried || carried.Origin != e.Initiative) return;
        rows.Remove<BorrowedRow>(e.From);
        if (carried.IsConfirmed) rows.Put(carried with { Initiative = e.Initiative, Origin = null }, e.Initiative);
        else if (rows.Find<InitiativeCard>(e.From) is { } into && into.TakenIn.Select(other => Carried(into, other, rows)).FirstOrDefault(next => next is not null) is { } next)
            rows.Put(next with { Completed = next.Completed || into.State == "completed" }, e.From);
    }

    static BorrowedRow? Carried(InitiativeCard into, Guid from, Rows rows) =>
        rows.Find<BorrowedRow>(from) is { IsConfirmed: false } borrowed && into.Proposer != borrowed.Lender && into.Municipality != borrowed.Home
            ? borrowed with { Initiative = into.Initiative, Origin = from }
            : null;

    /// <summary>The adopter may complete a copy alone: both ends have their deed when somebody else says that something of it was carried out.</summary>
    static IEnumerable<DeedRow> Adopted(Told told, Rows rows)
    {
        if (told.Recorded.Data is not (InitiativeCompleted or ActivityCarriedOut or OutcomeRated)) yield break;
        if (rows.Find<BorrowedRow>(told.Initiative.Initiative) is not { IsConfirmed: false } before) yield break;
        var now = before with { Completed = before.Completed || told.Recorded.Data is InitiativeCompleted, Word = before.Word ?? WordOfAnother(told, before) };
        if (now == before) yield break;
        rows.Put(now, now.Initiative);
        if (!now.IsConfirmed || rows.Find<LentOnceRow>(now.Parent, now.Place) is not null) yield break;
        rows.Put(new LentOnceRow(now.Programme, now.Parent, now.Place, now.Initiative), now.Parent, now.Place);
        // It is about the copy as a whole, whichever activity it was confirmed by.
        yield return told.By(now.Lender, DeedKind.ExampleLent, now.Word) with { Activity = null };
        yield return told.By(now.Adopter, DeedKind.ExampleAdopted, now.Word) with { Activity = null };
    }

    static Guid? WordOfAnother(Told told, BorrowedRow borrowed)
    {
        var word = told.Recorded.Data switch
        {
            ActivityCarriedOut e => e.By,
            OutcomeRated { Part: not RaterPart.Owner } e => e.Member,
            _ => (Guid?)null,
        };
        return word == borrowed.Lender || word == borrowed.Adopter || word == told.Activity?.Owner ? null : word;
    }

    /// <summary>An event with what it is about, as it is after it.</summary>
    sealed record Told(Recorded Recorded, InitiativeCard Initiative, ActivityCard? Activity)
    {
        public bool IsAcross => Initiative.Partners.Length > 0;

        public DeedRow By(Guid member, DeedKind kind, Guid? word = null) => new(
            Recorded.Tenant, member, Recorded.Position, kind, Recorded.At, Initiative.Stage, Initiative.Initiative, Activity?.Activity, word, null, null, IsAcross, 0);

        public DeedRow Completed(Guid owner, Guid word, int participants) => By(owner, DeedKind.Completed, word) with { Participants = participants };
    }
}
