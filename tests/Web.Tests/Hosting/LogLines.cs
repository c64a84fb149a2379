using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.Hosting;

/// <summary>What a hub wrote into its log.</summary>
sealed class LogLines : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> all = [];

    public IEnumerable<string> All => all;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        all.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
