using System.Globalization;
using Activation.Domain;
using Activation.Domain.Consents;
using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>One initiative: what it is, how far it has come, and what the reader may do about it now.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(
    Views views, Reading reading, InitiativeNumbers numbers, PeopleDirectory people, PublicNames publicNames, ConsentBook consents, Happenings.Happenings happenings,
    ReadModels readModels, StoryShelf shelf) : TalkPage
{
    /// <summary>Where the log was when the page was drawn; what comes later arrives by itself.</summary>
    public long Position { get; private set; }

    public InitiativeCard Card { get; private set; } = null!;

    public OwnPart Own { get; private set; } = OwnPart.None;

    /// <summary>Null for a visitor: who wants to take part signs in.</summary>
    public Possible? Possible { get; private set; }

    public IReadOnlyList<Deed> Deeds { get; private set; } = [];

    /// <summary>How many of them are agreed on and stand: what is carried out is counted of these.</summary>
    public int Agreed => Deeds.Count(deed => ActivityCard.Agreed.Contains(deed.Card.State));

    public IReadOnlyList<MetricCard> Metrics { get; private set; } = [];

    public IReadOnlyList<PledgeRow> Offers { get; private set; } = [];

    public IReadOnlyList<Relative> Copies { get; private set; } = [];

    public Relative? Parent { get; private set; }

    /// <summary>The story of the one it is borrowed from, while anybody may read it.</summary>
    public LentStory? Lent { get; private set; }

    public Kin Kin { get; private set; } = Kin.None;

    public Line Steps { get; private set; } = null!;

    public Line History { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Where the proposer may be called; null when they have not said yes to that, or there is none.</summary>
    public string? Phone { get; private set; }

    [BindProperty]
    public string? Offer { get; set; }

    [BindProperty]
    public DateOnly? VotingUntil { get; set; }

    /// <summary>For the parts of the page that are written outside of it.</summary>
    public Texts Texts => T;

    public string Path => $"/p/{Here.Slug}/initiatives/{Card.Number}";

    public override string Place => $"/initiatives/{RouteData.Values["number"]}";

    public override string Kind => "initiative";

    public override bool IsLive => true;

    public bool TakesVotes => Stances.TakesVotes(Card, Now);

    public bool ShowsStances => Stances.AreShownTo(Card, Own.Ballot is not null, Me, Now);

    public bool MayTakeOut => Me?.May(Permission.Administer) == true;

    public string Board => ShowsStances ? "tally" : "turnout";

    public string Share => Stances.InWords(Card, T);

    public Task<IActionResult> OnGetAsync(int number) => OnCard(number, Show);

    // What no form of ours sends is refused by name, never taken for a yes.
    [AlsoNeeds(Permission.TakePart)]
    public Task<IActionResult> OnPostVoteAsync(int number, Stance? stance) => Act(
        number, "vote", "details.voted", async initiative => Told(await Hand.Vote(initiative, stance ?? (Stance)(-1), reading.Supported)));

    [AlsoNeeds(Permission.TakePart)]
    public Task<IActionResult> OnPostUnvoteAsync(int number) => Act(
        number, "vote", "details.unvoted", async initiative => Told(await Hand.WithdrawVote(initiative, reading.Supported)));

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostJoinAsync(int number) => Act(
        number, "join", "details.joined", async initiative => Valid(this, form: "join") && Told(await Hand.Join(initiative, Offer), nameof(Offer)));

    [AlsoNeeds(Permission.Join)]
    public Task<IActionResult> OnPostStepBackAsync(int number) => Act(
        number, "join", "details.stepped-back", async initiative => Told(await Hand.StepBack(initiative)));

    [AlsoNeeds(Permission.TakePart)]
    public Task<IActionResult> OnPostSubmitAsync(int number, Guid activity) => Act(number, "activities", "deeds.submitted", initiative => Decide(
        StreamNames.Initiative(initiative), (state, actor, now) => Planning.Submit(state, new SubmitActivity(activity), actor, now)));

    [AlsoNeeds(Permission.TakePart)]
    public Task<IActionResult> OnPostResumeAsync(int number) => Act(number, "tools", "details.resumed", initiative => Decide(
        StreamNames.Initiative(initiative), (state, actor, now) => Closing.Resume(state, new ResumeInitiative(), actor, now)));

    [AlsoNeeds(Permission.Decide)]
    public Task<IActionResult> OnPostCloseVotingAsync(int number) => Act(number, "vote", "details.voting-closed", initiative => Decide(
        StreamNames.Initiative(initiative), (state, actor, now) => Voting.Close(state, new CloseVoting(), actor, now)));

    [AlsoNeeds(Permission.Decide)]
    public Task<IActionResult> OnPostReopenVotingAsync(int number) => Act(number, "vote", "details.voting-reopened", initiative => Decide(
        StreamNames.Initiative(initiative), (state, actor, now) => Voting.Reopen(state, new ReopenVoting(EndOf(VotingUntil)), actor, now),
        nameof(VotingUntil)));

    [AlsoNeeds(Permission.Decide)]
    public Task<IActionResult> OnPostUndoMergeAsync(int number) => Act(number, "tools", "merges.undone", async initiative => Told(await Hand.UndoMerge(initiative)));

    [AlsoNeeds(Permission.TakePart)]
    public Task<IActionResult> OnPostUndoSplitAsync(int number) => Act(number, "tools", "splits.undone", async initiative => Told(await Hand.UndoSplit(initiative, reading.Of)));

    protected override async Task<Spot?> Find() =>
        int.TryParse(RouteData.Values["number"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await numbers.Find(Here.Id, number) is { } initiative
            ? new Spot(initiative)
            : null;

    protected override async Task<IActionResult> Again() =>
        await Find() is { } spot && await reading.Of(spot.Initiative) is { } card ? await Show(card) : NotFound();

    async Task<IActionResult> OnCard(int number, Func<InitiativeCard, Task<IActionResult>> then) =>
        await reading.Find(Here.Id, number) is { } card ? await then(card) : NotFound();

    /// <summary>Does it and comes back to where on the page it was done; a refusal stands on the page in words.</summary>
    async Task<IActionResult> Act(int number, string place, string toast, Func<Guid, Task<bool>> act)
    {
        if (await numbers.Find(Here.Id, number) is not { } initiative) return NotFound();
        if (Me is null) return LocalRedirect($"/sign-in?returnUrl=/p/{Here.Slug}/initiatives/{number}");
        return await act(initiative) ? To($"/initiatives/{number}#{place}", T[toast]) : await OnCard(number, Show);
    }

    async Task<IActionResult> Show(InitiativeCard card)
    {
        Card = card;
        Position = readModels.Position;
        Days = new Days(Here, T, Now);
        var asked = views.Together(() => (
            Activities: reading.Activities(card.Initiative), Own: PartOf(card), Relatives: reading.Relatives(card), Metrics: reading.Metrics(card), Parent: reading.Parent(card),
            Copies: reading.Copies(card), Lent: card.Parent is { } parent ? shelf.Lent(Here.Id, parent) : Task.FromResult<LentStory?>(null), Phone: PhoneOf(card),
            History: happenings.History(Here, card, Me, Now)));
        var activities = await asked.Activities;
        Initiative? state = null;
        if (Me is { } me)
        {
            Own = await asked.Own;
            state = await Streams.Read(StreamNames.Initiative(card.Initiative));
            Possible = new Possible(state, Own, me, Now);
            if (Possible.PlanActivity) Offers = await reading.Offers(card.Initiative);
        }

        Kin = await Kin.Of(await asked.Relatives, state, reading, Streams, this);
        Deeds = Deed.Shown(activities, this);
        Abouts = Deeds.ToDictionary(deed => deed.Card.Activity, deed => deed.Card.Title);
        await Listen(new Spot(card.Initiative));
        Guid[] shown = [card.Proposer, .. Offers.Select(o => o.Member)];
        Names = Me is null ? await publicNames.Of(Here.Id, shown) : await people.NamesOf(shown);
        (Phone, Metrics, Parent, Lent, Copies) = (await asked.Phone, await asked.Metrics, await asked.Parent, await asked.Lent, await asked.Copies);
        Steps = new Steps(T, Days, card, activities, Copies.Count, Here.Rules.On(Here.Today(Now))).AsLine();
        History = await asked.History;
        return Page();
    }

    Task<OwnPart> PartOf(InitiativeCard card) => Me is { } me ? reading.PartOf(card.Initiative, me.Member) : Task.FromResult(OwnPart.None);

    async Task<string?> PhoneOf(InitiativeCard card) =>
        Me is not null && await consents.Holds(Here.Id, ConsentPurpose.Phone, card.Proposer) ? (await people.Find(card.Proposer))?.Phone : null;

    /// <summary>The whole of that day, where the programme is.</summary>
    DateTimeOffset EndOf(DateOnly? day)
    {
        if (day is not { } given) return default;
        var midnight = given.AddDays(given == DateOnly.MaxValue ? 0 : 1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Here.TimeZone.GetUtcOffset(midnight)).AddSeconds(-1);
    }
}
