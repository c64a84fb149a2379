using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Statements;

/// <param name="Bases">Purpose to ground, as many as are known.</param>
public sealed record WritePrivacyStatement(
    string Language, string Controller, string Officer, IReadOnlyDictionary<string, string> Bases, string Receivers, string Authority);

public sealed record WriteAccessibilityStatement(
    string Language, string Shortcomings, DateOnly? TestedOn, string TestedBy, string Contact, string Authority);

/// <summary>An administrator says what holds, as far as it is known: what is left out is shown as left out.</summary>
public static class WritingStatements
{
    public static Decision WritePrivacy(WrittenStatements statements, Programme programme, WritePrivacyStatement command, Actor actor, DateTimeOffset now)
    {
        var bases = PrivacyPurposes.All.Select(purpose => new PurposeBasis(purpose, Text.Body(command.Bases.GetValueOrDefault(purpose)))).ToArray();
        return MayWrite(programme, command.Language, actor)
            ?? Each(Text.NoteLimit, [command.Controller, command.Officer, command.Receivers, command.Authority, .. bases.Select(basis => basis.Basis)])
            ?? Unless(
                new PrivacyStatementWritten(
                    command.Language, Text.Body(command.Controller), Text.Body(command.Officer), bases, Text.Body(command.Receivers), Text.Body(command.Authority)),
                statements.Privacy.GetValueOrDefault(command.Language), Same);
    }

    public static Decision WriteAccessibility(
        WrittenStatements statements, Programme programme, WriteAccessibilityStatement command, Actor actor, DateTimeOffset now) =>
        MayWrite(programme, command.Language, actor)
        ?? Text.Fits(Text.Body(command.Shortcomings), Text.BodyLimit)
        ?? Each(Text.NoteLimit, command.TestedBy, command.Contact, command.Authority)
        ?? Decision.Unless(command.TestedOn is null || command.TestedOn <= now.Today(), Refusals.Statements.TestAhead)
        ?? Unless(
            new AccessibilityStatementWritten(
                command.Language, Text.Body(command.Shortcomings), command.TestedOn, Text.Body(command.TestedBy), Text.Body(command.Contact), Text.Body(command.Authority)),
            statements.Accessibility.GetValueOrDefault(command.Language), Equals);

    static Decision? MayWrite(Programme programme, string language, Actor actor) =>
        Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? Decision.Unless(programme.Exists, Refusals.Programmes.Unknown)
        ?? Decision.Unless(programme.Languages.Contains(language), Refusals.Programmes.LanguageUnknown, string.Join(", ", programme.Languages));

    static Decision? Each(int limit, params IEnumerable<string> texts) =>
        texts.Select(text => Text.Fits(Text.Body(text), limit)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>What says the same as before is no new version.</summary>
    static Decision Unless<T>(T written, T? before, Func<T, T, bool> same) where T : class =>
        before is not null && same(written, before) ? Decision.Accept() : Decision.Accept(written);

    // Records do not compare their arrays.
    static bool Same(PrivacyStatementWritten one, PrivacyStatementWritten other) =>
        one with { Bases = other.Bases } == other && one.Bases.SequenceEqual(other.Bases);
}
