using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Keys;

/// <summary>One key of somebody's, to be taken back when it should open nothing any longer. It is of that person in every programme, and so is its end.</summary>
[Needs(Permission.Administer)]
public sealed class KeyModel(KeyList list, Platform.Access.Tokens tokens, SecurityLog log) : ProgrammePage
{
    public ListedKey Row { get; private set; } = null!;

    [BindProperty]
    public string? Reason { get; set; }

    public bool IsMine => Row.Member == Me!.Member;

    public Task<IActionResult> OnGetAsync(Guid token) => On(token, () => Task.FromResult<IActionResult>(Page()));

    public Task<IActionResult> OnPostAsync(Guid token) => On(token, async () =>
    {
        // Sent twice, or taken back by its owner meanwhile: it is done.
        if (!Row.IsGood(Now)) return To("/admin/keys", T["keys.taken-back"]);
        if (!Valid(this)
            || !await Decide(StreamNames.Member(Here.Id, Row.Member), (state, actor, _) => ShuttingOut.TakeBack(state, new(token, Reason ?? ""), actor), nameof(Reason)))
            return Page();
        await tokens.Revoke(Row.Member, token, Now);
        log.Note(HttpContext, SecurityKinds.TokenRevoked, Row.Member);
        return To("/admin/keys", T["keys.taken-back"]);
    });

    async Task<IActionResult> On(Guid token, Func<Task<IActionResult>> then)
    {
        if (await list.One(Here, token, Now) is not { } row) return NotFound();
        Row = row;
        return await then();
    }
}

public sealed class KeyValidator : AbstractValidator<KeyModel>
{
    public KeyValidator() => RuleFor(form => form.Reason).Reason();
}
