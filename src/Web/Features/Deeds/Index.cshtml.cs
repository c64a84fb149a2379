using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Store.Followers;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Deeds;

/// <summary>A link from a letter: shows what it would do, and does it when the button is pressed. Opening it changes nothing.</summary>
[AllowAnonymous]
public sealed class IndexModel(DeedLinks links, Views views, Streams streams, ReadModels readModels, IValidator<IndexModel> validator) : SignInPage
{
    /// <summary>Null when the link is for nothing any more.</summary>
    public OpenDeed? Deed { get; private set; }

    public ActivityCard Activity { get; private set; } = null!;

    /// <summary>What was done just now.</summary>
    public bool IsDone { get; private set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public int? Participants { get; set; }

    [BindProperty]
    public int? Grade { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public DateOnly Today => Deed!.Here.Today(DateTimeOffset.UtcNow);

    public async Task OnGetAsync([FromRoute] string secret)
    {
        await Find(secret);
        On = Deed is null ? null : Today;
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        if (!await Find(secret) || !Validation.Run(validator, this, "", Deed!.Deed.ToString(), ModelState, T)) return Page();
        var hand = new Hand(streams, readModels, Deed.Here, Deed.Actor, Deed.Here.Local(DateTimeOffset.UtcNow), Deed.Link, HttpContext.RequestAborted);
        if (await Act(hand) is No no) ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
        else
        {
            await links.Spend(Deed.Link);
            IsDone = true;
        }

        return Page();
    }

    Task<Outcome> Act(Hand hand) => Deed!.Deed == Deeds.Deed.Done
        ? hand.Decide(StreamNames.Initiative(Activity.Initiative), (state, actor, now) => CarryingOut.Mark(
            state, new MarkCarriedOut(Activity.Activity, On ?? Today, Participants ?? 0, Note ?? ""), actor, now))
        : hand.Rate(Activity.Initiative, new RateOutcome(Activity.Activity, Grade ?? 0, Note));

    async Task<bool> Find(string secret)
    {
        if (await links.Find(secret) is not { } deed) return false;
        if (await views.In(deed.Here.Id).One<ActivityCard>("select * from activity where activity = @Subject and programme = @Id", new { deed.Subject, deed.Here.Id }) is not { } card) return false;
        (Deed, Activity) = (deed, card);
        return true;
    }
}

public sealed class DeedValidator : AbstractValidator<IndexModel>
{
    public DeedValidator()
    {
        RuleSet(nameof(Deeds.Deed.Done), () =>
        {
            RuleFor(form => form.Participants).InclusiveBetween(0, CarryingOut.MostParticipants)
                .WithMessage(Refusals.Activities.ParticipantsRange).WithState(_ => new object[] { CarryingOut.MostParticipants });
            RuleFor(form => form.Note).Fits(Text.NoteLimit);
        });
        RuleSet(nameof(Deeds.Deed.Rate), () =>
        {
            RuleFor(form => form.Grade).Must(grade => grade is >= 1 and <= 5).WithMessage(Refusals.Ratings.GradeRange);
            RuleFor(form => form.Note).Fits(Text.NoteLimit);
        });
    }
}
