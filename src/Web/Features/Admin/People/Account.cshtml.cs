using Activation.Domain;
using Activation.Domain.Members;
using Activation.Web.Features.Invitations;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.People;

/// <summary>Somebody's way in: whether the door is shut, and on how many devices they are signed in. An account is one for all programmes.</summary>
[Needs(Permission.Administer)]
public sealed class AccountModel(PeopleList list, Accounts accounts, Sessions sessions, Inviting invitations, AdministratorsTurn turn) : ProgrammePage
{
    public ListedPerson Person { get; private set; } = null!;

    public DateTimeOffset? ShutAt { get; private set; }

    /// <summary>On how many devices, and when last: which ones is theirs to know. Of who has left nothing.</summary>
    public (int Count, DateTimeOffset? Last) Devices { get; private set; }

    /// <summary>How many there are: what signing out leaves as it is, and shutting ends or does not.</summary>
    public KeyCount Keys { get; private set; } = new(0, 0);

    [BindProperty]
    public string? Reason { get; set; }

    public string Name => Person.Name ?? T["people.erased"];

    public bool MayAct => Person.Name is not null && Person.Member != Me!.Member;

    public Task<IActionResult> OnGetAsync(Guid member) => On(member, () => Task.FromResult<IActionResult>(Page()));

    public Task<IActionResult> OnPostShutOutAsync(Guid member) => Act(member, "account.shut-out-done", () => turn.Take(Here.Id, Me!, async () =>
        await OnlyOurs(member)
        && await Decide(StreamNames.Member(Here.Id, member), (state, actor, _) => ShuttingOut.ShutOut(state, new(Reason ?? "", ShutAt is not null), actor), nameof(Reason))
        && await Then(accounts.Disable(member, Now))
        && await Then(invitations.WithdrawAllOf(member)), refused => Told(refused)));

    public Task<IActionResult> OnPostLetInAsync(Guid member) => Act(member, "account.let-in-done", async () =>
        await OnlyOurs(member)
        && await Decide(StreamNames.Member(Here.Id, member), (state, actor, _) => ShuttingOut.LetIn(state, new(Reason ?? "", ShutAt is not null), actor), nameof(Reason))
        && await Then(accounts.Enable(member, Now)));

    public Task<IActionResult> OnPostSignOutAsync(Guid member) => Act(member, "account.sign-out-done", async () =>
        await Decide(StreamNames.Member(Here.Id, member), (state, actor, _) => ShuttingOut.SignOut(state, new(Reason ?? ""), actor), nameof(Reason))
        && await Then(sessions.CloseAll(member)));

    async Task<IActionResult> On(Guid member, Func<Task<IActionResult>> then)
    {
        if (await list.One(Here, member) is not { } person) return NotFound();
        Person = person;
        ShutAt = (await accounts.Find(member)).DisabledAt;
        // Who has left is another programme's, or nobody's. A door that was shut before is still opened, for a new invitation to be taken.
        if (person.Left && (person.Name is null || ShutAt is null || await accounts.Elsewhere(member, Me!.Member) is not null)) return NotFound();
        var open = person.Left ? [] : await sessions.AllOf(member);
        if (!person.Left) Keys = await accounts.KeysOf(member, Now);
        Devices = (open.Count, open.Count > 0 ? open[0].SeenAt : null);
        return await then();
    }

    Task<IActionResult> Act(Guid member, string toast, Func<Task<bool>> act) => On(member, async () =>
        Valid(this) && await act() ? To($"/admin/people/{member}{(Person.Left ? "" : "/account")}", T[toast]) : Page());

    async Task<bool> OnlyOurs(Guid member) => ShuttingOut.InOnlyOurs(await accounts.Elsewhere(member, Me!.Member)) is not Refused no || Told(new No(no.Key, no.Args));

    // Decided first and done after: a door that is shut twice is shut, and whoever repeats what was cut off finishes it.
    static async Task<bool> Then(Task act)
    {
        await act;
        return true;
    }
}

public sealed class AccountValidator : AbstractValidator<AccountModel>
{
    public AccountValidator() => RuleFor(form => form.Reason).Reason();
}
