using Activation.Web.Platform.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Demo;

/// <summary>In the demo nobody has a mailbox: what would have been sent is read here.</summary>
[AllowAnonymous]
public sealed class OutboxModel(FolderCarrier folder) : PageModel
{
    const int Shown = 20;

    /// <summary>Letters carry their styles with them, as mail programs want it; everything else stays forbidden.</summary>
    const string LetterPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The newest that somebody may be waiting for.</summary>
    public IReadOnlyList<(string Name, PrintedLetter Letter)> Letters { get; private set; } = [];

    public IReadOnlyList<(string Name, PrintedLetter Letter)> Reminders { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var names = folder.Names().ToLookup(FolderCarrier.IsReminder);
        (Letters, Reminders) = (await Read(names[false]), await Read(names[true]));
    }

    public async Task<IActionResult> OnGetPageAsync(string? name)
    {
        if (name is null || await folder.Read(name) is not { } letter) return NotFound();
        Response.Headers.ContentSecurityPolicy = LetterPolicy;
        return Content(letter.Html, "text/html; charset=utf-8");
    }

    async Task<IReadOnlyList<(string, PrintedLetter)>> Read(IEnumerable<string> names)
    {
        var letters = new List<(string, PrintedLetter)>();
        foreach (var name in names.Take(Shown))
            if (await folder.Read(name) is { } letter) letters.Add((name, letter));
        return letters;
    }
}
