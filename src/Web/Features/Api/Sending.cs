using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Api;

// What the API takes. Names are those of the pages' forms.

public sealed record VoteBody(Stance? Stance);

/// <param name="Offer">What the member brings, in words.</param>
public sealed record PledgeBody(string? Offer);

public enum Answer
{
    Approve,
    Return,
    Decline,
}

/// <param name="Reason">Needed for a return and for a no.</param>
public sealed record DecisionBody(Answer? Decision, string? Reason);

/// <param name="On">Today when it is left out.</param>
public sealed record DoneBody(DateOnly? On, int? Participants, string? Note);

/// <param name="Grade">1 no visible result … 5 the intended group sees the result.</param>
public sealed record RatingBody(int? Grade, string? Note);

/// <param name="Municipality">Whose value it is, by key or name; of all together when it is left out.</param>
/// <param name="Year">Of the value; where the metric is answered by yes (1) or not yet (0) the day stands in <paramref name="On"/> instead.</param>
/// <param name="Unit">When it is said it must be the metric's own.</param>
/// <param name="Reason">Why a value that stands for the same period is corrected.</param>
public sealed record ValueBody(
    string? Municipality, int? Year, DateOnly? On, double? Value, double? Comparison, string? Unit, string? Source, string? Reason)
{
    public RecordMetricValue AsCommand(string number, ProgrammeView here) => new(
        number, here.Municipalities.FirstOrDefault(m => m.Name == Municipality)?.Municipality ?? Municipality, Year, On, Value, Comparison, Unit, Source, Reason);
}

/// <param name="Submit">Also sends it to the coordinator; it needs a concretisation of 60 for that.</param>
/// <param name="Municipality">Whose coordinator answers, by key or name; the first that is possible when it is left out.</param>
public sealed record ActivityBody(
    string? Title, string? What, string? Responsible, string? When, DateOnly? DueOn, string? Place, string? FirstStep, DateOnly? FirstStepOn,
    string? SuccessSign, string? Resources, string? Link, string? Municipality, bool Submit = false)
{
    public PlanForm AsForm() => new()
    {
        Title = Title, What = What, Responsible = Responsible, When = When, DueOn = DueOn, Place = Place, FirstStep = FirstStep,
        FirstStepOn = FirstStepOn, SuccessSign = SuccessSign, Resources = Resources, Link = Link,
    };
}

/// <param name="Plan">Its first activity; sent along when it is concrete enough.</param>
/// <param name="Involvement">How far those whom it is about are to be let in: 1 manipulation, 2 information, 3 consultation, 4 partnership, 5 citizen initiative.</param>
/// <param name="Parent">The number of the initiative that it is taken up from: a good example, from another municipality than one's own.</param>
/// <param name="Again">It is known that neighbours at home have begun it already.</param>
public sealed record InitiativeBody(
    string? Title, string? Description, string[]? FocusAreas, ValueShown[]? Values, MetricLink[]? Metrics, string[]? Partners, ActivityBody? Plan,
    int? Involvement = null, int? Parent = null, bool Again = false)
{
    public IdeaForm AsForm() => new()
    {
        Title = Title, Description = Description, FocusAreas = FocusAreas ?? [], Partners = Partners ?? [],
        Values = [.. (Values ?? []).Select(shown => shown.Value ?? "")],
        How = (Values ?? []).GroupBy(shown => shown.Value ?? "").ToDictionary(value => value.Key, value => (string?)value.First().How),
        Metrics = [.. (Metrics ?? []).Select(link => new MetricChoice { Metric = link.Metric, Mechanism = link.Mechanism })],
        Involvement = Involvement,
    };
}
