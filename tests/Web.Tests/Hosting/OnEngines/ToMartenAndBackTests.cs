using System.Diagnostics;
using System.Text.Json;
using Activation.Domain.Walks;
using Activation.Store;
using Activation.Support;
using Activation.Web.Features.Walks;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting.OnEngines;

/// <summary>A hub whose log moves to Marten and back, by the verb that its people call.</summary>
public sealed class ToMartenAndBackTests
{
    const string LastDoor = "(select max(position)::text from hub.came_by)";

    Receiver receiver;

    [SetUp]
    public async Task Open() => receiver = await Receiver.Open();

    [TearDown]
    public async Task Close() => await receiver.DisposeAsync();

    [Test]
    public async Task Nothing_is_lost_nothing_is_told_twice_and_every_table_is_as_a_rebuild_makes_it()
    {
        var (database, path) = await AtHome();
        await Copy(database, "postgres", "marten");
        var there = await OnMarten(database, path);
        Assert.That(await Copy(database, "marten", "postgres"), Does.Contain("/events").And.Contain("begin again at 0"), "positions have changed");
        await using var hub = await TestHub.On(database, seed: null, receiver.For(new Names("127.0.0.1")));
        await hub.Settled();

        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        var log = await hub.Log.ReadLog(0, int.MaxValue);
        Assert.That(log.Select(Told), Is.EqualTo(there));
        Assert.That(log.Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, log.Count)));
        Assert.That(
            await hub.Views.Column<Guid?>("select person from hub.came_by order by position"),
            Is.EqualTo(await hub.Views.Column<Guid?>("select e.actor from hub.came_by c join log.event e using (position) order by position")).And.Not.Empty);
        Assert.That(await hub.Views.Value<string>("select item from hub.retention_due"), Is.EqualTo(await hub.Views.Value<string>($"select {LastDoor}")), "what a night had noted is still what it takes");
        await hub.Services.GetRequiredService<HookFollower>().Look(CancellationToken.None);
        await hub.Services.GetRequiredService<HookSender>().Send(CancellationToken.None);
        Assert.That(receiver.Mail, Has.Count.EqualTo(2));
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.webhook_delivery d join log.event e using (position) where e.type = d.kind"), Is.EqualTo(2), "what was told is what stands there");
        var told = await Letters(hub);
        await Tell(hub);
        Assert.That(await Letters(hub), Is.EqualTo(told).And.Positive, "of a walk that was moved before");
        await Comment(hub, path, "Hemma igen");
        await Came(3);
    }

    async Task<(string Database, string Path)> AtHome()
    {
        await using var hub = await TestHub.Sown(receiver.For(new Names("127.0.0.1")));
        using var farid = await hub.As(Cast.Farid);
        await farid.Send($"{Sown.Here}/admin/webhooks", "#make form", ("Address", receiver.Address), ("Kinds", "comment-posted"));
        await hub.Settled();
        return (hub.Database, Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]));
    }

    /// <returns>Every event but for where it stands.</returns>
    async Task<IReadOnlyList<string>> OnMarten(string database, string path)
    {
        await using var hub = await TestHub.On(database, seed: null, receiver.For(new Names("127.0.0.1")), "--Store:Engine=marten");
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        await hub.Leave();
        using (var astrid = await hub.As(Cast.Astrid)) await astrid.Send(path, "button[value=Support]");
        await Comment(hub, path, "Före en grop");
        await Came(1);
        await hub.Leave();
        await Comment(hub, path, "Efter en grop");
        await Came(2);
        await MoveAWalk(hub);
        await Tell(hub);
        // A night that was cut off before it took them.
        await hub.Views.Execute($"insert into hub.retention_due (programme, kind, item, rule) select @Id, 'origins', {LastDoor}, 1", new { (await hub.Programme()).Id });
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        var log = await hub.Log.ReadLog(0, int.MaxValue);
        Assert.That(log[^1].Position, Is.AtLeast(log.Count + 2000), "there are holes");
        return [.. log.Select(Told)];
    }

    static async Task MoveAWalk(TestHub hub)
    {
        var (here, astrid, walk, now) = (await hub.Programme(), await hub.PersonCalled(Cast.Astrid), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        object[] events =
        [
            new WalkPlanned(walk, astrid, WalkKind.Place, "Längs ån", "Vi ser efter vad som saknas.", "Torget", "astorp", now.AddDays(3), null),
            new WalkJoined(walk, await hub.PersonCalled(Cast.Cilla)), new WalkMoved(walk, "Bryggan", now.AddDays(4)),
        ];
        await hub.Log.Append(new Append(Guid.CreateVersion7(), here.Id, astrid, StreamNames.Walk(walk).Name, 0, now, events));
        await hub.Settled();
    }

    static async Task Tell(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WalksTold>().Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await hub.Settled();
    }

    static Task<long> Letters(TestHub hub) => hub.Views.Value<long>("select count(*) from hub.letter_occasion");

    static async Task Comment(TestHub hub, string path, string text)
    {
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(path, "form[action*=Comment]:has(textarea)", ("Text", text));
    }

    async Task Came(int count)
    {
        Assert.That(() => receiver.Mail.Count, Is.EqualTo(count).After(20_000, 50));
        Assert.That(receiver.Mail.Select(one => JsonDocument.Parse(one.Body).RootElement.GetProperty("event").GetString()), Is.All.EqualTo("comment-posted"));
    }

    static async Task<string> Copy(string database, string from, string to)
    {
        var program = new DirectoryInfo(AppContext.BaseDirectory);
        var dll = Path.Combine(program.Parent!.Parent!.FullName, "Web", program.Name, "Activation.Web.dll");
        var start = new ProcessStartInfo("dotnet", [dll, CopyEvents.Verb, "--from", from, "--to", to, "--data", TestHub.Data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Hub"] = database;
        using var copy = Process.Start(start)!;
        var (said, wrong) = (copy.StandardOutput.ReadToEndAsync(), copy.StandardError.ReadToEndAsync());
        await copy.WaitForExitAsync();
        Assert.That(copy.ExitCode, Is.Zero, $"{await said} {await wrong}");
        Assert.That(await said, Does.Contain($"the log is now kept by '{to}'"));
        return await said;
    }

    static string Told(Recorded one) =>
        $"{one.Tenant} {one.Stream} {one.Version} {one.Type} {one.CommandId} {one.Actor} {one.At:O} {JsonSerializer.Serialize(one.Data, one.Data.GetType())}";
}
