using Activation.Domain;
using Activation.Domain.Baselines;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Baseline;

/// <summary>A link from a letter that answers the five statements, once, without signing in. It opens nothing else.</summary>
[AllowAnonymous]
public sealed class AnswerModel(DeedLinks links, Answers answers, Streams streams, IValidator<AnswerForm> validator) : SignInPage
{
    /// <summary>Null when the link is for nothing any more.</summary>
    public OpenDeed? Deed { get; private set; }

    /// <summary>A link whose wave is closed; null for every other.</summary>
    public OpenDeed? Late { get; private set; }

    public bool IsDone { get; private set; }

    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    public Task OnGetAsync([FromRoute] string secret) => Find(secret);

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        if (!await Find(secret) || !Validation.Run(validator, Form, nameof(Form), null, ModelState, T)) return Page();
        var (here, actor, stage) = (Deed!.Here, Deed.Actor, AskAll.StageOf(Deed.Subject));
        if (await answers.Take(here.Id, stage, actor.Member, actor.Municipality, Form.Chosen, HttpContext.RequestAborted) == Taken.TooLate)
        {
            (Deed, Late) = (null, Deed);
            return Page();
        }

        // Also for who had answered on another way before: the link has nothing left to do.
        await links.Spend(Deed.Link);
        IsDone = true;
        return Page();
    }

    async Task<bool> Find(string secret)
    {
        if (await links.Find(secret) is not { Deed: Deeds.Deed.Baseline } deed) return false;
        var state = await streams.Read(StreamNames.Baseline(deed.Here.Id));
        var asked = Asking.Answer(state, new AnswerBaseline(AskAll.StageOf(deed.Subject), [1, 1, 1, 1, 1]), deed.Actor, deed.Here.Local(DateTimeOffset.UtcNow));
        if (asked is Refused { Key: Refusals.Baselines.NotAsked }) Late = deed;
        else if (asked is not Refused) Deed = deed;
        return Deed is not null;
    }
}
