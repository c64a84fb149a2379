using Activation.Domain.Initiatives;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A page that shows a cut of the good examples, or gives it as a file: the address says which.</summary>
public abstract class StoryFilter : ProgrammePage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Focus { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Value { get; set; }

    /// <summary>The level that was intended, 1–5.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Involvement { get; set; }

    public StoryCut Cut => new(Trimmed(Q), Trimmed(Municipality), Trimmed(Focus), Trimmed(Value), Level(Involvement));

    static int? Level(int? asked) => asked is { } level && InvolvementLevels.Has(level) ? level : null;

    // PostgreSQL takes no NUL and no half characters, and nobody looks for them.
    static string? Trimmed(string? text) =>
        Domain.Text.Line(string.Concat((text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)))) is { Length: > 0 } line ? line : null;
}
