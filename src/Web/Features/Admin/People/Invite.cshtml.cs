using Activation.Domain.Members;
using Activation.Web.Features.Invitations;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.People;

/// <summary>One person is invited, and those who have not answered are seen.</summary>
[Needs(Permission.Lead)]
public sealed class InviteModel(Inviting inviting, SecurityLog log) : ProgrammePage
{
    public IReadOnlyList<WaitingInvitation> Waiting { get; private set; } = [];

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Municipality { get; set; }

    [BindProperty]
    public Role[] Roles { get; set; } = [];

    [BindProperty]
    public string? Language { get; set; }

    public IEnumerable<SelectListItem> Municipalities =>
        Here.Municipalities.Select(m => new SelectListItem(m.Name, m.Municipality)).Prepend(new SelectListItem(T["people.for-all"], ""));

    public IEnumerable<SelectListItem> AllRoles => Enum.GetValues<Role>()
        .Where(role => role != Role.Administrator || Me!.Is(Role.Administrator)).Select(role => new SelectListItem(T[$"roles.{role}"], role.ToString()));

    public IEnumerable<SelectListItem> Languages => Here.Card.Languages
        .Select(code => Platform.Look.Languages.All.FirstOrDefault(one => one.Code == code)).OfType<Language>().Select(one => new SelectListItem(one.Name, one.Code));

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Valid(this)) return await Show();
        var language = Here.Card.Languages.Contains(Language) ? Language! : Here.Card.Languages[0];
        var outcome = await inviting.Send(Here, Me!, new Invite(Email ?? "", Municipality ?? "", Roles, language), Key);
        if (outcome is No { Key: Inviting.AddressFull or Inviting.ProgrammeFull }) log.Note(HttpContext, SecurityKinds.InvitationsHeld);
        if (!Told(outcome, nameof(Email))) return await Show();
        log.Note(HttpContext, SecurityKinds.Invited);
        return To("/admin/people/invite", T["guests.sent-one"]);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation)
    {
        if (await inviting.Withdraw(Here.Id, invitation)) log.Note(HttpContext, SecurityKinds.InvitationWithdrawn);
        return To("/admin/people/invite", T["guests.withdrawn"]);
    }

    async Task<IActionResult> Show()
    {
        Waiting = await inviting.Waiting(Here.Id);
        return Page();
    }
}

public sealed class InviteValidator : AbstractValidator<InviteModel>
{
    public InviteValidator()
    {
        RuleFor(form => form.Email).Must(email => Platform.Mail.EmailAddress.Parse(email) is not null).WithMessage("invitations.address-wrong");
        RuleFor(form => form.Municipality).Needed("people.home-needed").When(form => form.Roles.Any(Enrolling.NeedsHome));
        RuleFor(form => form.Roles).NotEmpty().WithMessage(Domain.Refusals.Members.RolesMissing);
    }
}
