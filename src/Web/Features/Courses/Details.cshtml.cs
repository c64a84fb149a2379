using Activation.Domain.Courses;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Courses;

/// <summary>A course: what one makes there and who comes; afterwards what came of it.</summary>
[Needs(Permission.Look)]
public sealed class DetailsModel(WalkList walks, WalkGuests guests, WalkLinks links, WalkLetters letters, WorkShelf works)
    : GatheringPage(walks, guests, links, letters)
{
    [BindProperty]
    public SeatsForm Seats { get; set; } = new();

    public CourseFacts Course => Walk.Card.Course!;

    /// <summary>What was handed in, for whoever leads it.</summary>
    public IReadOnlyList<ShelvedWork> Works { get; private set; } = [];

    /// <summary>What anybody may read of it.</summary>
    public IReadOnlyList<ShelvedStory> CameOfIt { get; private set; } = [];

    /// <summary>Where whoever looks hands in what they made; null for who had no seat, and before it begins.</summary>
    public Uri? HandIn => Mine is { Waits: false } && Seat is { } seat && Now >= Walk.Card.StartsAt && Walk.Card.CancelledAt is null ? Links.Work(Walk.Card.Walk, seat) : null;

    public bool IsSetting => IsWrong(nameof(Seats));

    protected override bool IsCourse => true;

    [AlsoNeeds(Permission.Guide)]
    public async Task<IActionResult> OnPostSeatsAsync()
    {
        if (!await Found()) return NotFound();
        Only(nameof(Seats));
        if (!Valid(Seats, nameof(Seats))) return await Whole();
        return await Decide(Stream, (walk, actor, now) => Offering.SetSeats(walk, new SetSeats(Seats.Number!.Value), actor, now), $"{nameof(Seats)}.{nameof(Seats.Number)}")
            ? To(Path, T["courses.seats-set"])
            : await Whole();
    }

    protected override async Task Beside()
    {
        Seats.Number ??= Walk.Card.Seats;
        if (Leads) Works = await works.OfCourse(Here.Id, Walk.Card.Walk);
        CameOfIt = await works.Told(Here.Id, Walk.Card.Walk);
    }
}
