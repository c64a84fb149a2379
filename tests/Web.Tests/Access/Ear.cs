namespace Activation.Web.Tests.Access;

/// <summary>Hears of one kind of thing that is told while it happens.</summary>
sealed class Ear<T>(Action<T> hear) : IObserver<KeyValuePair<string, object?>>
{
    public void OnCompleted()
    {
        // Nothing is told of the end.
    }

    public void OnError(Exception error)
    {
        // Nothing is told of errors.
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is T told) hear(told);
    }
}
