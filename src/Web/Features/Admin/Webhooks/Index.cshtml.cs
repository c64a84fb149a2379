using Activation.Domain.Webhooks;
using Activation.Store;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Webhooks;

/// <summary>The programs elsewhere that are told what happens here; a new one's secret is shown once.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(HookBook book, HookLine line, HookReach reach, IEventStore log) : ProgrammePage
{
    public IReadOnlyList<HookRow> Rows { get; private set; } = [];

    /// <summary>The new one's: the only time it is seen.</summary>
    public string? Secret { get; private set; }

    /// <summary>The new one.</summary>
    public HookRow? Made { get; private set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string[] Kinds { get; set; } = [];

    public IEnumerable<SelectListItem> AllKinds => HookWords.Kinds(T, Kinds);

    public async Task OnGetAsync() => Rows = await book.Of(Here.Id);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Valid(this) && await Reached() is { } address && await Add(address) is { } seal)
        {
            Secret = seal.Secret;
            // It stands on this answer and nowhere else.
            ModelState.Clear();
            (Address, Kinds) = (null, []);
        }

        Rows = await book.Of(Here.Id);
        return Page();
    }

    public string State(HookRow row) => HookWords.State(T, row);

    async Task<Uri?> Reached()
    {
        var (address, refusal) = HookAddress.Parse(Address, reach);
        refusal ??= await line.Fault(address!, HttpContext.RequestAborted);
        if (refusal is null) return address;
        ModelState.AddModelError(nameof(Address), T[refusal]);
        return null;
    }

    // Kept before it is decided: what is decided is there to be sent to, and what is refused is taken away again.
    async Task<HookSeal?> Add(Uri address)
    {
        var hook = DerivedId.From("webhook", Here.Id, Key);
        string[] kinds = [.. Kinds.Distinct()];
        var seal = await book.Add(hook, Here.Id, address, kinds, await Deadline.For(log.Head(HttpContext.RequestAborted)), Now);
        if (await Decide(StreamNames.Webhooks(Here.Id), (hooks, actor, _) => Hooking.Add(hooks, new(hook, address.Host, kinds), HookKinds.Known, actor), nameof(Kinds)))
        {
            Made = await book.One(Here.Id, hook);
            return seal;
        }

        await book.Remove(hook);
        return null;
    }
}

public sealed class HookValidator : AbstractValidator<IndexModel>
{
    public HookValidator()
    {
        RuleFor(form => form.Address).Needed("hooks.address-missing").Fits(HookAddress.Longest);
        RuleFor(form => form.Kinds).NotEmpty().WithMessage(Domain.Refusals.Webhooks.KindsMissing);
    }
}
