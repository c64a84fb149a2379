namespace Activation.Domain.Statements;

// What a programme's organisation says of itself to everybody, in one language at a time. The newest counts; none is forgotten.

/// <param name="Controller">Who answers for the personal data, with its address.</param>
/// <param name="Officer">How the data protection officer is reached.</param>
/// <param name="Bases">On what ground of the law each purpose stands.</param>
/// <param name="Authority">To whom one may complain; empty for the country's own.</param>
public sealed record PrivacyStatementWritten(string Language, string Controller, string Officer, PurposeBasis[] Bases, string Receivers, string Authority);

/// <param name="Purpose">A key of <see cref="PrivacyPurposes"/>.</param>
public sealed record PurposeBasis(string Purpose, string Basis);

/// <param name="Shortcomings">What is known not to work for everybody.</param>
/// <param name="TestedOn">The day of the last test; null while there was none.</param>
/// <param name="TestedBy">How it was tested, and by whom.</param>
/// <param name="Contact">Where one says that something does not work.</param>
/// <param name="Authority">Who supervises; empty for the country's own.</param>
public sealed record AccessibilityStatementWritten(
    string Language, string Shortcomings, DateOnly? TestedOn, string TestedBy, string Contact, string Authority);

/// <summary>What personal data is used for here. What people say yes to stands on its own ground, and is no purpose of these.</summary>
public static class PrivacyPurposes
{
    public static IReadOnlyList<string> All { get; } = ["taking-part", "letters", "security", "follow-up"];
}
