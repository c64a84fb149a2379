namespace Activation.Web.Platform.Seeding;

/// <summary>The seed data cannot be loaded; the message says which file and what is wrong.</summary>
public sealed class SeedException(string message) : Exception(message);

/// <summary>Loads a folder of seed data through the product's own commands.</summary>
public sealed class Sower
{
    public Task<string> Sow(string folder, DateTimeOffset today, CancellationToken cancellationToken) => throw new SeedException("not yet");
}
