using System.Globalization;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>The gallery as a file: the same cut, the same order, and nothing that is not shown.</summary>
[Needs(Permission.Look)]
public sealed class ExportModel(StoryShelf shelf) : ProgrammePage
{
    const int Most = 10_000;

    static readonly string[] Columns = ["title", "lead", "learnt", "time", "cost", "language", "municipality", "focus-areas", "published-on", "changed-on", "address"];

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

    public async Task<IActionResult> OnGetAsync()
    {
        var cut = new StoryCut(IndexModel.Trimmed(Q), IndexModel.Trimmed(Municipality), IndexModel.Trimmed(Focus), IndexModel.Trimmed(Value), IndexModel.Level(Involvement));
        var stories = await shelf.Find(Here.Id, cut, 0, Most);
        return CsvFile.Of($"{Here.Slug}-stories.csv", Columns.Select(column => T[$"stories.csv.{column}"]), stories.Select(Cells));
    }

    object?[] Cells(ShelvedStory story)
    {
        var (language, text) = story.In(Platform.Look.Languages.Current);
        return
        [
            text.Title, text.Lead, text.Learnt, text.Time, text.Cost, language, Here.NameOf(story.Municipality),
            string.Join(", ", Here.FocusAreas.Where(area => story.FocusAreas.Contains(area.FocusArea)).Select(area => area.Name)), Day(story.PublishedAt), Day(story.UpdatedAt),
            $"/p/{Here.Slug}/stories/{story.Slug}",
        ];
    }

    string Day(DateTimeOffset at) => Here.Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
