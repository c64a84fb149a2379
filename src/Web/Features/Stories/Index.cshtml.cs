using System.Globalization;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Stories;

/// <summary>Good examples, for everybody: the newest first, found by words, place, area and value.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(StoryShelf shelf) : StoryFilter
{
    const int APage = 24;
    const int FitsShown = 6;

    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public IReadOnlyList<ShelvedStory> Stories { get; private set; } = [];

    /// <summary>For whoever coordinates: what others did for metrics that nothing of theirs serves.</summary>
    public IReadOnlyList<FittingStory> Fits { get; private set; } = [];

    /// <summary>Where older ones are; null when these are the last.</summary>
    public string? More { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var from = Math.Clamp(From, 0, 100_000);
        var found = await shelf.Find(Here.Id, Cut, from, APage + 1);
        // Beyond the last one: that is no gallery without stories.
        if (found.Count == 0 && from > 0) return LocalRedirect($"/p/{Here.Slug}/stories{Query()}");
        Stories = [.. found.Take(APage)];
        if (found.Count > APage) More = Address(from + APage);
        if (Me is { } me && Cut.IsWhole && from == 0 && Here.Municipalities.Select(one => one.Municipality).Where(me.Coordinates).ToList() is { Count: > 0 } mine)
            Fits = await shelf.Fitting(Here.Id, mine, FitsShown);
        return Page();
    }

    public IEnumerable<SelectListItem> Municipalities => Choices(Here.Municipalities.Select(m => (m.Municipality, m.Name)));

    public IEnumerable<SelectListItem> FocusAreas => Choices(Here.FocusAreas.Select(f => (f.FocusArea, f.Name)));

    public IEnumerable<SelectListItem> Values => Choices(Here.Values.Select(v => (v.Value, v.Name)));

    public IEnumerable<SelectListItem> Levels =>
        Choices(InvolvementLevels.All.Select(level => (level.ToString(CultureInfo.InvariantCulture), T[$"ideas.involvement-{level}"])));

    IEnumerable<SelectListItem> Choices(IEnumerable<(string Value, string Text)> choices) =>
        choices.Select(choice => new SelectListItem(choice.Text, choice.Value)).Prepend(new SelectListItem(T["ideas.any"], ""));

    /// <summary>The same as a file.</summary>
    public string AsFile => $"/p/{Here.Slug}/stories.csv{Query()}";

    string Address(int from)
    {
        var query = Query();
        query.Add("from", from.ToString(CultureInfo.InvariantCulture));
        return $"/p/{Here.Slug}/stories{query}";
    }

    QueryBuilder Query()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Cut.Text), ("municipality", Cut.Municipality), ("focus", Cut.FocusArea), ("value", Cut.Value), ("involvement", Cut.Involvement?.ToString(CultureInfo.InvariantCulture)) })
            if (value is not null) query.Add(name, value);
        return query;
    }
}
