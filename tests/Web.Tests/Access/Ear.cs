using Activation.Web.Platform;

namespace Activation.Web.Tests.Access;

/// <summary>Hears of every read that is made under the lock.</summary>
sealed class Ear(Action<LockedRead> hear) : IObserver<KeyValuePair<string, object?>>
{
    public void OnCompleted()
    {
        // Nothing is told of the end.
    }

    public void OnError(Exception error)
    {
        // Nothing is told of errors.
    }

    public void OnNext(KeyValuePair<string, object?> value) => hear((LockedRead)value.Value!);
}
