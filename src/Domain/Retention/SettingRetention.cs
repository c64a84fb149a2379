using Activation.Domain.Members;

namespace Activation.Domain.Retention;

/// <param name="Months">Null: for as long as the programme is kept.</param>
public sealed record SetRetention(Ageing Kind, int? Months, string Reason);

/// <summary>Who answers for the programme decides how long things are kept, and says why: it is asked about later.</summary>
public static class SettingRetention
{
    public static Decision Set(RetentionRules rules, SetRetention command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? Decision.Unless(Enum.IsDefined(command.Kind), Refusals.Retention.KindUnknown)
        ?? Decision.Unless(command.Months is not null || RetentionRules.MayStay(command.Kind), Refusals.Retention.MustEnd)
        ?? Decision.Unless(command.Months is null or (>= 1 and <= RetentionRules.MostMonths), Refusals.Retention.MonthsRange, RetentionRules.MostMonths)
        ?? Text.Reason(command.Reason)
        ?? (rules.Set.TryGetValue(command.Kind, out var set) && set == command.Months
            ? Decision.Accept()
            : Decision.Accept(new RetentionRuleSet(command.Kind, command.Months, Text.Body(command.Reason))));
}
