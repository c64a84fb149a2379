using Activation.Web.Features.Invitations;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.People;

/// <summary>Many are invited at once: a list is read, every row's fate is seen, and then it is sent with one yes.</summary>
[Needs(Permission.Lead)]
public sealed class ImportModel(Guests guests, Inviting inviting, SecurityLog log) : ProgrammePage
{
    /// <summary>The list, as it comes out of a spreadsheet.</summary>
    [BindProperty]
    public string? List { get; set; }

    /// <summary>Null before it was read.</summary>
    public IReadOnlyList<GuestRow>? Rows { get; private set; }

    public int Ready => Rows?.Count(row => row.Invite is not null) ?? 0;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Read();
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync()
    {
        await Read();
        if (Rows is null || Ready == 0) return Page();
        var sent = await inviting.SendAll(Here, Me!, [.. Rows.Select(row => row.Invite).OfType<Invite>()], Key);
        if (sent.Letters > 0) log.Note(HttpContext, SecurityKinds.Invited, times: sent.Letters);
        if (sent.Held > 0) log.Note(HttpContext, SecurityKinds.InvitationsHeld, times: sent.Held);
        var told = T.Count("guests.sent", sent.Letters);
        return To("/admin/people/invite", sent.Held > 0 ? $"{told} {T.Count("guests.held", sent.Held)}" : told);
    }

    async Task Read()
    {
        if (!Valid(this)) return;
        Rows = await guests.Read(List ?? "", Here, Me!, Here.Card.Languages[0]);
        if (Rows is null) ModelState.AddModelError(nameof(List), T["guests.no-list", Guests.MostRows]);
    }
}

public sealed class ImportValidator : AbstractValidator<ImportModel>
{
    public ImportValidator() => RuleFor(form => form.List)
        .Must(list => !string.IsNullOrWhiteSpace(list)).WithMessage("guests.list-missing")
        .Must(list => (list ?? "").Length <= Guests.LongestText).WithMessage("guests.no-list").WithState(_ => new object[] { Guests.MostRows });
}
