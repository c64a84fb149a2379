using Activation.Domain.Webhooks;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Webhooks;

/// <summary>One receiver: what it is told, what it has answered, and what waits for it.</summary>
[Needs(Permission.Administer)]
public sealed class HookModel(HookBook book, HookDeliveries deliveries, HookLine line, HookReach reach, HookBell bell) : ProgrammePage
{
    const int Shown = 50;

    public HookRow Row { get; private set; } = null!;

    public IReadOnlyList<DeliveryRow> Latest { get; private set; } = [];

    /// <summary>The new one: the only time it is seen.</summary>
    public string? Secret { get; private set; }

    /// <summary>Empty: the one it has.</summary>
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string[]? Kinds { get; set; }

    public IEnumerable<SelectListItem> AllKinds => HookWords.Kinds(T, Kinds ?? Row.Kinds);

    public string Path => $"/admin/webhooks/{Row.Hook}";

    public Task<IActionResult> OnGetAsync(Guid hook) => On(hook, () => Task.FromResult<IActionResult?>(null));

    public Task<IActionResult> OnPostChangeAsync(Guid hook) => On(hook, async () =>
    {
        Kinds ??= [];
        if (!Valid(this) || await Sealed() is not { } seal) return null;
        var address = seal.Url;
        if (!string.IsNullOrWhiteSpace(Address))
        {
            var (typed, refusal) = HookAddress.Parse(Address, reach);
            refusal ??= await line.Fault(typed!, HttpContext.RequestAborted);
            if (refusal is not null) return Refuse(nameof(Address), refusal);
            address = typed!.AbsoluteUri;
        }

        string[] kinds = [.. Kinds.Distinct()];
        var host = new Uri(address).Host;
        if (!await Decide(StreamNames.Webhooks(Here.Id), (hooks, actor, _) => Hooking.Change(hooks, new(hook, host, kinds), HookKinds.Known, actor), nameof(Kinds))) return null;
        await book.Change(hook, seal with { Url = address }, host, kinds);
        return To(Path, T["hooks.changed"]);
    });

    public Task<IActionResult> OnPostRenewAsync(Guid hook) => On(hook, async () =>
    {
        if (await Sealed() is null || !await Decide(StreamNames.Webhooks(Here.Id), (hooks, actor, _) => Hooking.RenewSecret(hooks, hook, actor))) return null;
        // It stands on this answer and nowhere else.
        Secret = (await book.Renew(hook, Key, Now))?.Secret;
        return null;
    });

    public Task<IActionResult> OnPostTestAsync(Guid hook) => On(hook, async () =>
    {
        var delivery = DerivedId.From("test", hook, Key);
        await deliveries.AddTest(delivery, Row, HookBody.Test(Here, delivery, Now), Now);
        bell.Ring();
        return To($"{Path}#sent", T["hooks.tested"]);
    });

    public Task<IActionResult> OnPostAgainAsync(Guid hook, Guid delivery) => On(hook, async () =>
    {
        await deliveries.Again(hook, delivery);
        bell.Ring();
        return To($"{Path}#sent", T["hooks.sent-again"]);
    });

    public Task<IActionResult> OnPostResumeAsync(Guid hook) => On(hook, async () =>
    {
        if (!await Decide(StreamNames.Webhooks(Here.Id), (hooks, actor, _) => Hooking.Resume(hooks, hook, actor))) return null;
        await book.Resume(hook);
        bell.Ring();
        return To(Path, T["hooks.resumed"]);
    });

    public Task<IActionResult> OnPostRemoveAsync(Guid hook) => On(hook, async () =>
    {
        if (!await Decide(StreamNames.Webhooks(Here.Id), (hooks, actor, _) => Hooking.Remove(hooks, hook, actor))) return null;
        await book.Remove(hook);
        return To("/admin/webhooks", T["hooks.removed"]);
    });

    public string State => HookWords.State(T, Row);

    public Texts Texts => T;

    async Task<HookSeal?> Sealed()
    {
        if (await book.SealOf(Row.Hook) is { } seal) return seal;
        Refuse("", "hooks.unsealed");
        return null;
    }

    IActionResult? Refuse(string field, string key)
    {
        ModelState.AddModelError(field, T[key]);
        return null;
    }

    /// <param name="act">Null shows the page, with what stands in it now.</param>
    async Task<IActionResult> On(Guid hook, Func<Task<IActionResult?>> act)
    {
        if (await book.One(Here.Id, hook) is not { } row) return NotFound();
        Row = row;
        if (await act() is { } done) return done;
        Latest = await deliveries.Latest(row, Shown);
        return Page();
    }
}

public sealed class HookChangeValidator : AbstractValidator<HookModel>
{
    public HookChangeValidator()
    {
        RuleFor(form => form.Address).Fits(HookAddress.Longest);
        RuleFor(form => form.Kinds).NotEmpty().WithMessage(Domain.Refusals.Webhooks.KindsMissing);
    }
}
