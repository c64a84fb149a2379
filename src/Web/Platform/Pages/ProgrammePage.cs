using Activation.Domain;
using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Platform.Pages;

/// <summary>A page below <c>/p/{programme}</c>: knows where it is, who looks, and how to write.</summary>
public abstract class ProgrammePage : PageModel
{
    readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    Guid? key;

    /// <summary>The programme of the address. Set before any handler runs.</summary>
    public ProgrammeView Here { get; internal set; } = null!;

    /// <summary>The member who looks; null for a visitor.</summary>
    public Actor? Me { get; internal set; }

    /// <summary>Idempotency key of the form that was sent: a double click and a repeat get the first answer.</summary>
    [BindProperty(Name = "command")]
    public Guid Command { get; set; }

    /// <summary>What this sending is known by; also names what it makes.</summary>
    protected Guid Key => key ??= Command == Guid.Empty ? Guid.CreateVersion7() : SentForm.KeyOf(Request, Command);

    /// <summary>By the programme's own clock: its offset says which day it is there.</summary>
    public DateTimeOffset Now => Here.Local(now);

    protected Texts T => HttpContext.RequestServices.GetRequiredService<Texts>();

    protected Streams Streams => HttpContext.RequestServices.GetRequiredService<Streams>();

    /// <summary>What the member writes by.</summary>
    protected Hand Hand => new(
        Streams, HttpContext.RequestServices.GetRequiredService<ReadModels>(), Here, Me!, Now, Key, HttpContext.RequestAborted);

    /// <summary>Decides, writes, and waits until the read models show it. A refusal stands at the form in the reader's language.</summary>
    /// <returns>True when it is done.</returns>
    protected async Task<bool> Decide<TState>(Stream<TState> stream, Func<TState, Actor, DateTimeOffset, Decision> decide, string field = "") =>
        Told(await Hand.Decide(stream, decide), field);

    /// <summary>The same, in the light of another stream.</summary>
    protected async Task<bool> Decide<TState, TBeside>(
        Stream<TState> stream, Stream<TBeside> beside, Func<TState, TBeside, Actor, DateTimeOffset, Decision> decide, string field = "") =>
        Told(await Hand.Decide(stream, beside, decide), field);

    /// <summary>A refusal stands at the form in the reader's language.</summary>
    /// <returns>True when it is done.</returns>
    protected bool Told(Outcome outcome, string field = "")
    {
        if (outcome is No no) ModelState.AddModelError(field, T[no.Key, [.. no.Args]]);
        return outcome is Done;
    }

    /// <summary>Checks what was sent; what is wrong stands at its field.</summary>
    /// <param name="prefix">What the names of the form's fields begin with; empty when the page is the form.</param>
    /// <param name="form">Which form of a page that has several.</param>
    protected bool Valid<TForm>(TForm input, string prefix = "", string? form = null) =>
        Validation.Run(HttpContext.RequestServices.GetRequiredService<IValidator<TForm>>(), input, prefix, form, ModelState, T);

    /// <summary>Several forms may stand on a page, and each is bound: only what belongs to the one that was sent counts.</summary>
    protected void Only(string prefix)
    {
        foreach (var other in ModelState.Keys.Where(key => !key.StartsWith(prefix + ".", StringComparison.Ordinal)).ToList()) ModelState.Remove(other);
    }

    /// <summary>Back to a page of this programme, with a word about what was done.</summary>
    protected IActionResult To(string path, string? toast = null)
    {
        if (toast is not null) TempData["Toast"] = toast;
        return LocalRedirect($"/p/{Here.Slug}{path}");
    }
}
