namespace Activation.Web.Tests.Faults;

/// <summary>The hub that all these things happen to, one after the other: it starts with the first of them and ends after the last.</summary>
[SetUpFixture]
public sealed class OneElection
{
    static readonly Lazy<Task<Election>> TheOne = new(Election.Begin);

    internal static Task<Election> Begun => TheOne.Value;

    [OneTimeTearDown]
    public static async Task End()
    {
        if (TheOne.IsValueCreated) await (await TheOne.Value).DisposeAsync();
    }
}
