using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Initiatives;

/// <param name="Partners">Other municipalities in it from the start.</param>
/// <param name="Parent">The initiative it is borrowed from.</param>
/// <param name="Involvement">The intended one of <see cref="InvolvementLevels"/>; null where it is not said.</param>
public sealed record ProposeInitiative(
    Guid Initiative, string Title, string Description, string[] Partners, string[] FocusAreas, ValueShown[] Values, MetricLink[] Metrics,
    DateTimeOffset VotingUntil, Guid? Parent, int? Involvement = null);

/// <param name="Involvement">Null leaves what was said before; <see cref="InvolvementLevels.Unsaid"/> takes it back.</param>
public sealed record RewordInitiative(
    string Title, string Description, string[] FocusAreas, ValueShown[] Values, MetricLink[] Metrics, int? Involvement = null);

/// <summary>An idea is put to everyone, and put better later.</summary>
public static class Proposing
{
    public static readonly TimeSpan LongestVoting = TimeSpan.FromDays(90);

    public static Decision Propose(
        Initiative initiative, Programme programme, Plan plan, ProposeInitiative command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoTakePart(actor)
        ?? Decision.Unless(initiative == Initiative.None, Refusals.Initiatives.Exists)
        ?? Decision.Unless(programme.Has(actor.Municipality), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames)
        ?? Texts(command.Title, command.Description)
        ?? Links(command.FocusAreas, command.Values, command.Metrics, programme, plan)
        ?? Decision.Unless(command.Partners.All(programme.Has), Refusals.Initiatives.PartnerUnknown, programme.MunicipalityNames)
        ?? Level(command.Involvement)
        ?? VotingSpan(command.VotingUntil, now)
        ?? Decision.Accept(new InitiativeProposed(
            command.Initiative, actor.Member, actor.Municipality, [.. command.Partners.Distinct().Where(p => p != actor.Municipality)],
            programme.CurrentStage, Text.Line(command.Title), Text.Body(command.Description), [.. command.FocusAreas.Distinct()],
            Clean(command.Values), Clean(command.Metrics), command.VotingUntil, command.Parent, command.Involvement));

    public static Decision Reword(
        Initiative initiative, Programme programme, Plan plan, RewordInitiative command, Actor actor, DateTimeOffset now) =>
        Only.UnderWay(initiative)
        ?? Only.ItsProposer(initiative, actor)
        ?? Texts(command.Title, command.Description)
        ?? Links(command.FocusAreas, command.Values, command.Metrics, programme, plan)
        ?? (command.Involvement == InvolvementLevels.Unsaid ? null : Level(command.Involvement))
        ?? Decision.Accept(new InitiativeReworded(
            initiative.Id, Text.Line(command.Title), Text.Body(command.Description), [.. command.FocusAreas.Distinct()],
            Clean(command.Values), Clean(command.Metrics), command.Involvement));

    internal static Decision? VotingSpan(DateTimeOffset until, DateTimeOffset now) =>
        Decision.Unless(until > now && until - now <= LongestVoting, Refusals.Initiatives.VotingSpan, LongestVoting.Days);

    static Decision? Texts(string title, string description) => Text.Title(title) ?? Text.Long(description);

    static Decision? Level(int? involvement) =>
        Decision.Unless(involvement is not { } level || InvolvementLevels.Has(level), Refusals.Initiatives.InvolvementRange);

    static Decision? Links(string[] focusAreas, ValueShown[] values, MetricLink[] metrics, Programme programme, Plan plan) =>
        Decision.Unless(focusAreas.Length > 0 || programme.FocusAreas.IsEmpty, Refusals.Initiatives.FocusAreaMissing)
        ?? Decision.Unless(focusAreas.All(programme.FocusAreas.ContainsKey), Refusals.Initiatives.FocusAreaUnknown, programme.FocusAreaNames)
        ?? Decision.Unless(values.Length > 0 || programme.Values.IsEmpty, Refusals.Initiatives.ValueMissing)
        ?? Decision.Unless(values.All(v => programme.Values.ContainsKey(v.Value)), Refusals.Initiatives.ValueUnknown, programme.ValueNames)
        ?? Decision.Unless(metrics.All(m => plan.Metrics.ContainsKey(m.Metric)), Refusals.Initiatives.MetricUnknown)
        ?? values.Select(v => Text.Note(v.How)).Concat(metrics.Select(m => Text.Note(m.Mechanism))).FirstOrDefault(refusal => refusal is not null);

    static ValueShown[] Clean(ValueShown[] values) => [.. values.DistinctBy(v => v.Value).Select(v => v with { How = Text.Body(v.How) })];

    static MetricLink[] Clean(MetricLink[] metrics) =>
        [.. metrics.DistinctBy(m => m.Metric).Select(m => m with { Mechanism = Text.Body(m.Mechanism) })];
}
