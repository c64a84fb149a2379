using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Activation.Web.Features.Me;

/// <summary>
/// "No more of these" at one press, as RFC 8058 has it: the mail program sends it by itself, without a cookie and without a token of our forms, since
/// the address is the secret. Opening it only asks.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class OffModel(ChoiceLinks links, Choices choices) : MyPage
{
    /// <summary>Null when the link is none of ours or too old, or its person is gone or shut out.</summary>
    public ChoiceLink? Link { get; private set; }

    public bool IsDone { get; private set; }

    public string Back => $"/choices/{RouteData.Values["secret"]}";

    public string Kind => Link?.Kind is { } kind ? Get<NudgeWords>().Name(kind) : T["choices.every-kind"];

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.KeepNowhere();

    public async Task OnGetAsync() => await Find();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find()) return Page();
        var me = Person.Person;
        var outcome = await choices.Change(me, Now, Guid.CreateVersion7(), choice => Link!.Kind is { } kind
            ? Choosing.Mute(choice, new MuteKind(kind, Muted: true), me)
            : Choosing.Dose(choice, new ChooseDose(0), me));
        if (outcome is No no) ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
        else IsDone = true;
        return Page();
    }

    async Task<bool> Find()
    {
        if (links.Read(RouteData.Values["secret"] as string) is not { } link || !await MayBeAsked(link.Person)) return false;
        Link = link;
        return true;
    }
}
