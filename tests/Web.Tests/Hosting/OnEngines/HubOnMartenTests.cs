using System.Diagnostics;
using System.Text.Json;
using Activation.Store;
using Activation.Support;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Live;
using Activation.Web.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting.OnEngines;

/// <summary>The whole hub over a log in Marten's tables: positions with holes, another writer, the same pages.</summary>
public sealed class HubOnMartenTests
{
    const string OnMarten = "--Store:Engine=marten";

    Receiver receiver;
    TestHub hub;
    OnePlace nextDoor;

    [OneTimeSetUp]
    public async Task Sow()
    {
        receiver = await Receiver.Open();
        hub = await TestHub.On(await PostgresServer.FreshDatabase(), Repository.SeedData, receiver.For(new Names("127.0.0.1")), OnMarten);
        await hub.Settled();
        nextDoor = await OnePlace.Enrolled(hub, members: 1);
        await hub.Leave();
        await hub.FailABatch(nextDoor);
        await hub.Leave();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Test]
    public async Task What_is_sown_proposed_voted_and_erased_there_equals_a_rebuild()
    {
        using var henrik = await hub.As(Cast.Henrik);
        await Proposal.Send(henrik, "Ett cykelkök på Martens sida", Proposal.ConcretePlan);
        var path = Sown.Initiative((await hub.OpenTo(Cast.Henrik))[0]);
        var voted = await henrik.Send(await henrik.Get(path), "button[value=NotNow]");
        Assert.That(voted.All("[data-live=supports]"), Is.Not.Empty);
        var person = await hub.PersonCalled(Cast.Henrik);
        await hub.Services.GetRequiredService<Erasures>().Erase(person, person, DateTimeOffset.UtcNow);
        await hub.Settled();
        Assert.That(await hub.Log.Head(), Is.GreaterThan((await hub.Positions(0, "true")).Count + 2000), "there are holes");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        await hub.ReadModels.Rebuild();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);

        Assert.That(async () => await TestHub.On(hub.Database, null), Throws.InstanceOf<WrongEngineException>());
    }

    [Test]
    public async Task A_webhook_is_told_each_event_once_and_in_order_over_holes()
    {
        using var farid = await hub.As(Cast.Farid);
        await farid.Send($"{Sown.Here}/admin/webhooks", "#make form", ("Address", receiver.Address), ("Kinds", "comment-posted"));
        var before = await hub.Log.Head();
        using var astrid = await hub.As(Cast.Astrid);
        var path = Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]);
        foreach (var text in new[] { "Före en grop", "Efter en grop" })
        {
            await hub.Leave();
            await astrid.Send(path, "form[action*=Comment]:has(textarea)", ("Text", text));
            await hub.FailABatch(nextDoor);
        }

        var written = await hub.Positions(before, "type = 'comment-posted'");
        Assert.That(written, Has.Count.EqualTo(2));
        Assert.That(() => receiver.Mail.Select(one => JsonDocument.Parse(one.Body).RootElement.GetProperty("position").GetInt64()), Is.EqualTo(written).After(20_000, 50));
        var head = await hub.Log.Head();
        Assert.That(() => hub.Views.Value<long>("select position from hub.webhook").Result, Is.EqualTo(head).After(20_000, 50));
        await hub.Services.GetRequiredService<HookFollower>().Look(CancellationToken.None);
        await hub.Services.GetRequiredService<HookSender>().Send(CancellationToken.None);
        Assert.That(receiver.Mail, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task By_which_door_somebody_came_stands_at_what_they_did()
    {
        using var cilla = await hub.As(Cast.Cilla);
        var before = await hub.Log.Head();
        await hub.Leave();
        await Proposal.Send(cilla, "Lånecyklar vid stationen", Proposal.ConcretePlan);

        var did = await hub.Positions(before, $"user_name = '{await hub.PersonCalled(Cast.Cilla)}'");
        Assert.That(did, Has.Count.GreaterThan(1).And.All.GreaterThan(before + 1000));
        Assert.That(await hub.Views.Column<long>("select position from hub.came_by where position > @before order by position", new { before }), Is.EqualTo(did));
    }

    [Test]
    public async Task A_program_reads_the_whole_log_over_a_hole_that_is_longer_than_one_answer_looks()
    {
        await hub.Leave(numbers: 150_000);
        // More than is looked at in one go: what is asked for is not found together with the other side of the hole.
        await OnePlace.Enrolled(hub, members: 600);
        using var cilla = await hub.As(Cast.Cilla);
        await cilla.Send(Sown.Initiative((await hub.OpenTo(Cast.Cilla))[0]), "form[action*=Comment]:has(textarea)", ("Text", "Långt bort"));
        using var farid = await Script.Of(hub, Cast.Farid);
        var read = new List<long>();
        for (long? after = 0; after is { } from; after = await Read(farid, from, read)) await hub.Settled();

        Assert.That(read, Is.EqualTo(await hub.Positions(0, $"correlation_id = '{(await hub.Programme()).Id}' and {Script.NotPrivate}")));
    }

    [Test]
    public async Task A_screen_is_told_of_what_comes_after_a_hole_and_has_it_then()
    {
        var number = (await hub.OpenTo(Cast.Astrid))[^1];
        var board = $"{Cast.Programme}/turnout/{number}";
        await using var screen = await Listener.Open(hub);
        await hub.Settled();
        var shown = (await screen.Sync(board))!;
        await hub.Leave();
        Assert.That(await screen.Sync(board, shown.Position), Is.Null, "a hole is nothing new");

        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(Sown.Initiative(number), "button[value=Support]");

        var told = await screen.Next(board);
        Assert.That(told.Position, Is.GreaterThan(shown.Position + 1000));
        Assert.That(told.State.GetProperty("voted").GetInt32(), Is.EqualTo(shown.State.GetProperty("voted").GetInt32() + 1));
        await hub.Settled();
        Assert.That((await screen.Sync(board))!.Position, Is.EqualTo(await hub.Log.Head()));
    }

    [Test, Platform("Linux,MacOsX")]
    public async Task A_copy_lists_where_words_were_taken_out_although_the_data_folder_does_not()
    {
        using var cilla = await hub.As(Cast.Cilla);
        await cilla.Send(Sown.Initiative((await hub.OpenTo(Cast.Cilla))[0]), "form[action*=Comment]:has(textarea)", ("Text", "Någons telefonnummer"));
        await hub.Settled();
        var said = (await hub.Views.One<Said>("select causation_id as command, stream_id as stream, version::int from marten.mt_events where type = 'comment-posted' order by seq_id desc limit 1"))!;
        await hub.Services.GetRequiredService<TextRemoval>().Remove([new TextPlace(said.Stream, said.Version, "text")], null, DateTimeOffset.UtcNow, CancellationToken.None);

        var folder = Directory.CreateTempSubdirectory("copy-").FullName;
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "infra", "backup"), "--data", folder, "--to", Path.Combine(folder, "copy")]) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ConnectionStrings__Hub"] = hub.Database;
        using var backup = Process.Start(start)!;
        var wrong = await backup.StandardError.ReadToEndAsync();
        await backup.WaitForExitAsync();
        Assert.That(backup.ExitCode, Is.Zero, wrong);
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(folder, "copy", "masked")), Does.Contain($"{said.Command} {said.Stream} {said.Version} text"));
    }

    [Test]
    public async Task A_yes_that_also_schedules_is_told_once()
    {
        const string Title = "Språkkafé i väntsalen";
        using var astrid = await hub.As(Cast.Astrid);
        await Proposal.Send(astrid, Title, Proposal.ConcretePlan);
        var (activity, number) = (
            await hub.Views.Value<Guid>("select a.activity from activity a join initiative i using (initiative) where i.title = @Title", new { Title }),
            await hub.Views.Value<int>("select number from initiative where title = @Title", new { Title }));
        await hub.FailABatch(nextDoor);
        using var bo = await hub.As(Cast.Bo);
        await bo.Send($"{Sown.Here}/queue?activity={activity}", "button[formaction*=Approve]", ("Reason", "Det här behövs"));
        await hub.Settled();

        var happened = await hub.Views.Column<string>("select kind from happening where activity = @activity order by position", new { activity });
        Assert.That(happened, Does.Contain("activity-approved").And.Contain("activity-scheduled"));
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(Sown.Initiative(number))).Text, Does.Contain(": godkänd").And.Not.Contain(": planerad till"));
    }

    [Test]
    public async Task What_a_program_has_is_not_sent_again_because_of_a_hole()
    {
        using var farid = await Script.Of(hub, Cast.Farid);
        await hub.Settled();
        var had = (await farid.Get("initiatives")).Headers.ETag!.Tag;
        await hub.Leave();
        Assert.That((await farid.Get("initiatives", had)).Status, Is.EqualTo(System.Net.HttpStatusCode.NotModified));
    }

    sealed record Said(string Command, string Stream, int Version);

    /// <returns>After which position to go on; null where the log ends.</returns>
    static async Task<long?> Read(Script program, long after, List<long> read)
    {
        const int Limit = 700;
        var lines = (await program.Get($"events?after={after}&limit={Limit}")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        read.AddRange(lines.Where(line => line.TryGetProperty("position", out _)).Select(line => line.GetProperty("position").GetInt64()));
        if (lines.Count > 0 && lines[^1].TryGetProperty("next", out var next)) return next.GetInt64();
        return lines.Count == Limit ? read[^1] : null;
    }
}
