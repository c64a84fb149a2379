using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Activation.Web.Features.Me;

/// <summary>The same choices by a link from a letter, for people who are not signed in. It shows what was chosen and nothing else about anybody.</summary>
[AllowAnonymous]
public sealed class ChoicesModel(ChoiceLinks links) : ChoicePage
{
    /// <summary>Null when the link is none of ours or too old, or its person is gone or shut out.</summary>
    public ChoiceLink? Link { get; private set; }

    public override bool OnlyQuiets => Link is { OnlyQuiets: true };

    protected override NudgeKind? After => Link?.Kind;

    public override string Path => $"/choices/{RouteData.Values["secret"]}";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.KeepNowhere();

    public Task<IActionResult> OnGetAsync() => AsTheirs(Show);

    protected override async Task<IActionResult> AsTheirs(Func<Task<IActionResult>> then)
    {
        if (links.Read(RouteData.Values["secret"] as string) is not { } link || !await MayBeAsked(link.Person)) return Page();
        Link = link;
        return await then();
    }
}
