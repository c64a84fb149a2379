namespace Activation.Domain.Consents;

/// <param name="Version">Of the question that was read.</param>
public sealed record GiveConsent(Guid Person, ConsentPurpose Purpose, Guid? Subject, int Version, ConsentWay Way);

public sealed record WithdrawConsent(Guid Person, ConsentPurpose Purpose, Guid? Subject, ConsentWay Way);

/// <summary>A yes is given by the person alone and to the words that stand there today; taking it back is never refused.</summary>
public static class Consenting
{
    /// <param name="current">The version of the question as it stands today.</param>
    /// <param name="person">Who answers.</param>
    public static Decision Give(Consent consent, GiveConsent command, int current, Guid person, DateTimeOffset now) =>
        Decision.Unless(Enum.IsDefined(command.Purpose), Refusals.Consents.PurposeUnknown)
        ?? Decision.Unless(command.Person == person, Refusals.Consents.OwnOnly)
        ?? Decision.Unless(command.Version == current, Refusals.Consents.QuestionChanged)
        ?? (consent.Version == command.Version
            ? Decision.Accept()
            : Decision.Accept(new ConsentGiven(command.Person, command.Purpose, command.Subject, command.Version, command.Way)));

    public static Decision Withdraw(Consent consent, WithdrawConsent command, DateTimeOffset now) => consent.IsGiven
        ? Decision.Accept(new ConsentWithdrawn(command.Person, command.Purpose, command.Subject, command.Way))
        : Decision.Accept();
}
