namespace Activation.Domain.Consents;

/// <summary>A person said yes to one use of what is known about them. Only numbers are here: the words of the question are kept by their version.</summary>
/// <param name="Subject">What it is about when it is about one thing, a story for example; null for the programme as a whole.</param>
/// <param name="Version">Of the question that was answered.</param>
public sealed record ConsentGiven(Guid Person, ConsentPurpose Purpose, Guid? Subject, int Version, ConsentWay Way);

/// <summary>From now on it is a no. Nobody has to say why.</summary>
public sealed record ConsentWithdrawn(Guid Person, ConsentPurpose Purpose, Guid? Subject, ConsentWay Way);

/// <summary>What one can say yes to. A purpose that nothing reads is not asked for.</summary>
public enum ConsentPurpose
{
    /// <summary>One's name stands beside what one did, also on pages that everybody may read.</summary>
    PublicName,

    /// <summary>Others in the programme see one's telephone number beside one's initiatives.</summary>
    Phone,
}

/// <summary>Where the answer came from.</summary>
public enum ConsentWay
{
    /// <summary>From one's own page, signed in.</summary>
    Page,

    /// <summary>From a link that only this person got.</summary>
    Link,

    /// <summary>It ended with something else: the person left or was erased.</summary>
    Ended,
}
