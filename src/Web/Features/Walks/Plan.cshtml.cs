using Activation.Domain.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Walks;

/// <summary>A walk is announced.</summary>
[Needs(Permission.Guide)]
public sealed class PlanModel(WalkList walks) : ProgrammePage
{
    [BindProperty]
    public WalkForm Form { get; set; } = new();

    public string Today => Here.Today(Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public IEnumerable<SelectListItem> Kinds => new[] { WalkKind.Place, WalkKind.Safety }.Select(kind => new SelectListItem(T[$"walks.kind-{kind}"], kind.ToString()));

    public IEnumerable<SelectListItem> Municipalities => Here.Municipalities.Select(m => new SelectListItem(m.Name, m.Municipality));

    public void OnGet() => Form.Municipality = Me!.Municipality;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Valid(Form, nameof(Form))) return Page();
        var plan = new PlanWalk(
            Key, Form.Kind, Form.Title ?? "", Form.Text ?? "", Form.Place ?? "", Form.Municipality ?? "", Form.StartsAt(Here), Form.Seats);
        if (!await Decide(
            StreamNames.Walk(Key), StreamNames.Programme(Here.Id), (state, programme, actor, now) => Walking.Plan(state, programme, plan, actor, now))) return Page();
        return To((await walks.Find(Key)) is { } walk ? $"/walks/{walk.Card.Number}" : "/walks", T["walks.planned"]);
    }
}
