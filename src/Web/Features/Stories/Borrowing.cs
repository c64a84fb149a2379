using Activation.Domain.Initiatives;
using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Stories;

/// <summary>
/// The draft that a good example becomes elsewhere. Who, when and where are for those to say who do it. A story that names people lends none of its own words:
/// a copy of them would be reached by nobody who takes their consent back.
/// </summary>
public sealed class Borrowing(Texts texts)
{
    /// <param name="text">The story's own words; null when they stay where they are.</param>
    public Draft Of(ProgrammeView here, Guid member, StoryText? text, InitiativeCard initiative, ActivityCard activity, DateTimeOffset now) => Draft.New(here.Id, member, now) with
    {
        Idea = new IdeaForm
        {
            Title = initiative.Title, Description = Description(here, text, initiative, activity, now), FocusAreas = initiative.FocusAreas,
            Values = [.. initiative.Values.Select(value => value.Value)], How = initiative.Values.ToDictionary(value => value.Value, value => (string?)value.How),
            Metrics = [.. initiative.Metrics.Select(link => new MetricChoice { Metric = link.Metric, Mechanism = link.Mechanism })], Parent = initiative.Initiative,
            Involvement = initiative.Involvement,
        },
        Plan = new PlanForm
        {
            Title = activity.Title, What = activity.Plan.What, FirstStep = activity.Plan.FirstStep, SuccessSign = activity.Plan.SuccessSign, Link = activity.Plan.Link,
            Resources = Cut(Needed(text, activity.Plan), DomainText.NoteLimit),
        },
    };

    // What was learnt and what came of it are what one borrows for: a long idea gives way to them.
    string Description(ProgrammeView here, StoryText? text, InitiativeCard initiative, ActivityCard activity, DateTimeOffset now)
    {
        var rules = here.Rules.On(here.Today(now));
        string?[] learnt =
        [
            text is null ? null : texts[text.Learnt.Length > 0 ? "adopt.learnt-there" : "adopt.learnt", here.NameOf(initiative.Municipality), text.ToTakeAlong()],
            activity.Outcome.IsPublished(rules) ? texts.Count("adopt.outcome", activity.Outcome.Raters, activity.Outcome.Shown(rules)) : null,
        ];
        var after = string.Concat(learnt.Where(part => part is not null).Select(part => $"\n\n{part}"));
        return (Cut(initiative.Description, DomainText.BodyLimit - after.Length) + after).Trim();
    }

    string Needed(StoryText? text, ActivityPlan plan) => string.Join('\n', new[]
    {
        plan.Resources, text is not { Time.Length: > 0 } ? "" : texts["adopt.time", text.Time],
        text is not { Cost.Length: > 0 } || text.Cost == plan.Resources ? "" : texts["adopt.cost", text.Cost],
    }.Where(line => line.Length > 0));

    static string Cut(string text, int limit) => text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 3]) ? limit - 3 : limit - 2)] + " …";
}
