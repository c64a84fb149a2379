using System.Net.Http.Headers;
using System.Text.Json;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Api;

/// <summary>Files that take long: nobody gets the rest of one who may not have it any more, and one answer of the log comes to its end.</summary>
public sealed class LongFilesTests
{
    /// <summary>From here on the log goes on for long, and slowly: a second for what is read at once.</summary>
    const long Slow = 1_000_000_000;

    /// <summary>From here on all that happened was next door.</summary>
    const long NextDoor = 2_000_000_000;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(services => services.AddSingleton<IEventStore>(provider => new LongLog(provider.GetRequiredService<IStoreEngine>())));

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase("the token is taken back")]
    [TestCase("the owner is shut out")]
    [TestCase("the role is taken")]
    public async Task A_file_of_the_log_breaks_off_within_five_seconds_when(string happened)
    {
        var farid = await hub.PersonCalled(Cast.Farid);
        var (tokens, accounts) = (hub.Services.GetRequiredService<Tokens>(), hub.Services.GetRequiredService<Accounts>());
        using var client = Program(await tokens.Invent(farid, happened, Scopes.All, DateTimeOffset.UtcNow));
        using var answer = await client.GetAsync($"{Script.Here}/events?after={Slow}&limit=10000", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.That(await lines.ReadLineAsync(), Is.Not.Null);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            if (happened == "the token is taken back") await tokens.Revoke(farid, (await tokens.Of(farid)).Single(one => one.Name == happened).Token, DateTimeOffset.UtcNow);
            else if (happened == "the owner is shut out") await accounts.Disable(farid, DateTimeOffset.UtcNow);
            else await Tell(new RoleRevoked(farid, Role.Administrator));
            Assert.That(async () => { while (await lines.ReadLineAsync() is not null) { } }, Throws.InstanceOf<IOException>(), "it came to its end as if it were whole");
            Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(Patience));
        }
        finally
        {
            if (happened == "the owner is shut out") await accounts.Enable(farid, DateTimeOffset.UtcNow);
            if (happened == "the role is taken") await Tell(new RoleGranted(farid, Role.Administrator));
        }
    }

    [Test]
    public async Task One_answer_looks_through_a_part_of_the_log_and_says_where_the_next_one_begins()
    {
        using var farid = await Script.Of(hub, Cast.Farid);
        var reply = await farid.Get($"events?after={NextDoor}");
        var line = JsonDocument.Parse(reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single()).RootElement;
        Assert.That(line.EnumerateObject().Single().Name, Is.EqualTo("next"));
        Assert.That(line.GetProperty("next").GetInt64(), Is.EqualTo(NextDoor + 100_000));
        Assert.That((await farid.Get($"events?after={await hub.Log.Head() - 1}")).Text, Does.Not.Contain("\"next\""), "where the log ends there is none");
    }

    /// <summary>Straight into the log: nobody takes the role of the only administrator in a page.</summary>
    async Task Tell(object happened)
    {
        var (here, stream) = (await hub.Programme(), StreamNames.Member((await hub.Programme()).Id, await hub.PersonCalled(Cast.Farid)).Name);
        await hub.Log.Append(new Append(Guid.NewGuid(), here.Id, null, stream, (await hub.Log.ReadStream(stream)).Count, DateTimeOffset.UtcNow, [happened]));
        await hub.Settled();
    }

    HttpClient Program(string token) => new() { BaseAddress = hub.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    /// <summary>The hub's own log, and far behind its end as much as anybody may ask for.</summary>
    sealed class LongLog(IEventStore own) : IEventStore
    {
        static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        public async Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default)
        {
            if (afterPosition < Slow) return await own.ReadLog(afterPosition, limit, cancellationToken);
            var (first, tenant) = ((await own.ReadLog(0, 1, cancellationToken))[0], afterPosition < NextDoor);
            if (tenant) await Task.Delay(Pause, cancellationToken);
            return [.. Enumerable.Range(1, limit).Select(n => first with { Position = afterPosition + n, Tenant = tenant ? first.Tenant : Guid.Empty })];
        }

        public Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) => own.Append(append, deadline);

        public Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default) => own.ReadStreams(parts, cancellationToken);

        public Task<long> Head(CancellationToken cancellationToken = default) => own.Head(cancellationToken);

        public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => own.WaitForMore(afterPosition, cancellationToken);

        public Task<long> Mask(string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default) =>
            own.Mask(stream, version, fields, actor, at, deadline);
    }
}
