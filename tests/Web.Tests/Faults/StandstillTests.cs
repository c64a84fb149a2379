using System.Net;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Faults;

/// <summary>The database stands still: its connections stay open, and nobody answers.</summary>
[TestFixture, Category("Fault"), Category("Clock"), Platform("Linux")]
sealed class StandstillTests
{
    const string Support = """{"stance":"support"}""";

    /// <summary>Longer than a statement may take: whatever is done about those that are asked must not hold up those who come.</summary>
    static readonly TimeSpan Standstill = TimeSpan.FromSeconds(35);

    /// <summary>What is promised to everyone who waits.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    Election election = null!;

    [OneTimeSetUp]
    public async Task Begin() => election = await OneElection.Begun;

    [Test]
    public async Task Everybody_is_told_in_five_seconds_to_send_it_again_and_nothing_is_lost()
    {
        var (from, to) = (default(DateTimeOffset), default(DateTimeOffset));
        var round = await election.Go(
            () => election.Hub.Server.WhileFrozen(async () =>
            {
                from = DateTimeOffset.UtcNow;
                await Task.Delay(Standstill);
                to = DateTimeOffset.UtcNow;
            }),
            () => Task.CompletedTask);
        var waited = election.Ledger.Tries.Where(one => one.SentAt > from && one.SentAt < to - Patience).ToList();
        TestContext.Progress.WriteLine(
            $"database stood still: {waited.Count} requests answered {string.Join(" and ", waited.Select(one => one.Status).Distinct())}, "
            + $"the slowest after {waited.Max(one => one.Took).TotalSeconds:0.00} s; {round}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waited.Select(one => one.Status), Is.Not.Empty.And.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(waited.Select(one => one.Took), Is.All.LessThan(Patience));
            Assert.That(round.Wrong, Is.Empty);
        }
    }

    [Test]
    public async Task A_program_is_told_to_repeat_with_the_same_key_and_that_gives_the_one_vote()
    {
        var (open, key) = (election.Open[^1], Guid.NewGuid().ToString());
        using var script = new Script(election.Hub.Address, election.Bystander.Token, "en");
        await script.Get("");
        Reply? told = null;
        await election.Hub.Server.WhileFrozen(async () => told = await script.Put($"initiatives/{open.Number}/vote", Support, key));
        var first = await script.Put($"initiatives/{open.Number}/vote", Support, key);
        var again = await script.Put($"initiatives/{open.Number}/vote", Support, key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((told!.Status, told.MediaType, told.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "application/problem+json", "api.busy")));
            Assert.That(told.Json.GetProperty("detail").GetString(), Does.Contain("the same key"));
            Assert.That(told.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(first.Status, Is.EqualTo(HttpStatusCode.OK), first.ToString());
            Assert.That(again.Text, Is.EqualTo(first.Text));
            Assert.That(await election.VotesOf(election.Bystander, open), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_page_says_in_words_that_it_could_not_answer()
    {
        using var visitor = new Visitor(election.Hub.Address, "en");
        using var member = new Visitor(election.Hub.Address, "en");
        await member.StepInto(election.Bystander.Person);
        Sheet[] sheets = [];
        var path = Sown.Initiative(election.Open[0].Number);
        await election.Hub.Server.WhileFrozen(async () => sheets = await Task.WhenAll(visitor.Get(path), member.Get(path)));
        foreach (var sheet in sheets)
            Assert.That((sheet.Status, sheet.One("h1").TextContent.Trim()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "We could not answer in time")));
    }
}
