using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>Something that was done, in words.</summary>
public sealed record Entry(
    long Position, DateTimeOffset At, Guid? Actor, string? Who, string Kind, int? Number, string? Title, string? About, Guid? Member, string? Detail);

/// <summary>Who did what when: searched, and taken along as a list.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(Views views, EventTypes types) : ProgrammePage
{
    public const int PageSize = 50;

    const int MostInAFile = 100_000;

    const string Select = """
        select a.position, a.at, a.actor, p.name as who, a.kind, i.number, i.title, q.name as about, a.member, a.detail
          from audit a left join hub.person p on p.person = a.actor left join initiative i on i.initiative = a.initiative
          left join hub.person q on q.person = a.member
         where a.programme = @Id and (@before = 0 or a.position < @before) and (@kind = '' or a.kind = @kind)
           and (@who = '' or strpos(lower(p.name), @who) > 0 or strpos(lower(q.name), @who) > 0) and a.at >= @from and a.at < @until
         order by a.position desc limit @limit
        """;

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Before { get; set; }

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds => types.Names.Where(name => T.Has($"audit.kind-{name}"))
        .Select(name => new SelectListItem(T[$"audit.kind-{name}"], name)).OrderBy(item => item.Text, StringComparer.CurrentCulture)
        .Prepend(new SelectListItem(T["audit.everything"], ""));

    public async Task OnGetAsync() => Entries = await Find(PageSize);

    public async Task<IActionResult> OnGetCsvAsync() => CsvFile.Of(
        "audit.csv",
        [T["audit.when"], T["audit.who"], T["audit.what"], T["audit.about"], T["audit.detail"]],
        (await Find(MostInAFile)).Select(entry => new object?[]
        {
            Here.Local(entry.At).ToString("O", System.Globalization.CultureInfo.InvariantCulture), Name(entry), What(entry), About(entry), entry.Detail,
        }));

    public string Name(Entry entry) => entry.Actor is null || entry.Actor == Guid.Empty ? T["audit.house"] : entry.Who ?? T["people.erased"];

    public string What(Entry entry) => T[$"audit.kind-{entry.Kind}"];

    public string About(Entry entry) => entry.Title ?? (entry.Member is null ? "" : entry.About ?? T["people.erased"]);

    public string Link(long before, string? handler = null) =>
        $"/p/{Here.Slug}/admin/audit?who={Uri.EscapeDataString(Plain(Who))}&kind={Uri.EscapeDataString(Plain(Kind))}&from={From:yyyy-MM-dd}&until={Until:yyyy-MM-dd}&before={before}"
        + (handler is null ? "" : $"&handler={handler}");

    Task<IReadOnlyList<Entry>> Find(int limit) => views.Many<Entry>(Select, new
    {
        Here.Id, before = Math.Max(0, Before), kind = Plain(Kind), who = Plain(Who).Trim().ToLowerInvariant(), limit,
        from = From is { } from ? StartOf(from) : DateTimeOffset.UnixEpoch, until = Until is { } until && until < DateOnly.MaxValue ? StartOf(until.AddDays(1)) : DateTimeOffset.MaxValue.AddDays(-2),
    });

    /// <summary>Midnight where the programme is.</summary>
    DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = (day.Year < 1970 ? new DateOnly(1970, 1, 2) : day).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Here.TimeZone.GetUtcOffset(midnight));
    }

    static string Plain(string? text) => new([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(100)]);
}
