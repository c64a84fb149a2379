using Activation.Domain.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Walks;

/// <summary>A walk or a course: members come at a press, everybody else by a letter. Who leads it sees who comes, moves it and calls it off.</summary>
public abstract class GatheringPage(WalkList walks, WalkGuests guests, WalkLinks links, WalkLetters letters) : ProgrammePage
{
    [FromRoute]
    public int Number { get; set; }

    [BindProperty]
    public MeetingForm Meeting { get; set; } = new();

    [BindProperty]
    public CallOffForm CallOff { get; set; } = new();

    public ListedWalk Walk { get; private set; } = null!;

    public bool IsOpen => Walk.IsOpen(Now);

    /// <summary>How whoever looks stands; null when they have not signed up.</summary>
    public MySeat? Mine { get; private set; }

    /// <summary>Under which number whoever looks comes, or would; null for a visitor.</summary>
    protected Guid? Seat { get; private set; }

    public bool IsComing => Mine is { Waits: false };

    public bool Leads => Me is { } me && Walking.IsLedBy(Walk.Card.Leader, Walk.Card.Municipality, me);

    /// <summary>Who comes, for whoever leads it.</summary>
    public IReadOnlyList<Comer> Comers { get; private set; } = [];

    /// <summary>What keys of its texts begin with.</summary>
    public string Words => IsCourse ? "courses" : "walks";

    public Uri Link => Links.Walk(Walk.Card.Walk);

    public QrCode Qr => QrCode.Of(Link.AbsoluteUri);

    public string Today => Here.Today(Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What was sent and is to be put right stays open.</summary>
    public bool IsMoving => IsWrong(nameof(Meeting));

    public bool IsCallingOff => IsWrong(nameof(CallOff));

    protected abstract bool IsCourse { get; }

    protected WalkList Walks { get; } = walks;

    protected WalkLinks Links { get; } = links;

    protected Stream<Walk> Stream => StreamNames.Walk(Walk.Card.Walk);

    // Whoever turns away in between has moved it all the same, and those who come are to be told. What they are told is what was decided, not what is shown by then.
    Hand Patient => Hand with { Patience = CancellationToken.None };

    protected string Path => $"/{Words}/{Number}";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Found()) return NotFound();
        var starts = Here.Local(Walk.Card.StartsAt);
        Meeting = new MeetingForm { Place = Walk.Card.Place, On = DateOnly.FromDateTime(starts.DateTime), At = TimeOnly.FromDateTime(starts.DateTime) };
        return await Whole();
    }

    [AlsoNeeds(Permission.Join)]
    public async Task<IActionResult> OnPostJoinAsync()
    {
        if (!await Found()) return NotFound();
        ModelState.Clear();
        var seat = await guests.SeatOf(Walk.Card, Me!.Member);
        return await Decide(Stream, (walk, actor, now) => Coming.Join(walk, seat, actor, now)) ? To(Path, await Joined(seat)) : await Whole();
    }

    // Also those who only look: a letter gives them a seat like anybody.
    [AlsoNeeds(Permission.GiveBack)]
    public async Task<IActionResult> OnPostLeaveAsync()
    {
        if (!await Found()) return NotFound();
        ModelState.Clear();
        var seat = await guests.SeatOf(Walk.Card, Me!.Member);
        if (!await Decide(Stream, (walk, _, now) => Coming.Leave(walk, seat, now))) return await Whole();
        await guests.ForgetSeat(Walk.Card.Walk, seat);
        return To(Path, T[$"{Words}.left"]);
    }

    [AlsoNeeds(Permission.Guide)]
    public async Task<IActionResult> OnPostMoveAsync()
    {
        if (!await Found()) return NotFound();
        Only(nameof(Meeting));
        if (!Valid(Meeting, nameof(Meeting))) return await Whole();
        var move = new MoveWalk(Meeting.Place ?? "", Meeting.StartsAt(Here));
        var outcome = await Patient.Decide(Stream, (walk, actor, now) => Walking.Move(walk, move, actor, now));
        if (!Told(outcome, $"{nameof(Meeting)}.{nameof(Meeting.On)}")) return await Whole();
        if (outcome is Done { Changed: true, Version: var version })
            await letters.Moved(Here, Walk.Card with { Place = move.Place, StartsAt = move.StartsAt }, version);
        return To(Path, T[$"{Words}.moved"]);
    }

    [AlsoNeeds(Permission.Guide)]
    public async Task<IActionResult> OnPostCallOffAsync()
    {
        if (!await Found()) return NotFound();
        Only(nameof(CallOff));
        if (!Valid(CallOff, nameof(CallOff))) return await Whole();
        var cancel = new CancelWalk(CallOff.Reason ?? "");
        var outcome = await Patient.Decide(Stream, (walk, actor, now) => Walking.Cancel(walk, cancel, actor, now));
        if (!Told(outcome, $"{nameof(CallOff)}.{nameof(CallOff.Reason)}")) return await Whole();
        if (outcome is Done { Changed: true, Version: var version }) await letters.CalledOff(Here, Walk.Card with { Reason = cancel.Reason }, version);
        return To(Path, T[$"{Words}.called-off"]);
    }

    /// <summary>More than every such page shows.</summary>
    protected virtual Task Beside() => Task.CompletedTask;

    protected bool IsWrong(string form) => ModelState.Any(entry => entry.Key.StartsWith(form, StringComparison.Ordinal) && entry.Value!.Errors.Count > 0);

    protected async Task<bool> Found()
    {
        if (await Walks.Find(Here.Id, Number, IsCourse) is not { } found) return false;
        Walk = found;
        return true;
    }

    async Task<string> Joined(Guid seat) => await Walks.StandingOf(Walk.Card, seat) is { Waits: true } waits ? T[$"{Words}.queued", waits.Place] : T[$"{Words}.joined"];

    protected async Task<IActionResult> Whole()
    {
        if (Me is { } me) Mine = await Walks.StandingOf(Walk.Card, (Seat = await guests.SeatOf(Walk.Card, me.Member)).Value);
        if (Leads) Comers = await Walks.Comers(Walk.Card);
        await Beside();
        return Page();
    }
}
