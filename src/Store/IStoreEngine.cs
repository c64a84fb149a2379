namespace Activation.Store;

/// <summary>An event store of a running program: it is started before the first append and disposed of after the last.</summary>
public interface IStoreEngine : IEventStore, IAsyncDisposable
{
    /// <summary>As the database remembers it and the settings call it, for example <c>postgres</c>.</summary>
    string Engine { get; }

    /// <summary>True once the epoch of the log was raised by hand: this node writes no more until it is restarted.</summary>
    bool Fenced { get; }

    /// <summary>Makes the tables if they are missing and starts to write and to listen. Any number of nodes may start at once.</summary>
    /// <exception cref="WrongEngineException">The database belongs to another engine.</exception>
    Task Start(CancellationToken cancellationToken = default);
}
