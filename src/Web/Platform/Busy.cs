using Activation.Store;

namespace Activation.Web.Platform;

/// <summary>What may pass by itself: the same thing is sent again under the same key, and counts once.</summary>
static class Busy
{
    public const string RetryAfterSeconds = "5";

    public static bool Is(Exception? thrown) =>
        thrown is StoreBusyException or OutcomeUnknownException || (thrown is not null && Outages.IsPassing(thrown));

    /// <summary>Everybody meets it at once while the database stands still, and where it came from says nothing: told in a line each, without a stack.</summary>
    public static bool IsEnoughWaited(Exception? thrown) => thrown is EnoughWaitedException;
}
