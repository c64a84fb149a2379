using Activation.Domain.Consents;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Consents;

/// <summary>A question from a letter: shows it and what stands answered, and takes a yes, or takes it back, when a button is pressed.</summary>
[AllowAnonymous]
public sealed class IndexModel(ConsentLinks links, ConsentBook consents) : SignInPage
{
    /// <summary>Null when the link asks nothing any more.</summary>
    public OpenQuestion? Question { get; private set; }

    /// <summary>What stands answered.</summary>
    public bool IsGiven { get; private set; }

    /// <summary>True after an answer.</summary>
    public bool HasAnswered { get; private set; }

    public int Version => ConsentQuestions.Current(Question!.Purpose);

    public Task OnGetAsync([FromRoute] string secret) => Find(secret);

    public async Task<IActionResult> OnPostGiveAsync([FromRoute] string secret, int version)
    {
        // Too late for a yes: the page shows what is left, to take one back.
        if (await Find(secret) && !Question!.MayAgree) return Page();
        return await Answer(secret, asked => consents.Give(asked.Here, asked.Person, asked.Purpose, asked.Subject, version, ConsentWay.Link));
    }

    public Task<IActionResult> OnPostWithdrawAsync([FromRoute] string secret) => Answer(
        secret, asked => consents.Withdraw(asked.Here.Id, asked.Person, asked.Purpose, asked.Subject, ConsentWay.Link));

    async Task<IActionResult> Answer(string secret, Func<OpenQuestion, Task<Outcome>> answer)
    {
        if (!await Find(secret)) return Page();
        ModelState.Clear();
        if (await answer(Question!) is No no) ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
        else HasAnswered = true;
        IsGiven = await Holds(Question!);
        return Page();
    }

    async Task<bool> Find(string secret)
    {
        Question = await links.Find(secret);
        if (Question is not { } asked) return false;
        IsGiven = await Holds(asked);
        return true;
    }

    Task<bool> Holds(OpenQuestion asked) => consents.Holds(asked.Here.Id, asked.Purpose, asked.Person, asked.Subject);
}
