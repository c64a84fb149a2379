using Activation.Domain;
using Activation.Domain.Courses;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Courses;

/// <summary>A course is offered for an activity that was agreed on.</summary>
[Needs(Permission.Guide)]
public sealed class OfferModel(WalkList walks, Views views) : ProgrammePage
{
    [BindProperty]
    public CourseForm Form { get; set; } = new();

    public string Today => Here.Today(Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Activities for which whoever looks may offer one.</summary>
    public IReadOnlyList<SelectListItem> Activities { get; private set; } = [];

    public IEnumerable<SelectListItem> Makes => Enum.GetValues<WorkKind>().Select(kind => new SelectListItem(T[$"courses.make-{kind}"], kind.ToString()));

    /// <param name="activity">The one from whose page one comes.</param>
    public async Task OnGetAsync(Guid? activity)
    {
        await Agreed();
        Form = new() { Activity = activity, Languages = Domain.Text.Line(T["courses.languages-usual"]) };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Agreed();
        if (!Valid(Form, nameof(Form))) return Page();
        if (await views.One<ActivityCard>("select * from activity where programme = @Id and activity = @Activity", new { Here.Id, Form.Activity }) is not { } activity)
        {
            ModelState.AddModelError($"{nameof(Form)}.{nameof(Form.Activity)}", T[Refusals.Activities.Unknown]);
            return Page();
        }

        var offer = new OfferCourse(
            Key, activity.Activity, Form.Text ?? "", Form.Place ?? "", Form.StartsAt(Here), Form.Seats!.Value, Form.LastMoment(Here), Form.Makes, Form.Languages ?? "");
        return await Decide(StreamNames.Walk(Key), StreamNames.Initiative(activity.Initiative), (state, initiative, actor, now) => Offering.Offer(state, initiative, offer, actor, now))
            ? To(await walks.Find(Key) is { } course ? course.Card.Path() : "/courses", T["courses.offered"])
            : Page();
    }

    async Task Agreed() => Activities =
    [
        new(T["courses.choose-activity"], ""),
        .. (await views.Many<ActivityCard>(
            """
            select * from activity where programme = @Id and state in ('approved', 'scheduled') and (owner = @Member or municipality = any(@answered) or @Tells)
             order by due_on nulls last, title limit 200
            """,
            new { Here.Id, Me!.Member, Me.Tells, answered = Here.Municipalities.Select(one => one.Municipality).Where(Me.Coordinates).ToArray() }))
            .Select(one => new SelectListItem($"{one.Title} ({Here.NameOf(one.Municipality)})", one.Activity.ToString())),
    ];
}
