using System.Globalization;
using Activation.Domain;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives;

/// <summary>A page that shows a cut of the initiatives: the address says which.</summary>
public abstract class InitiativeFilter(InitiativeList list) : ProgrammePage
{
    public static readonly string[] Tabs = ["open", "active", "completed", "all"];

    public static readonly string[] States = ["proposed", "active", "completed", "parked", "withdrawn"];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Municipality { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Focus { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Value { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public Cut Cut => new(
        Trimmed(Q), Trimmed(Municipality), Trimmed(Focus), Trimmed(Value), Trimmed(State), Stage, Mine ? Me?.Member : null);

    public TabCounts Counts { get; private set; } = new(0, 0, 0, 0);

    protected InitiativeList List { get; } = list;

    /// <summary>The tab that is shown: what is asked for, else what can be voted on now, else all.</summary>
    public string Tab => Tabs.Contains(Show) ? Show! : Cut.IsWhole && Counts.Open > 0 ? "open" : "all";

    /// <param name="after">The number of the initiative before the first one; null for the beginning.</param>
    protected async Task<Stretch> Find(int? after = null, int most = int.MaxValue)
    {
        var lineup = await List.Find(Here, Cut, Now);
        Counts = lineup.Counts;
        return lineup.Under(Tab, Me is { } me ? me.Member.ToString("N") : Here.Today(Now).ToString("O", CultureInfo.InvariantCulture), after, most);
    }

    /// <summary>The same cut at another address.</summary>
    public string Address(string path, string tab, int? after = null)
    {
        var query = new QueryBuilder();
        void Add(string name, object? value)
        {
            if (value is not null) query.Add(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }

        Add("q", Cut.Text);
        Add("municipality", Cut.Municipality);
        Add("focus", Cut.FocusArea);
        Add("value", Cut.Value);
        Add("state", Cut.State);
        Add("stage", Cut.Stage);
        Add("mine", Mine ? "true" : null);
        Add("show", tab);
        Add("after", after);
        return $"/p/{Here.Slug}/{path}{query}";
    }

    // PostgreSQL takes no NUL, and nobody looks for one.
    static string? Trimmed(string? text) => Text.Line(text?.Replace("\0", "", StringComparison.Ordinal)) is { Length: > 0 } line ? line : null;
}
