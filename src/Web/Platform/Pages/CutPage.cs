using System.Text;
using Microsoft.AspNetCore.Mvc;
using Text = Activation.Domain.Text;

namespace Activation.Web.Platform.Pages;

/// <summary>A page that shows a cut of a list: the address says which, by four words that every such list knows.</summary>
public abstract class CutPage : ProgrammePage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Focus { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Value { get; set; }

    // PostgreSQL takes no NUL and no half characters, and nobody looks for them.
    protected static string? Trimmed(string? text) =>
        Text.Line(string.Concat((text ?? "").EnumerateRunes().Where(rune => rune.Value != 0 && rune != Rune.ReplacementChar))) is { Length: > 0 } line ? line : null;
}
