using Activation.Domain.Scoring;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Happenings;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>How far an initiative has come: proposed, approved, carried out, rated, living on.</summary>
public sealed class Steps(Texts texts, Days days, InitiativeCard card, IReadOnlyList<ActivityCard> activities, int copies, ScoringRules rules)
{
    readonly int rated = activities.Count(a => a.Outcome.IsPublished(rules));

    /// <summary>Of its approved activities, those that were not cancelled later.</summary>
    readonly int agreed = activities.Count(a => ActivityCard.Agreed.Contains(a.State));

    public Line AsLine()
    {
        (string Step, bool Reached, string Note)[] steps =
        [
            ("proposed", true, days.Of(card.ProposedAt)),
            ("approved", card.Approved > 0, Approved()),
            ("carried-out", agreed > 0 && card.CarriedOut >= agreed, agreed == 0 ? "" : texts["details.step-part", card.CarriedOut, agreed]),
            ("rated", card.CarriedOut > 0 && rated == card.CarriedOut, card.CarriedOut == 0 ? "" : texts["details.step-part", rated, card.CarriedOut]),
            ("lives-on", copies > 0, copies > 0 ? texts.Count("details.step-copies", copies) : texts["details.step-no-copies"]),
        ];
        // The line says where one stands now: at the first step that is not behind, and at the last when all are.
        var now = Array.FindIndex(steps, step => !step.Reached) is var first and >= 0 ? first : steps.Length - 1;
        return new Line(
            [.. steps.Select((step, i) => new Stop(texts[$"details.step-{step.Step}"], StateOf(step.Reached, i == now), step.Note))],
            Slim: true, Label: texts["details.steps"]);
    }

    static StopState StateOf(bool reached, bool now) => now ? StopState.Now : reached ? StopState.Done : StopState.Next;

    string Approved()
    {
        if (activities.Where(a => a.Decision == "approved").Min(a => a.DecidedAt) is { } at) return days.Of(at);
        var waiting = activities.Count(a => a.State == "submitted");
        return waiting > 0 ? texts.Count("details.step-waiting", waiting) : "";
    }
}
