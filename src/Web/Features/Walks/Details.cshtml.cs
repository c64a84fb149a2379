using Activation.Domain.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Walks;

/// <summary>A walk: members come at a press, everybody else by a letter. Who leads it sees who comes, moves it and calls it off.</summary>
[Needs(Permission.Look)]
public sealed class DetailsModel(WalkList walks, WalkGuests guests, WalkLinks links, WalkLetters letters) : ProgrammePage
{
    [FromRoute]
    public int Number { get; set; }

    [BindProperty]
    public MeetingForm Meeting { get; set; } = new();

    [BindProperty]
    public CallOffForm CallOff { get; set; } = new();

    public ListedWalk Walk { get; private set; } = null!;

    public bool IsOpen => Walk.IsOpen(Now);

    public bool IsComing { get; private set; }

    public bool Leads => Me is { } me && Walking.IsLedBy(Walk.Card.Leader, Walk.Card.Municipality, me);

    public IReadOnlyList<Comer> Comers { get; private set; } = [];

    public Uri Link => links.Walk(Walk.Card.Walk);

    public QrCode Qr => QrCode.Of(Link.AbsoluteUri);

    public string Today => Here.Today(Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What was sent and is to be put right stays open.</summary>
    public bool IsMoving => IsWrong(nameof(Meeting));

    public bool IsCallingOff => IsWrong(nameof(CallOff));

    Stream<Walk> Stream => StreamNames.Walk(Walk.Card.Walk);

    // Whoever turns away in between has moved it all the same, and those who come are to be told. What they are told is what was decided, not what is shown by then.
    Hand Patient => Hand with { Patience = CancellationToken.None };

    string Path => $"/walks/{Number}";

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
        return await Decide(Stream, (walk, actor, now) => Coming.Join(walk, seat, actor, now)) ? To(Path, T["walks.joined"]) : await Whole();
    }

    // Also those who only look: a letter gives them a seat like anybody.
    [AlsoNeeds(Permission.GiveBack)]
    public async Task<IActionResult> OnPostLeaveAsync()
    {
        if (!await Found()) return NotFound();
        ModelState.Clear();
        var seat = await guests.SeatOf(Walk.Card, Me!.Member);
        if (!await Decide(Stream, (walk, _, _) => Coming.Leave(walk, seat))) return await Whole();
        await guests.ForgetSeat(Walk.Card.Walk, seat);
        return To(Path, T["walks.left"]);
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
        if (outcome is Done { Changed: true, Position: var position })
            await letters.Moved(Here, Walk.Card with { Place = move.Place, StartsAt = move.StartsAt }, position);
        return To(Path, T["walks.moved"]);
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
        if (outcome is Done { Changed: true, Position: var position }) await letters.CalledOff(Here, Walk.Card with { Reason = cancel.Reason }, position);
        return To(Path, T["walks.called-off"]);
    }

    bool IsWrong(string form) => ModelState.Any(entry => entry.Key.StartsWith(form, StringComparison.Ordinal) && entry.Value!.Errors.Count > 0);

    async Task<bool> Found()
    {
        if (await walks.Find(Here.Id, Number) is not { } found) return false;
        Walk = found;
        return true;
    }

    async Task<IActionResult> Whole()
    {
        if (Me is { } me) IsComing = await walks.Has(Walk.Card, await guests.SeatOf(Walk.Card, me.Member));
        if (Leads) Comers = await walks.Comers(Walk.Card);
        return Page();
    }
}
