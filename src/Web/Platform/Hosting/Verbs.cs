using System.Runtime.InteropServices;
using Activation.Store;
using Activation.Store.Copying;
using Activation.Store.Embedded;
using Activation.Store.Followers;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Privacy;
using Activation.Web.Platform.Seeding;
using Activation.Web.Platform.Simulation;

namespace Activation.Web.Platform.Hosting;

/// <summary>What the program does when it is called: serves, or one of the operator's tasks.</summary>
public static class Verbs
{
    /// <summary>What the program ends with when it was asked about a log that another engine keeps: nothing was found, and nothing found wrong.</summary>
    const int OtherEngine = 3;

    const string Help = """
        Activation: a hub where municipalities turn a shared strategy into deeds.

          serve              the hub (this is what happens without a verb)
          seed FOLDER        load a programme from a folder of seed data
          simulate           let invented people act in the demo programme until Ctrl-C; another process may serve meanwhile
          rebuild            make the read models anew beside the live ones, and put them in their place
          compare            rebuild into a scratch schema and tell what differs from the live read models
          erase-again        erase whoever stands in the file "erased" of the data folder and is in the database again, and take out what stands in "masked"; serve does it when it starts and at night
          second-factor-off ADDRESS   take every second factor off somebody who has lost them all; make sure first who asks
          database           the private PostgreSQL alone, until Ctrl-C: for copies, and for what is put back

          export-events SLUG   the log of a programme on standard output, an event a line, as its administrators read it at GET …/events
          copy-events        move the log to another engine; stop the hub first. Killed anywhere, the same call goes on

          --port N           of http://127.0.0.1 (5080)
          --data DIR         where the private PostgreSQL lives (.data)
          --demo             invented people may be stepped into at /demo
          --public URL       the https address people use, when a proxy on this machine passes requests on
          --seed FOLDER      load this when the log is empty
          --simulate         with serve: invented people act all day in seconds, so that the boards move
          --rate N           acts a minute in a simulation, over a day's mean (60; at most 60000)
          --chance SEED      the same seed on the same log makes the same acts (1)
          --day N            minutes that a simulated day takes (4)
          --from ENGINE      with copy-events: postgres or marten, and :CONNECTION after it when its database is not the hub's
          --to ENGINE        with copy-events: the same of where to; another database must be empty
          ConnectionStrings__Hub=…   in the environment: a PostgreSQL of one's own instead of the private one
        """;

    public static async Task<int> Run(string[] args)
    {
        var line = CommandLine.Parse(args, Environment.GetEnvironmentVariable("ConnectionStrings__Hub"));
        if (line.Wrong is not null) await Console.Error.WriteLineAsync($"Not understood: {line.Wrong}\n");
        if (line.Wrong is not null || line.Verb == "help")
        {
            Console.WriteLine(Help);
            return line.Wrong is null ? 0 : 2;
        }

        try
        {
            return await WithDatabase(line);
        }
        catch (PostgresUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (WrongEngineException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return OtherEngine;
        }
        catch (CopyRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (SeedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Port {line.Settings.Port} is taken by another program. Choose one with --port N.");
            return 1;
        }
    }

    static async Task<int> WithDatabase(CommandLine line)
    {
        if (line.Settings.Database is { } given) return line.Verb == "database" ? await Stand() : await Do(line, given, CancellationToken.None);
        await using var postgres = PrivatePostgres.At(Path.Combine(line.Settings.Data, "postgres"), progress: line.Verb == ExportEvents.Verb ? Console.Error.WriteLine : Console.WriteLine);
        var database = await postgres.EnsureRunning();
        using var over = new CancellationTokenSource();
        var supervised = postgres.KeepRunning(over.Token);
        try
        {
            return line.Verb == "database" ? await Stand() : await Do(line, database, over.Token);
        }
        finally
        {
            await over.CancelAsync();
            await supervised.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task<int> Do(CommandLine line, string database, CancellationToken cancellationToken)
    {
        if (line.Verb == CopyEvents.Verb) return await CopyEvents.Run(line.From!, line.To!, database, cancellationToken);
        await using var app = Hub.Build(line.Settings, database, line.Verb == ExportEvents.Verb ? ExportEvents.Apart : []);
        switch (line.Verb)
        {
            case "serve": return await Serve(app, cancellationToken);
            case "seed": return await Seed(app, line.Folder!, cancellationToken);
            case "simulate": return await Simulate(app, line.Settings.Simulation ?? SimulationSettings.Usual, cancellationToken);
            case "rebuild": return await Rebuild(app, cancellationToken);
            case LostFactors.Verb: return await SecondFactorOff(app, line.Address!, cancellationToken);
            case "erase-again": return await EraseAgain(app, cancellationToken);
            case ExportEvents.Verb: return await Export(app, line.Programme!, cancellationToken);
            default: return await Compare(app, cancellationToken);
        }
    }

    static async Task<int> Serve(WebApplication app, CancellationToken cancellationToken)
    {
        // A closed terminal is a goodbye too: the private PostgreSQL is stopped with the rest.
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            app.Lifetime.StopApplication();
        });
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"ready {app.Urls.First()}");
        var beginning = app.Services.GetRequiredService<Features.FirstRun.Beginning>();
        if (await beginning.IsOpen())
            Console.WriteLine($"no administrator yet: open {app.Services.GetRequiredService<OwnAddress>().Of("/first-run")} and write the starting code {beginning.Code}");
        var warm = app.Services.GetRequiredService<WarmUp>().Run(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync(cancellationToken);
        await warm;
        return 0;
    }

    static async Task<int> Seed(WebApplication app, string folder, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        Console.WriteLine(await app.Services.GetRequiredService<Sower>().Sow(folder, DateTimeOffset.UtcNow, cancellationToken));
        return 0;
    }

    static async Task<int> Simulate(WebApplication app, SimulationSettings settings, CancellationToken cancellationToken)
    {
        using var goodbye = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = Until(PosixSignal.SIGINT, goodbye);
        using var end = Until(PosixSignal.SIGTERM, goodbye);
        using var hangup = Until(PosixSignal.SIGHUP, goodbye);
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        var tally = await app.Services.GetRequiredService<Simulator>().Run(settings, stopping: goodbye.Token);
        Console.WriteLine($"{tally.Done} acts done, {tally.Refused} refused, {tally.Paused} pauses");
        return 0;
    }

    static async Task<int> Stand()
    {
        using var goodbye = new CancellationTokenSource();
        using var interrupt = Until(PosixSignal.SIGINT, goodbye);
        using var end = Until(PosixSignal.SIGTERM, goodbye);
        using var hangup = Until(PosixSignal.SIGHUP, goodbye);
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite, goodbye.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    static PosixSignalRegistration Until(PosixSignal signal, CancellationTokenSource goodbye) => PosixSignalRegistration.Create(signal, received =>
    {
        received.Cancel = true;
        goodbye.Cancel();
    });

    static async Task<int> Rebuild(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        var progress = new Progress<long>(position => Console.Write($"\rrebuilt to {position}"));
        await app.Services.GetRequiredService<ReadModels>().Rebuild(progress, cancellationToken);
        Console.WriteLine();
        return 0;
    }

    static async Task<int> EraseAgain(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        var (erased, masked) = await app.Services.GetRequiredService<PutBack>().Again(DateTimeOffset.UtcNow, cancellationToken);
        Console.WriteLine($"{erased} erased again, {masked} texts taken out again");
        return 0;
    }

    static async Task<int> SecondFactorOff(WebApplication app, string address, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        var found = await app.Services.GetRequiredService<LostFactors>().TakeOff(address);
        Console.WriteLine(found ? "taken off; they come in by mail, and it stands in the security log" : "nobody here has that address");
        return found ? 0 : 1;
    }

    static async Task<int> Export(WebApplication app, string slug, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        try
        {
            await using var file = new BufferedStream(Console.OpenStandardOutput());
            return await ExportEvents.Run(app.Services, slug, file, cancellationToken);
        }
        catch (IOException e)
        {
            // Nobody reads on, or the disk is full.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    static async Task<int> Compare(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<StoreLife>().StartAsync(cancellationToken);
        var differences = await app.Services.GetRequiredService<ReadModels>().Compare(cancellationToken);
        foreach (var difference in differences) Console.WriteLine(difference);
        Console.WriteLine(differences.Count == 0 ? "equal" : "different");
        return differences.Count == 0 ? 0 : 1;
    }
}
