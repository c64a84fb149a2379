using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Initiatives;

[Needs(Permission.Look)]
public sealed class IndexModel(InitiativeList list) : InitiativeFilter(list)
{
    const int APage = 20;

    /// <summary>The number of the last initiative on the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    public IReadOnlyList<ListedInitiative> Items { get; private set; } = [];

    /// <summary>How many there are under this tab.</summary>
    public int Total { get; private set; }

    /// <summary>Where the next ones are; null when these are the last.</summary>
    public string? More { get; private set; }

    public async Task OnGetAsync()
    {
        var page = await Find(After, APage);
        Total = page.Total;
        Items = await List.Cards(page.Items, Me, Now);
        More = page.HasMore ? Address("initiatives", Tab, page.Items[^1].Number) : null;
    }

    public IEnumerable<SelectListItem> Municipalities => Choices(Here.Municipalities.Select(m => (m.Municipality, m.Name)));

    public IEnumerable<SelectListItem> FocusAreas => Choices(Here.FocusAreas.Select(f => (f.FocusArea, f.Name)));

    public IEnumerable<SelectListItem> Values => Choices(Here.Values.Select(v => (v.Value, v.Name)));

    public IEnumerable<SelectListItem> Stages => Choices(Here.Stages.Select(s => (s.Stage.ToString(System.Globalization.CultureInfo.InvariantCulture), s.Theme)));

    public IEnumerable<SelectListItem> StateChoices => Choices(States.Select(state => (state, T[$"ideas.state.{state}"])));

    IEnumerable<SelectListItem> Choices(IEnumerable<(string Value, string Text)> choices) =>
        choices.Select(choice => new SelectListItem(choice.Text, choice.Value)).Prepend(new SelectListItem(T["ideas.any"], ""));
}
