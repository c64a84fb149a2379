using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>Something that was done, in words.</summary>
/// <param name="Door">Of <see cref="Doors"/>; null when the house did it by itself, or nobody wrote it down.</param>
public sealed record Entry(
    long Position, DateTimeOffset At, Guid? Actor, string? Who, string Kind, int? Number, string? Title, string? About, Guid? Member, string? Detail, string? Door,
    string? Device);

/// <summary>Who did what when: searched, and taken along as a list.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(Views views, EventTypes types) : LookupPage
{
    public const int PageSize = 50;

    const string Select = """
        select a.position, a.at, a.actor, p.name as who, a.kind, i.number, i.title, q.name as about, a.member, a.detail, c.door, c.device
          from audit a left join hub.person p on p.person = a.actor left join initiative i on i.initiative = a.initiative
          left join hub.person q on q.person = a.member left join hub.came_by c on c.position = a.position
         where a.programme = @Id and (@Before = 0 or a.position < @Before) and (@Kind = '' or a.kind = @Kind)
           and (@Who = '' or strpos(lower(p.name), @Who) > 0 or strpos(lower(q.name), @Who) > 0) and a.at >= @From and a.at < @Until
         order by a.position desc limit @limit
        """;

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds => types.Names.Where(name => T.Has($"audit.kind-{name}"))
        .Select(name => new SelectListItem(T[$"audit.kind-{name}"], name)).OrderBy(item => item.Text, StringComparer.CurrentCulture)
        .Prepend(new SelectListItem(T["audit.everything"], ""));

    public async Task OnGetAsync() => Entries = await Find(Looked, PageSize);

    public IActionResult OnGetCsv() => CsvFile.Of(
        "audit.csv",
        [T["audit.when"], T["audit.who"], T["audit.what"], T["audit.about"], T["audit.detail"], T["audit.whence"]],
        All(Find, entry => entry.Position, entry =>
        [
            Here.Local(entry.At).ToString("O", System.Globalization.CultureInfo.InvariantCulture), Name(entry), What(entry), About(entry), Detail(entry), Whence(entry),
        ]));

    public string Name(Entry entry) => entry.Actor is null || entry.Actor == Guid.Empty ? T[entry.Door == Doors.Link ? "audit.by-link" : "audit.house"] : entry.Who ?? T["people.erased"];

    public string What(Entry entry) => T[$"audit.kind-{entry.Kind}"];

    public string About(Entry entry) => entry.Title ?? (entry.Member is null ? "" : entry.About ?? T["people.erased"]);

    public string? Detail(Entry entry) => AuditDetail.Read(entry.Detail, T, Here.NameOf);

    /// <summary>By which door, and with what.</summary>
    public string Whence(Entry entry) => entry.Door is null ? "" : string.Join(", ", new[] { T[$"audit.door-{entry.Door}"], entry.Device }.Where(part => part?.Length > 0));

    /// <summary>Where its words are taken out; null for what has none.</summary>
    public string? TakeOut(Entry entry) => !FreeTexts.ByEvent.ContainsKey(entry.Kind) ? null
        : entry.Number is { } number ? $"/p/{Here.Slug}/initiatives/{number}/take-out" : $"/p/{Here.Slug}/admin/audit/{entry.Position}/take-out";

    public string Link(long before, string? handler = null) => LinkTo("audit", before, handler);

    Task<IReadOnlyList<Entry>> Find(Lookup looked, int limit) =>
        views.Many<Entry>(Select, new { Here.Id, looked.Before, looked.Kind, looked.Who, looked.From, looked.Until, limit });
}
