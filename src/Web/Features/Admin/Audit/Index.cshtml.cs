using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>Who did what when: searched, and taken along as a list.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(AuditList list, EventTypes types) : LookupPage
{
    public const int PageSize = 50;

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds => types.Names.Where(name => T.Has($"audit.kind-{name}"))
        .Select(name => new SelectListItem(T[$"audit.kind-{name}"], name)).OrderBy(item => item.Text, StringComparer.CurrentCulture)
        .Prepend(new SelectListItem(T["audit.everything"], ""));

    public async Task OnGetAsync() => Entries = await list.Find(Here, Looked, PageSize);

    public IActionResult OnGetCsv() => CsvFile.Of(
        "audit.csv",
        [T["audit.when"], T["audit.who"], T["audit.what"], T["audit.about"], T["audit.detail"], T["audit.whence"]],
        All((looked, limit) => list.Find(Here, looked, limit), entry => entry.Position, entry =>
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
}
