using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Activation.Web.Platform.Hosting;

/// <summary>
/// What is printed of an exception, whoever logs it: of what kind it is and where it came from, also of those inside it. Its words are left out, since many
/// repeat what somebody typed: a value that a column does not take, a line that is no JSON.
/// </summary>
sealed class DiscreetLogs(LoggerFactory factory) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Discreet(factory.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => factory.AddProvider(provider);

    public void Dispose() => factory.Dispose();

    /// <summary>Kinds and stacks, the outermost first.</summary>
    public static string Told(Exception thrown)
    {
        var told = new StringBuilder(thrown.GetType().FullName).Append(Known(thrown));
        if (thrown.StackTrace is { } stack) told.AppendLine().Append(stack);
        IEnumerable<Exception> within = thrown is AggregateException many ? many.InnerExceptions : new[] { thrown.InnerException }.OfType<Exception>();
        foreach (var one in within) told.AppendLine().Append(" ---> ").Append(Told(one));
        return told.ToString();
    }

    // Nobody typed this: what the network and the server say of themselves, and what our own tables are called.
    static string Known(Exception thrown) => thrown switch
    {
        PostgresException of => $" {of.SqlState} {of.TableName} {of.ConstraintName}".TrimEnd() + (IsOfTheServer(of.SqlState) ? $": {of.MessageText}" : ""),
        SocketException or TimeoutException => $": {thrown.Message}",
        _ when thrown.GetType() == typeof(NpgsqlException) => $": {thrown.Message}",
        _ => "",
    };

    /// <summary>By the class of its number: connecting, who may, transactions that collide, room, being stopped, and the system beneath.</summary>
    static bool IsOfTheServer(string state) => state.Length == 5 && state[..2] is "08" or "28" or "40" or "53" or "55" or "57" or "58";

    sealed class Discreet(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => log.Log(
            logLevel, eventId, state, null,
            exception is null ? formatter : (said, _) => $"{formatter(said, null)}{Environment.NewLine}{Told(exception)}");
    }
}
