using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Keys;

/// <summary>The keys that people of the programme gave to other programs: whose, what they may do, and when they were used.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(KeyList list) : ProgrammePage
{
    const int MostPages = 10_000;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true, Name = "at")]
    public int At { get; set; } = 1;

    public IReadOnlyList<ListedKey> Found { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => (Count + KeyList.PageSize - 1) / KeyList.PageSize;

    public async Task OnGetAsync()
    {
        var cut = new KeyCut(Lookup.Plain(Q).Trim().ToLowerInvariant(), All);
        Count = await list.Count(Here, cut, Now);
        At = Math.Clamp(At, 1, Math.Clamp(Pages, 1, MostPages));
        Found = await list.Find(Here, cut, At, Now);
    }

    public string Link(int at) => $"/p/{Here.Slug}/admin/keys?q={Uri.EscapeDataString(Lookup.Plain(Q))}&all={(All ? "true" : "false")}&at={at}";

    public string Good(ListedKey one) => KeyWords.Good(T, Here, one, Now);
}
