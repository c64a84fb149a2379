using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>What came of it, 1–5.</summary>
[Needs(Permission.TakePart)]
public sealed class RateModel(Reading reading) : ActivityPage(reading)
{
    [BindProperty]
    public int? Grade { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>In what part the reader rates: it decides whether the grade is counted or shown apart.</summary>
    public RaterPart? Part => Possible.PartIn(Activity.Activity);

    public Task<IActionResult> OnGetAsync(int number, Guid activity) => Show(number, activity, () =>
    {
        if (!Own.Ratings.TryGetValue(activity, out var before)) return;
        (Grade, Note) = (before.Grade, before.Note);
    });

    public Task<IActionResult> OnPostAsync(int number, Guid activity) => Act(number, activity, "deeds.rated", async () =>
        Valid(this) && Told(await Hand.Rate(Initiative.Initiative, new RateOutcome(activity, Grade ?? 0, Note)), nameof(Grade)));

    protected override Refused? Ask(Possible possible) => possible.Rate(Activity.Activity);
}
