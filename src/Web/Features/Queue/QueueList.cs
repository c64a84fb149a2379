using Activation.Domain.Members;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Queue;

/// <summary>An activity in the queue's list.</summary>
/// <param name="Level">Concretisation K, 0–100.</param>
/// <param name="Own">The coordinator stands behind it or wrote in its plan, so somebody else answers.</param>
public sealed record QueueItem(
    Guid Activity, Guid Initiative, int Number, string InitiativeTitle, string Municipality, string Title, string State, string[] FocusAreas,
    int Level, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, bool Own);

/// <summary>How many wait.</summary>
/// <param name="Others">For the coordinator.</param>
/// <param name="Own">For somebody else, see <see cref="QueueItem.Own"/>.</param>
public sealed record WaitingCounts(int Others, int Own);

/// <summary>What waits for an answer in some municipalities, and what was answered.</summary>
public sealed class QueueList(Views views, Tallies tallies, PeopleDirectory people)
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

    public async Task<WaitingCounts> Waits(Guid programme, string[] places, Guid member) => (await views.One<WaitingCounts>(
        $"""
        select count(*) filter (where not own) as others, count(*) filter (where own) as own from (select {Own} as own from activity a {Joined} and {Waiting}) each
        """,
        new { programme, places, member }))!;

    /// <summary>Of all that was ever answered, the same for everybody who coordinates there.</summary>
    public Task<AnswerCounts> Answers(ProgrammeView here, string[] places) => tallies.Of<AnsweredActivity, AnswerCounts>(
        here, Tallies.NoDay, new(("answers", string.Join(' ', places.Order(StringComparer.Ordinal))), "", AnsweredSql, new { programme = here.Id, places }), () => new AnswerSum());

    static string AnsweredSql(Only only) => $"""
        select a.initiative, {Returned} as returned, {Decided} as decided,
               case when a.decided_at >= a.submitted_at then (extract(epoch from a.decided_at - a.submitted_at) / 86400)::float8 end as days
          from activity a where {Here} and a.decision is not null {only("a.initiative = any(@which)")}
        """;

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

    // All that waits is listed. Of what was answered only what is shown is looked at: of each municipality as much as could be, along its answers.
    static string Candidates(string tab) => tab == "waiting"
        ? "activity"
        : $"""
        (select * from activity where activity in (
           select newest.activity
             from unnest(@places) here cross join lateral (
               select a.activity, a.decided_at from activity a
                where a.programme = @programme and a.municipality = here and {Where(tab)} order by {Order(tab)}, a.activity limit {AnsweredShown}) newest
            order by newest.decided_at desc, newest.activity limit {AnsweredShown}))
        """;

    static string Where(string tab) => tab switch { "returned" => Returned, "decided" => Decided, _ => Waiting };

    static string Order(string tab) => tab == "waiting" ? "a.submitted_at" : "a.decided_at desc";
}
