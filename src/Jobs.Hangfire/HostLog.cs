using Hangfire.AspNetCore;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Hangfire.Logging.LogLevel;

namespace Activation.Jobs.WithHangfire;

/// <summary>Hangfire has one log for its whole process: here it is that of whichever host lives.</summary>
/// <remarks>
/// By default it is that of the host that came last. Once that one is gone its log throws when it is asked for a logger, which happens between
/// taking a run and beginning it: the other hosts of the process would take every run and begin none.
/// </remarks>
sealed class HostLog : ILogProvider, IDisposable
{
    static readonly List<ILoggerFactory> Living = [];
    readonly ILoggerFactory logs;

    public HostLog(ILoggerFactory logs)
    {
        this.logs = logs;
        lock (Living) Living.Add(logs);
    }

    public ILog GetLogger(string name) => new Speaker(name);

    public void Dispose()
    {
        lock (Living) Living.Remove(logs);
    }

    sealed class Speaker(string name) : ILog
    {
        // Under the lock, so that nobody goes in the middle of a word.
        public bool Log(LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            lock (Living) return Living.Count > 0 && new AspNetCoreLogProvider(Living[^1]).GetLogger(name).Log(logLevel, messageFunc, exception);
        }
    }
}
