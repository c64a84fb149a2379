using System.Globalization;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>The gallery as a file: the same cut, the same order, and nothing that is not shown.</summary>
[Needs(Permission.Look)]
public sealed class ExportModel(StoryShelf shelf) : StoryFilter
{
    const int Most = 10_000;

    static readonly string[] Columns = ["title", "lead", "learnt", "time", "cost", "language", "municipality", "focus-areas", "published-on", "changed-on", "address"];

    public async Task<IActionResult> OnGetAsync()
    {
        var stories = await shelf.Find(Here.Id, Cut, 0, Most);
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
