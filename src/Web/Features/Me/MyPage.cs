using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Look;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Me;

/// <summary>A page about oneself: it belongs to no programme, but whoever comes here came from theirs.</summary>
public abstract class MyPage : PageModel
{
    public PersonRow Person { get; private set; } = null!;

    /// <summary>The programmes one is in.</summary>
    public IReadOnlyList<ProgrammeView> Programmes { get; private set; } = [];

    protected DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    protected Texts T => Get<Texts>();

    /// <summary>Does it for the person who looks; somebody who is nobody any longer is asked to sign in.</summary>
    protected async Task<IActionResult> AsMyself(Func<Task<IActionResult>> then)
    {
        if (Get<Visit>().Person is not { } id || !await IsSomebody(id)) return Challenge();
        if (Programmes.Count > 0) ViewData[nameof(Frame)] = await Get<OwnFrame>().Around(Person, Programmes[0]);
        return await then();
    }

    /// <summary>The same for whoever a link is about: who is shut out is so by every door.</summary>
    protected async Task<bool> MayBeAsked(Guid id) => (await Get<Accounts>().Find(id)).DisabledAt is null && await IsSomebody(id);

    /// <summary>Finds whose page it is; false for somebody who is nobody any longer.</summary>
    protected async Task<bool> IsSomebody(Guid id)
    {
        if (await Get<PeopleDirectory>().Find(id) is not { } person) return false;
        Person = person;
        Programmes = await Get<OwnFrame>().ProgrammesOf(id);
        return true;
    }

    protected bool Valid<TForm>(TForm input, string? form = null) =>
        Platform.Pages.Validation.Run(Get<IValidator<TForm>>(), input, "", form, ModelState, T);

    protected TService Get<TService>() where TService : notnull => HttpContext.RequestServices.GetRequiredService<TService>();
}
