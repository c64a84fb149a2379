using System.Globalization;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Security;

/// <summary>Who was turned away or came in, where and when: searched, and taken along as a list.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(RefusalList list) : LookupPage
{
    [BindProperty(SupportsGet = true)]
    public string? Origin { get; set; }

    public IReadOnlyList<Refusal> Found { get; private set; } = [];

    public SecurityEvent? Alarm { get; private set; }

    public SecurityEvent? Invitations { get; private set; }

    public IEnumerable<SelectListItem> Kinds =>
        SecurityKinds.All.Select(kind => new SelectListItem(T[$"watch.kind-{kind}"], kind)).Prepend(new SelectListItem(T["audit.everything"], ""));

    public async Task OnGetAsync()
    {
        Found = await list.Find(Here, Looked, Network, RefusalList.PageSize);
        Alarm = await list.Alarm(Now);
        Invitations = await list.InvitationAlarm(Here, Now);
    }

    public IActionResult OnGetCsv() => CsvFile.Of(
        "security.csv",
        [T["audit.when"], T["watch.what"], T["audit.who"], T["watch.door"], T["watch.origin"], T["watch.times"]],
        All((looked, limit) => list.Find(Here, looked, Network, limit), one => one.Id, one =>
        [
            Here.Local(one.At).ToString("O", CultureInfo.InvariantCulture), What(one), Name(one), Door(one), one.Origin, one.Times,
        ]));

    public string What(Refusal one) => T[$"watch.kind-{one.Kind}"];

    public string Name(Refusal one) =>
        one.Kind is SecurityKinds.Alarm or SecurityKinds.InvitationAlarm ? "" : one.Name ?? T[one.Member is not null ? "people.erased" : one.Known ? "watch.outsider" : "watch.visitor"];

    /// <summary>An alarm has no door: it says from how many networks. Of who came in it is told by which way.</summary>
    public string Door(Refusal one) => one.Kind switch
    {
        SecurityKinds.Alarm => T["watch.networks", one.Door],
        SecurityKinds.SignedIn when one.Door.EndsWith(SecurityLog.Strong, StringComparison.Ordinal) => $"{Way(one.Door[..^SecurityLog.Strong.Length])}, {T["security.strong"]}",
        SecurityKinds.SignedIn => Way(one.Door),
        _ => one.Door,
    };

    string Way(string way) => T[$"security.way-{way}"];

    public string Link(long before, string? handler = null) => LinkTo("security", before, handler, $"&origin={Uri.EscapeDataString(Network)}");

    string Network => Lookup.Plain(Origin).Trim();
}
