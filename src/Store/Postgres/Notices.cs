using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Store.Postgres;

/// <summary>Tells the other nodes that the log has grown, and hears it from them. A lost notice only delays: readers also poll.</summary>
sealed class Notices(NpgsqlDataSource source, int logId, Wakeup wakeup, ILogger logger)
{
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    readonly Channel<long> latest = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    readonly string channel = $"activation_log_{logId}";

    public void Announce(long position) => latest.Writer.TryWrite(position);

    /// <summary>Speaks and listens until the token ends it.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll(KeepOn(Speak, stop), KeepOn(Listen, stop));

    // Outside of the append transactions, since commits with notices queue behind one lock of the whole server; and not flushed,
    // since nothing depends on it.
    async Task Speak(NpgsqlConnection connection, CancellationToken stop)
    {
        await Execute(connection, "set synchronous_commit = off", stop);
        await using var notify = new NpgsqlCommand("select pg_notify($1, $2)", connection);
        var payload = new NpgsqlParameter<string> { TypedValue = "" };
        notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = channel });
        notify.Parameters.Add(payload);
        await foreach (var position in latest.Reader.ReadAllAsync(stop))
        {
            payload.TypedValue = position.ToString(CultureInfo.InvariantCulture);
            await notify.ExecuteNonQueryAsync(stop);
            await Task.Delay(Rest, stop);
        }
    }

    async Task Listen(NpgsqlConnection connection, CancellationToken stop)
    {
        connection.Notification += (_, notice) => wakeup.Signal(long.Parse(notice.Payload, CultureInfo.InvariantCulture));
        await Execute(connection, $"listen {channel}", stop);
        while (true) await connection.WaitAsync(stop);
    }

    async Task KeepOn(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stop);
                await work(connection, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogInformation(e, "Notices between nodes are interrupted; readers poll meanwhile");
                await Task.Delay(Pause, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
