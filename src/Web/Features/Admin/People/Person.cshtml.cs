using Activation.Domain;
using Activation.Domain.Consents;
using Activation.Domain.Members;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Me;
using Activation.Web.Features.Members;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.People;

/// <summary>One person in the programme: roles, home, deputies, absence, and the ways out.</summary>
[Needs(Permission.Lead)]
public sealed class PersonModel(
    PeopleList list, Erasures erasures, ConsentBook consents, ConsentLinks questions, PeopleDirectory people, Leaving leaving, Inviting invitations,
    AdministratorsTurn turn, Accounts accounts)
    : ProgrammePage
{
    public ListedPerson Person { get; private set; } = null!;

    [BindProperty]
    public Role[] Roles { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Municipality { get; set; }

    [BindProperty]
    public string? Deputy { get; set; }

    [BindProperty]
    public DateOnly? AwayFrom { get; set; }

    [BindProperty]
    public DateOnly? AwayTo { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    [BindProperty]
    public bool SureToEnd { get; set; }

    public string Name => Person.Name ?? T["people.erased"];

    public string Path => $"/p/{Here.Slug}/admin/people/{Person.Member}";

    /// <summary>There is a way to their account from here: of who has left only to a door that is shut, which nobody else has to open.</summary>
    public bool HasDoor { get; private set; }

    /// <summary>Nobody gets in by their account, whatever their roles.</summary>
    public bool IsShutOut { get; private set; }

    public bool MayErase => Me!.May(Permission.Administer) && Person.Name is not null && Person.Member != Me!.Member;

    public IEnumerable<SelectListItem> Municipalities => Here.Municipalities.Select(m => new SelectListItem(m.Name, m.Municipality, m.Municipality == Person.Municipality));

    public IEnumerable<SelectListItem> Deputies =>
        Here.Municipalities.Where(m => !Person.DeputyFor.Contains(m.Municipality)).Select(m => new SelectListItem(m.Name, m.Municipality)).Prepend(new(T["people.choose"], ""));

    public IEnumerable<SelectListItem> AllRoles => Enum.GetValues<Role>()
        .Select(role => new SelectListItem(T[$"roles.{role}"], role.ToString(), Person.Roles.Contains(role), role == Role.Administrator && !Me!.Is(Role.Administrator) && !Person.Roles.Contains(role)));

    /// <summary>What of the programme is still called by the name of somebody who was erased: kinds of events.</summary>
    public IReadOnlyList<string> LeftIn { get; private set; } = [];

    /// <summary>Whether the name may stand where everybody reads.</summary>
    public bool IsNamedPublicly { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid member) => On(member, () => Task.FromResult<IActionResult>(Page()));

    public Task<IActionResult> OnPostRolesAsync(Guid member) => ActInTurn(member, "people.roles-changed", "roles", async () =>
    {
        if (!await Decide(Stream(member), (state, actor, now) => ChangingRoles.Change(state, new ChangeRoles(Roles, Reason ?? ""), actor, now), nameof(Roles))) return false;
        await invitations.WithdrawBeyond(Here.Id, member, Roles);
        return true;
    });

    public Task<IActionResult> OnPostMoveAsync(Guid member) => Act(member, "people.moved", "move", async () =>
    {
        if (Municipality == Person.Municipality)
        {
            ModelState.AddModelError(nameof(Municipality), T["people.home-already", Here.NameOf(Person.Municipality)]);
            return false;
        }

        var programme = await Streams.Read(StreamNames.Programme(Here.Id));
        return await Decide(Stream(member), (state, actor, now) => Enrolling.Move(state, programme, new MoveMember(Municipality ?? ""), actor, now), nameof(Municipality));
    });

    public Task<IActionResult> OnPostAppointAsync(Guid member) => Act(member, "people.appointed", "appoint", async () =>
    {
        var programme = await Streams.Read(StreamNames.Programme(Here.Id));
        return await Decide(Stream(member), (state, actor, now) => Enrolling.Appoint(state, programme, new AppointDeputy(Deputy ?? ""), actor, now), nameof(Deputy));
    });

    public Task<IActionResult> OnPostReleaseAsync(Guid member) => Act(member, "people.released", null, () => Decide(
        Stream(member), (state, actor, now) => Enrolling.Release(state, new ReleaseDeputy(Deputy ?? ""), actor, now)));

    public Task<IActionResult> OnPostAwayAsync(Guid member) => Act(member, "people.away-noted", "away", () => Decide(
        Stream(member), (state, actor, now) => BeingAway.Note(state, new NoteAbsence(AwayFrom!.Value, AwayTo!.Value), actor, now), nameof(AwayTo)));

    public Task<IActionResult> OnPostBackAsync(Guid member) => Act(member, "people.back-noted", null, () => Decide(
        Stream(member), (state, actor, now) => BeingAway.End(state, new EndAbsence(), actor, now)));

    public Task<IActionResult> OnPostLeaveAsync(Guid member) => ActInTurn(member, "people.left-noted", "leave", async () =>
    {
        if (!await Decide(Stream(member), (state, actor, now) => Enrolling.Leave(state, new LeaveProgramme(), actor, now))) return false;
        await leaving.Follow(Here.Id, member, Now);
        return true;
    });

    /// <summary>Asks by mail; only the person answers. Whoever has left gets no letters from here.</summary>
    public Task<IActionResult> OnPostAskAsync(Guid member) => Act(member, "consents.asked", null, async () =>
    {
        if (Person.Left) return Told(new No(Refusals.Members.Left, []));
        if (await people.Find(member) is { } row && await questions.Ask(Here, row, ConsentPurpose.PublicName, null, Here.Card.Name)) return true;
        ModelState.AddModelError("", T["consents.asked-lately"]);
        return false;
    });

    [AlsoNeeds(Permission.Administer)]
    public Task<IActionResult> OnPostEraseAsync(Guid member) => ActInTurn(member, "people.erased-now", "erase", async () =>
        Told(await erasures.Erase(member, Me!.Member, Now)));

    Stream<Member> Stream(Guid member) => StreamNames.Member(Here.Id, member);

    async Task<IActionResult> On(Guid member, Func<Task<IActionResult>> then)
    {
        if (await list.One(Here, member) is not { } person) return NotFound();
        Person = person;
        if (person.Name is null && Me!.May(Permission.Administer)) LeftIn = (await erasures.In(Here.Id)).FirstOrDefault(one => one.Person == member)?.LeftIn ?? [];
        IsShutOut = person.Name is not null && (await accounts.Find(member)).DisabledAt is not null;
        HasDoor = Me!.May(Permission.Administer) && (!person.Left || (IsShutOut && await accounts.Elsewhere(member, Me!.Member) is null));
        IsNamedPublicly = await consents.Holds(Here.Id, ConsentPurpose.PublicName, member);
        return await then();
    }

    /// <summary>What may take the programme's administrator away.</summary>
    Task<IActionResult> ActInTurn(Guid member, string toast, string? form, Func<Task<bool>> act) =>
        Act(member, toast, form, () => turn.Take(Here.Id, Me!, act, refused => Told(refused)));

    /// <param name="form">Whose rules hold; null for a button without fields.</param>
    Task<IActionResult> Act(Guid member, string toast, string? form, Func<Task<bool>> act) => On(member, async () =>
        (form is null || Valid(this, form: form)) && await act() ? To($"/admin/people/{member}", T[toast]) : Page());
}

public sealed class PersonValidator : AbstractValidator<PersonModel>
{
    public PersonValidator()
    {
        RuleSet("roles", () =>
        {
            RuleFor(form => form.Roles).NotEmpty().WithMessage(Refusals.Members.RolesMissing);
            RuleFor(form => form.Reason).Reason();
        });
        RuleSet("move", () => RuleFor(form => form.Municipality).Needed("people.choose"));
        RuleSet("appoint", () => RuleFor(form => form.Deputy).Needed("people.choose"));
        RuleSet("away", () =>
        {
            RuleFor(form => form.AwayFrom).NotNull().WithMessage("forms.day-missing");
            RuleFor(form => form.AwayTo).NotNull().WithMessage("forms.day-missing");
        });
        RuleSet("leave", () => RuleFor(form => form.SureToEnd).Equal(true).WithMessage("privacy.not-sure"));
        RuleSet("erase", () => RuleFor(form => form.Sure).Equal(true).WithMessage("privacy.not-sure"));
    }
}
