using System.Collections.Immutable;

namespace Activation.Domain.Statements;

/// <summary>What the organisation says today, by language.</summary>
public sealed record WrittenStatements(
    ImmutableDictionary<string, PrivacyStatementWritten> Privacy, ImmutableDictionary<string, AccessibilityStatementWritten> Accessibility)
{
    public static WrittenStatements None { get; } = new(
        ImmutableDictionary<string, PrivacyStatementWritten>.Empty, ImmutableDictionary<string, AccessibilityStatementWritten>.Empty);

    public static WrittenStatements Evolve(WrittenStatements state, object @event) => @event switch
    {
        PrivacyStatementWritten e => state with { Privacy = state.Privacy.SetItem(e.Language, e) },
        AccessibilityStatementWritten e => state with { Accessibility = state.Accessibility.SetItem(e.Language, e) },
        _ => state,
    };
}
