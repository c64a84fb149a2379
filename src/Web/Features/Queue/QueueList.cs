using Activation.Domain.Members;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;

namespace Activation.Web.Features.Queue;

/// <summary>An activity in the queue's list.</summary>
/// <param name="Level">Concretisation K, 0–100.</param>
/// <param name="Own">The coordinator stands behind it or wrote in its plan, so somebody else answers.</param>
public sealed record QueueItem(
    Guid Activity, Guid Initiative, int Number, string InitiativeTitle, string Municipality, string Title, string State, string[] FocusAreas,
    int Level, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, bool Own);

/// <summary>How many there are under each tab.</summary>
public sealed record QueueCounts(int Waiting, int Own, int Returned, int Decided);

/// <summary>What waits for an answer in some municipalities, and what was answered.</summary>
public sealed class QueueList(Views views, SharedReads reads, PeopleDirectory people)
{
    /// <summary>So many of the answered ones are listed, the newest first.</summary>
    const int AnsweredShown = 50;

    const string Waiting = "a.state = 'submitted' and i.state in ('proposed', 'active')";

    const string Returned = "a.state = 'returned'";

    // One that was cancelled after the yes was still answered.
    const string Decided = "a.state in ('approved', 'scheduled', 'carried_out', 'declined', 'cancelled') and a.decision in ('approved', 'declined')";

    // Who had a hand in the plan stands in the happenings: only the stream's own state knows better, and it is asked when one answers.
    const string Own = """
        (a.owner = @member or i.proposer = @member or exists (
          select from happening h where h.initiative = a.initiative and h.activity = a.activity and h.actor = @member and h.kind in ('activity-planned', 'activity-plan-changed')))
        """;

    const string Here = "a.programme = @programme and a.municipality = any(@places)";

    const string Joined = $"join initiative i using (initiative) where {Here}";

    public Task<IReadOnlyList<QueueItem>> Under(string tab, Guid programme, string[] places, Guid member) => views.Many<QueueItem>(
        $"""
        select a.activity, a.initiative, i.number, i.title as initiative_title, a.municipality, a.title, a.state, i.focus_areas, coalesce(a.level, 0) as level,
               a.submitted_at, a.decided_at, {Own} as own
          from {Candidates(tab)} a {Joined} and {Where(tab)} order by {Order(tab)}, a.activity
        """,
        new { programme, places, member });

    public async Task<QueueCounts> Counts(Guid programme, string[] places, Guid member)
    {
        var (waits, answers) = views.Together(() => (Waits(programme, places, member), Answered(programme, places)));
        var (waiting, answered) = (await waits, await answers);
        return new(waiting.Others, waiting.Own, answered.Returned, answered.Decided);
    }

    async Task<WaitingCounts> Waits(Guid programme, string[] places, Guid member) => (await views.One<WaitingCounts>(
        $"""
        select count(*) filter (where not own) as others, count(*) filter (where own) as own from (select {Own} as own from activity a {Joined} and {Waiting}) each
        """,
        new { programme, places, member }))!;

    // As many as have ever been answered, and the same for everybody who coordinates there.
    async Task<AnsweredCounts> Answered(Guid programme, string[] places) => (await reads.Deeds.Many<AnsweredCounts>(
        programme,
        $"select (select count(*) from activity a where {Here} and {Returned}) as returned, (select count(*) from activity a where {Here} and {Decided}) as decided",
        new { programme, places }))[0];

    /// <summary>Days from sending to answer, in the middle of all answers, and how sure that is; null before the first.</summary>
    public async Task<Estimate?> MedianDays(Guid programme, string[] places) =>
        (await reads.Deeds.Of(programme, (nameof(MedianDays), string.Join(' ', places.Order(StringComparer.Ordinal))), async () => new MiddleWait(Median.Of(await views.In(programme).Column<double>(
            $"select (extract(epoch from a.decided_at - a.submitted_at) / 86400)::float8 from activity a where {Here} and a.decision is not null and a.decided_at >= a.submitted_at",
            new { programme, places }))))).Days;

    /// <summary>What happened to one activity, oldest first: earlier returns are what one wants to know.</summary>
    public Task<IReadOnlyList<HappeningRow>> History(Guid initiative, Guid activity) => views.Many<HappeningRow>(
        "select * from happening where initiative = @initiative and activity = @activity and kind = any(@kinds) order by position",
        new { initiative, activity, kinds = QueueHistory.Kinds.ToArray() });

    /// <summary>Who else may answer in a municipality.</summary>
    public async Task<IReadOnlyList<string>> Others(Guid programme, string municipality, Guid member)
    {
        var others = await views.Column<Guid>(
            """
            select member from member
             where programme = @programme and not "left" and member <> @member
               and (('coordinator' = any(roles) and municipality = @municipality) or @municipality = any(deputy_for))
            """,
            new { programme, municipality, member });
        return [.. (await people.NamesOf(others)).Values.Order(StringComparer.CurrentCulture)];
    }

    // All that waits is listed; of what was answered only what is shown is looked at whole.
    static string Candidates(string tab) => tab == "waiting"
        ? "activity"
        : $"(select * from activity where activity in (select a.activity from activity a where {Here} and {Where(tab)} order by {Order(tab)}, a.activity limit {AnsweredShown}))";

    static string Where(string tab) => tab switch { "returned" => Returned, "decided" => Decided, _ => Waiting };

    static string Order(string tab) => tab == "waiting" ? "a.submitted_at" : "a.decided_at desc";

    sealed record MiddleWait(Estimate? Days);

    sealed record WaitingCounts(int Others, int Own);

    sealed record AnsweredCounts(int Returned, int Decided);
}
