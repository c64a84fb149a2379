using System.Net;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Faults;

/// <summary>The canaries: every check fails when what it looks for is there. If one did not, it would prove nothing about the hub.</summary>
[TestFixture]
sealed class ChecksTests
{
    TestHub hub = null!;
    Checks checks = null!;
    Ledger ledger = null!;
    long since;

    /// <summary>Astrid votes, changes her mind, takes the vote back, and votes again.</summary>
    [OneTimeSetUp]
    public async Task Vote()
    {
        hub = await TestHub.Sown();
        (checks, ledger) = (new Checks(hub.Services.GetRequiredService<NpgsqlDataSource>()), new Ledger());
        since = await checks.Head();
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where number = @number", new { number });
        using var script = await Script.Of(hub, Cast.Astrid);
        foreach (var stance in new[] { "Support", "NotNow", null, "NotNow" })
        {
            var reply = await (stance is null
                ? script.Delete($"initiatives/{number}/vote")
                : script.Put($"initiatives/{number}/vote", $$"""{"stance":"{{stance}}"}"""));
            var position = reply.Json.GetProperty("position").GetInt64();
            ledger.Add(new Promise(await hub.PersonCalled(Cast.Astrid), initiative, stance, position, 1, default, default));
        }

        await hub.Settled();
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Nothing_is_wrong_with_a_hub_that_kept_its_promises() =>
        Assert.That(await checks.Find(ledger, since, [await Everything()]), Is.Empty);

    [Test]
    public async Task A_promise_that_is_not_in_the_log_is_found()
    {
        var broken = Of(ledger.Promises);
        broken.Add(ledger.Promises[^1] with { Position = ledger.Promises[^1].Position + 1, Stance = "Support" });
        Assert.That(await checks.Promises(broken, since), Has.Some.Contains("lost"));
    }

    [Test]
    public async Task A_promise_of_something_else_is_found()
    {
        var turned = Of(ledger.Promises.Select(promise => promise with { Stance = promise.Stance == "NotNow" ? "Support" : promise.Stance }));
        Assert.That(await checks.Promises(turned, since), Has.Some.Contains("lost"));
    }

    [Test]
    public async Task A_vote_that_nobody_was_told_of_is_found()
    {
        Assert.That(await checks.Promises(Of(ledger.Promises.SkipLast(1)), since), Has.Some.Contains("written 4"));
    }

    [Test]
    public Task An_event_that_was_taken_out_is_found([Values] bool last) => With(
        $"update log.event set position = -position where position = {ledger.Promises[last ? ^1 : 1].Position}",
        "update log.event set position = -position where position < 0",
        async () =>
        {
            Assert.That(await checks.Holes(), Is.Not.Empty);
            Assert.That(await checks.Promises(ledger, since), Has.Some.Contains("lost"));
        });

    [Test]
    public Task A_vote_that_is_counted_twice_is_found() => With(
        Turn(ledger.Promises[1], "Support"), Turn(ledger.Promises[1], "NotNow"), async () => Assert.That(await checks.Doubles(), Has.Some.Contains("doubled")));

    [Test]
    public Task A_count_that_is_wrong_is_found() => With(
        $"update pages.initiative set not_nows = not_nows + 1 where initiative = '{ledger.Promises[0].Initiative}'",
        $"update pages.initiative set not_nows = not_nows - 1 where initiative = '{ledger.Promises[0].Initiative}'",
        async () =>
        {
            Assert.That(await checks.Miscounted(), Is.Not.Empty);
            Assert.That(await checks.Differences(), Is.Not.Empty);
        });

    [Test]
    public async Task A_reader_that_skips_or_repeats_is_found()
    {
        var all = await Everything();
        Assert.That(await checks.Unread([all, [.. all.Where(position => position != 7)], [.. all, all[^1]]]), Has.Count.EqualTo(2));
    }

    [Test]
    public Task Read_models_that_stay_behind_are_found() => With(
        "update log.log_head set position = position + 1", "update log.log_head set position = position - 1",
        async () => Assert.That(await checks.Behind(tenthsOfSeconds: 2), Is.Not.Empty));

    [Test]
    public void An_answer_that_no_fault_explains_is_found([Values(HttpStatusCode.Conflict, HttpStatusCode.InternalServerError)] HttpStatusCode status)
    {
        var surprised = new Ledger();
        surprised.Add(new Try(default, default, HttpStatusCode.ServiceUnavailable, ""));
        surprised.Add(new Try(default, default, null, "broken"));
        surprised.Add(new Try(default, default, status, ""));
        Assert.That(Checks.Odd(surprised), Has.Count.EqualTo(1));
    }

    static string Turn(Promise promise, string stance) =>
        $$"""update log.event set data = jsonb_set(data, '{stance}', '"{{stance}}"') where position = {{promise.Position}}""";

    static Ledger Of(IEnumerable<Promise> promises)
    {
        var copy = new Ledger();
        foreach (var promise in promises) copy.Add(promise);
        return copy;
    }

    Task<IReadOnlyList<long>> Everything() => hub.Views.Column<long>(
        $"select position from log.event where tenant = (select programme from programme where slug = @Programme) and {Api.Script.NotPrivate} order by position", new { Cast.Programme });

    async Task With(string falsehood, string truth, Func<Task> look)
    {
        await hub.Views.Execute(falsehood);
        try
        {
            await look();
        }
        finally
        {
            await hub.Views.Execute(truth);
        }
    }
}
