using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.People;

/// <summary>Who is in the programme, and in which roles.</summary>
[Needs(Permission.Lead)]
public sealed class IndexModel(Views views, PeopleList list) : ProgrammePage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    [BindProperty(SupportsGet = true)]
    public Role? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Left { get; set; }

    // Razor Pages keeps the name "page" for itself.
    [BindProperty(SupportsGet = true, Name = "at")]
    public int At { get; set; } = 1;

    public IReadOnlyList<ListedPerson> Found { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => (Count + PeopleList.PageSize - 1) / PeopleList.PageSize;

    public PeopleCut Cut => new(Q, Municipality, Role, Left);

    public IEnumerable<SelectListItem> Municipalities =>
        Here.Municipalities.Select(m => new SelectListItem(m.Name, m.Municipality)).Prepend(new SelectListItem(T["people.everywhere"], ""));

    public IEnumerable<SelectListItem> Roles =>
        Enum.GetValues<Role>().Select(role => new SelectListItem(T[$"roles.{role}"], role.ToString())).Prepend(new SelectListItem(T["people.every-role"], ""));

    public async Task OnGetAsync()
    {
        At = Math.Max(1, At);
        var (count, found) = views.Together(() => (list.Count(Here, Cut), list.Find(Here, Cut, At)));
        (Count, Found) = (await count, await found);
        if (At <= Math.Max(1, Pages)) return;
        // Beyond the last page the last one is shown.
        At = Math.Max(1, Pages);
        Found = await list.Find(Here, Cut, At);
    }

    public async Task<IActionResult> OnGetCsvAsync() => CsvFile.Of(
        "people.csv",
        [T["me.name"], T["me.email"], T["privacy.phone"], T["people.municipality"], T["people.roles"], T["people.deputy-for"], T["people.away"]],
        (await list.All(Here, Cut)).Select(one => new object?[]
        {
            one.Name ?? T["people.erased"], one.Email, one.Phone, Place(one), string.Join(", ", one.Roles.Select(role => T[$"roles.{role}"])),
            string.Join(", ", one.DeputyFor.Select(Here.NameOf)), one.AwayTo is null ? "" : $"{one.AwayFrom:yyyy-MM-dd}–{one.AwayTo:yyyy-MM-dd}",
        }));

    public string Place(ListedPerson one) => one.Municipality.Length > 0 ? Here.NameOf(one.Municipality) : T["people.for-all"];

    public string Link(int at, string? handler = null) =>
        $"/p/{Here.Slug}/admin/people?q={Uri.EscapeDataString(Valid(Q))}&municipality={Uri.EscapeDataString(Valid(Municipality))}&role={Role}&left={(Left ? "true" : "false")}&at={at}"
        + (handler is null ? "" : $"&handler={handler}");

    static string Valid(string? text) => new([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);
}
