using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Members;

/// <summary>One's own part in a programme: what one is there, who stands in for whom, and the ways to be away or to leave.</summary>
[Needs(Permission.GiveBack)]
public sealed class MineModel(Deputies deputies) : ProgrammePage
{
    /// <summary>Whom a coordinator chooses to stand in.</summary>
    [BindProperty]
    public Guid? Deputy { get; set; }

    /// <summary>Who stands in where the reader coordinates; empty for everybody else.</summary>
    public IReadOnlyList<Deputy> StandIns { get; private set; } = [];

    public IReadOnlyList<Deputy> Choice { get; private set; } = [];

    /// <summary>Has deputies of their own.</summary>
    public bool Coordinates => Me!.Is(Role.Coordinator) && Me.Municipality.Length > 0;

    public string Path => $"/p/{Here.Slug}/members/me";

    public IEnumerable<SelectListItem> Items => Choice
        .Select(one => new SelectListItem(one.Municipality.Length > 0 ? $"{one.Name}, {Here.NameOf(one.Municipality)}" : one.Name, $"{one.Member}")).Prepend(new SelectListItem(T["membership.choose"], ""));

    public Task<IActionResult> OnGetAsync() => Show();

    [AlsoNeeds(Permission.Decide)]
    public async Task<IActionResult> OnPostAppointAsync()
    {
        if (!Valid(this, form: "appoint")) return await Show();
        // Only who is offered can be chosen, whatever was sent.
        if (Coordinates && (await deputies.ToChooseFrom(Here, Me!.Municipality)).All(one => one.Member != Deputy))
        {
            ModelState.AddModelError(nameof(Deputy), T["membership.choose-one"]);
            return await Show();
        }

        var programme = await Streams.Read(StreamNames.Programme(Here.Id));
        return await Done("people.appointed", Decide(
            StreamNames.Member(Here.Id, Deputy!.Value), (state, actor, now) => Enrolling.Appoint(state, programme, new AppointDeputy(actor.Municipality), actor, now), nameof(Deputy)));
    }

    /// <summary>A coordinator ends it, or who stands in does.</summary>
    public Task<IActionResult> OnPostReleaseAsync(Guid member, string? municipality)
    {
        ModelState.Clear();
        return Done("people.released", Decide(
            StreamNames.Member(Here.Id, member), (state, actor, now) => Enrolling.Release(state, new ReleaseDeputy(municipality ?? ""), actor, now)));
    }

    async Task<IActionResult> Done(string toast, Task<bool> act) => await act ? To("/members/me", T[toast]) : await Show();

    async Task<IActionResult> Show()
    {
        if (Coordinates) (StandIns, Choice) = (await deputies.Of(Here, Me!.Municipality), await deputies.ToChooseFrom(Here, Me.Municipality));
        return Page();
    }
}

public sealed class MineValidator : AbstractValidator<MineModel>
{
    public MineValidator() => RuleSet("appoint", () => RuleFor(form => form.Deputy).NotEmpty().WithMessage("membership.choose-one"));
}
