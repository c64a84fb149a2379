using Activation.Jobs.WithHangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Jobs.Tests.OnHangfire;

/// <summary>A job that writes into the database when it begins and when it ends; on the node that is to be killed it never ends.</summary>
sealed class Trek(Node node, NpgsqlDataSource database) : IJob
{
    public const string Table = "create table trek (step int generated always as identity, told text not null)";

    /// <summary>How long a node that was killed keeps it from the others.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(2);

    const string Doomed = "doomed";

    /// <summary>A node in a process of its own, which can be killed in the middle; it ends with whoever started it.</summary>
    public static async Task Main(string[] args)
    {
        using var node = On(Doomed, args[0]);
        await node.StartAsync();
        await Console.In.ReadToEndAsync();
    }

    public static IHost On(string node, string database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new Node(node)).AddSingleton(_ => NpgsqlDataSource.Create(database))
            .AddHangfireJobs([Schedule.At<Trek>("trek", "0 0 1 1 *")], database, claim: Claim);
        return builder.Build();
    }

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Tell("begun");
        if (node.Name == Doomed) await Task.Delay(Timeout.Infinite, cancellationToken);
        await Tell("ended");
    }

    async Task Tell(string what)
    {
        await using var tell = database.CreateCommand("insert into trek (told) values ($1)");
        tell.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{node.Name} {what}" });
        await tell.ExecuteNonQueryAsync();
    }
}
