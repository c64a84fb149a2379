namespace Activation.Domain.Consents;

/// <summary>What one person has said to one question.</summary>
/// <param name="Version">Of the question that was said yes to; null while it is a no.</param>
public sealed record Consent(int? Version)
{
    public static Consent None { get; } = new((int?)null);

    public bool IsGiven => Version is not null;

    public static Consent Evolve(Consent state, object @event) => @event switch
    {
        ConsentGiven e => new(e.Version),
        ConsentWithdrawn => None,
        _ => state,
    };
}
