using System.Globalization;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Scoring;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Queue;

/// <summary>What waits for the coordinator: the list, and one activity to answer beside it.</summary>
[Needs(Permission.Decide)]
public sealed class IndexModel(QueueList queue, Views views, PeopleDirectory people, ModerationList moderation) : ProgrammePage
{
    public static readonly string[] Tabs = ["waiting", "returned", "decided"];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>The one that was opened; null shows the list's first beside it.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Activity { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int? Level { get; set; }

    [BindProperty]
    public string? LevelReason { get; set; }

    public string Tab => Tabs.Contains(Show) ? Show! : Tabs[0];

    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    public WaitingCounts Waiting { get; private set; } = new(0, 0);

    public AnswerCounts Answers { get; private set; } = AnswerCounts.None;

    /// <summary>How many comments wait for those who answer for what is said.</summary>
    public int Reported { get; private set; }

    /// <summary>The activity beside the list; null when there is none.</summary>
    public ActivityCard? Shown { get; private set; }

    public InitiativeCard Initiative { get; private set; } = null!;

    /// <summary>Why the reader may not answer it; null when they may. Where they may not nothing that was sent is checked: the decision says why, of no field, since there is no form any more.</summary>
    public string? Closed { get; private set; }

    /// <summary>Who may answer instead, when it is the reader's own.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    public Line History { get; private set; } = new([]);

    public string? OwnerName { get; private set; }

    /// <summary>The questions that the plan leaves open, counted from the day on which it was sent.</summary>
    public Concretisation Concretisation => Concretisation.Of(Shown!.Plan, Here.Today(Shown.SubmittedAt ?? Shown.PlannedAt));

    string[] Places => [.. Here.Municipalities.Select(m => m.Municipality).Where(Me!.Coordinates)];

    public bool CoordinatesSeveral => Places.Length > 1;

    public bool CoordinatesNone => Places.Length == 0;

    public async Task<IActionResult> OnGetAsync() => await Find() ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync() =>
        Answer("approved", (id, state, actor, now) => Approving.Approve(state, new ApproveActivity(id, Reason), actor, now));

    public Task<IActionResult> OnPostReturnAsync() =>
        Answer("returned", (id, state, actor, now) => Approving.Return(state, new ReturnActivity(id, Reason ?? ""), actor, now));

    public Task<IActionResult> OnPostDeclineAsync() =>
        Answer("declined", (id, state, actor, now) => Approving.Decline(state, new DeclineActivity(id, Reason ?? ""), actor, now));

    public async Task<IActionResult> OnPostCorrectAsync()
    {
        if (!await Find() || Shown is not { } card) return NotFound();
        if (Closed is null && !Valid(this, form: "corrected")) return await Again();
        if (!await Decide(StreamNames.Initiative(card.Initiative), (state, actor, now) => Approving.CorrectLevel(state, new(card.Activity, Level ?? -1, LevelReason ?? ""), actor, now)))
            return await Again();
        return To($"/queue?activity={card.Activity}", T["queue.corrected", Level]);
    }

    public string Address(string tab, Guid? activity = null) =>
        $"/p/{Here.Slug}/queue?show={tab}{(activity is { } id ? $"&activity={id}" : "")}";

    /// <summary>Working days, as the reminder of it and the points for an answer count them.</summary>
    public int WaitedDays(QueueItem item) => NudgeFinder.Window(Here).WorkdaysBetween(Here.Today(item.SubmittedAt), Here.Today(Now));

    /// <summary>From then on its coordinator is reminded.</summary>
    public static bool IsLate(int waited) => waited >= Domain.Nudges.Rules.Approving.CoordinatorAfter;

    public string Written(DateTimeOffset at) => string.Format(CultureInfo.CurrentCulture, T["queue.day"], Here.Local(at));

    async Task<IActionResult> Answer(string answer, Func<Guid, Initiative, Actor, DateTimeOffset, Decision> decide)
    {
        if (!await Find() || Shown is not { } card) return NotFound();
        var next = Next(card.Activity);
        if (Closed is null && !Valid(this, form: answer)) return await Again();
        if (!await Decide(StreamNames.Initiative(card.Initiative), (state, actor, now) => decide(card.Activity, state, actor, now))) return await Again();
        return To(next is { } id ? $"/queue?activity={id}" : "/queue", T[$"queue.{answer}", card.Title]);
    }

    /// <summary>The one below that the coordinator may answer, else the first in the list.</summary>
    Guid? Next(Guid answered)
    {
        var open = Items.Where(item => !item.Own || item.Activity == answered).Select(item => item.Activity).ToList();
        var below = open.SkipWhile(id => id != answered).Skip(1).Concat(open.TakeWhile(id => id != answered));
        return below.Select(id => (Guid?)id).FirstOrDefault();
    }

    // Somebody else may have answered in the meantime: the page shows how it stands now.
    async Task<IActionResult> Again() => await Find() ? Page() : NotFound();

    async Task<bool> Find()
    {
        var me = Me!.Member;
        var (items, waiting, answers, reported) = views.Together(() => (
            queue.Under(Tab, Here.Id, Places, me), queue.Waits(Here.Id, Places, me), queue.Answers(Here, Places), moderation.Count(Here.Id, Comments.IndexModel.PlacesOf(Here, Me), me)));
        (Items, Waiting, Answers, Reported) = (await items, await waiting, await answers, await reported);
        return (Activity ?? First) is not { } open || await Open(open);
    }

    // One's own stands last: there is nothing to do about it.
    Guid? First => Items.OrderBy(item => item.Own).Select(item => (Guid?)item.Activity).FirstOrDefault();

    async Task<bool> Open(Guid activity)
    {
        Shown = await views.One<ActivityCard>(
            "select * from activity where activity = @activity and programme = @programme and municipality = any(@places) and submitted_at is not null",
            new { activity, programme = Here.Id, places = Places });
        if (Shown is null) return false;
        var (initiative, history) = views.Together(() => (
            views.One<InitiativeCard>("select * from initiative where initiative = @Initiative", new { Shown.Initiative }), queue.History(Shown.Initiative, activity)));
        Initiative = (await initiative)!;
        var rows = await history;
        var names = await people.NamesOf(rows.Select(row => row.Actor).OfType<Guid>().Append(Shown.Owner));
        History = QueueHistory.Of(rows, names, Here, T);
        OwnerName = names.GetValueOrDefault(Shown.Owner);
        await Ask(Shown);
        return true;
    }

    /// <summary>Asks the decision itself whether an answer is of any use, so that the page never knows other rules.</summary>
    async Task Ask(ActivityCard card)
    {
        var state = await Streams.Read(StreamNames.Initiative(card.Initiative));
        if (Approving.Approve(state, new ApproveActivity(card.Activity, null), Me!, Now) is not Refused refused) return;
        Closed = T[refused.Key, [.. refused.Args]];
        if (refused.Key == Refusals.Activities.FourEyes) Others = await queue.Others(Here.Id, card.Municipality, Me!.Member);
    }
}
