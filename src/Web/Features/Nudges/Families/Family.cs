using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>Facts of the read models that a rule can judge, found by SQL that brings up what may be due and no more.</summary>
public interface IFamily
{
    IReadOnlyList<NudgeKind> Kinds { get; }

    /// <summary>What is due. Asked when it falls due and again when it is sent: the same question, so that nothing is sent that is not true.</summary>
    Task<IReadOnlyList<DueNudge>> Find(Scope scope);
}

/// <param name="Rules">Those of today.</param>
/// <param name="Subjects">Only about these activities and initiatives; null for all.</param>
/// <param name="People">Only to these; null for all.</param>
public sealed record Scope(Views Views, NudgeTime Time, ScoringRules Rules, Guid[]? Subjects = null, Guid[]? People = null)
{
    /// <summary>What every query may ask by.</summary>
    public object Asked => new
    {
        programme = Time.Programme, now = Time.Now, today = Time.Today, subjects = Subjects, people = People, zone = Time.Window.Zone.Id, week = Time.Week,
        missed = Time.Missed, late = Time.Before(CarryingOut.TalkOverdue),
    };
}

static class Found
{
    /// <summary>Each key once.</summary>
    public static IReadOnlyList<DueNudge> Once(this IEnumerable<DueNudge?> due) =>
        [.. due.OfType<DueNudge>().DistinctBy(nudge => (nudge.Kind, nudge.Object, nudge.Recipient, nudge.Period))];
}
