using Activation.Domain.Initiatives;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A page that shows a cut of the good examples, or gives it as a file: the address says which.</summary>
public abstract class StoryFilter : CutPage
{
    /// <summary>The level that was intended, 1–5.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Involvement { get; set; }

    public StoryCut Cut => new(Trimmed(Q), Trimmed(Municipality), Trimmed(Focus), Trimmed(Value), Level(Involvement));

    static int? Level(int? asked) => asked is { } level && InvolvementLevels.Has(level) ? level : null;
}
