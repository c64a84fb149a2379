using System.ComponentModel.DataAnnotations;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Look;

/// <summary>Every part on one page, for those who build pages and for the tests that look at them. There in a demo only.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    public Form Input { get; private set; } = new();

    public IReadOnlyList<SelectListItem> Areas { get; } =
        [.. Samples.FocusAreas.Select((name, i) => new SelectListItem(name, $"{i + 1}"))];

    public void OnGet()
    {
        ViewData[nameof(Frame)] = new Frame
        {
            Programme = new("familjen-helsingborg", "Familjeresan", "Familjen Helsingborg"),
            Person = new("Astrid", Coordinates: true),
            Unread = 2,
            Demo = true,
        };
        ModelState.AddModelError("Input.When", "look.sample-when-missing");
    }

    public sealed class Form
    {
        [Display(Name = "look.sample-what")]
        public string What { get; init; } = "Gå en språkpromenad från biblioteket till torget varannan torsdag.";

        [Display(Name = "look.sample-when")]
        public DateOnly? When { get; init; }

        [Display(Name = "look.sample-seats")]
        public int Seats { get; init; } = 12;

        [Display(Name = "look.sample-area")]
        public string Area { get; init; } = "2";

        [Display(Name = "look.sample-area")]
        public IReadOnlyList<string> AllAreas { get; init; } = ["1", "4"];

        [Display(Name = "look.sample-name")]
        public bool ShowName { get; init; } = true;
    }
}
