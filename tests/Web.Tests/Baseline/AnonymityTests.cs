using Activation.Domain.Baselines;
using Activation.Domain.Members;
using Activation.Web.Features.Baseline;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Baseline;

/// <summary>Attacks on the anonymity of answers, by somebody who reads the whole database, also again and again while people answer.</summary>
public sealed class AnonymityTests
{
    const int Stage = 2;

    /// <summary>Of forty pairs put together by chance one is right on average, and eight or more are once in a hundred thousand times.</summary>
    const int MoreThanLuck = 8;

    TestHub hub;
    Guid programme;

    [SetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        programme = await hub.Views.Value<Guid>("select programme from programme where slug = @slug", new { slug = Cast.Programme });
        await Open();
    }

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    Answers Answers => hub.Services.GetRequiredService<Answers>();

    [Test]
    public async Task Who_reads_everything_pairs_people_and_answers_no_better_than_by_chance()
    {
        var said = await Answer("helsingborg", 40);
        await Naive(said);
        await Answers.Finish(programme, Stage, CancellationToken.None);
        string[] orders = ["ctid", "xmin::text::bigint, ctid", "ctid desc", "tableoid, cmin::text::bigint, ctid"];
        foreach (var order in orders)
        {
            var seats = await hub.Views.Column<Guid>($"select person from hub.baseline_seat where stage = {Stage} order by {order}");
            var answers = await hub.Views.Column<string>($"select grades from hub.baseline_answer where stage = {Stage} order by {order}");
            var matched = seats.Zip(answers).Count(pair => said[pair.First] == pair.Second);
            var canary = seats.Zip(await hub.Views.Column<string>($"select grades from hub.naive_answer order by {order}")).Count(pair => said[pair.First] == pair.Second);
            TestContext.Out.WriteLine($"by {order}: {matched} of {answers.Count} matched, {canary} where answers are kept as they come");
            Assert.That(matched, Is.LessThan(MoreThanLuck), order);
            Assert.That(canary, Is.GreaterThan(30), "the attack finds nothing where there is something to find");
        }

        Assert.That(await hub.Views.Value<long>($"select count(distinct xmin::text) from hub.baseline_answer where stage = {Stage}"), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_was_asked_and_when_pairs_people_and_answers_no_better_than_chance()
    {
        var (all, here) = (hub.Services.GetRequiredService<AskAll>(), await hub.Programme());
        var wave = (await hub.Views.One<WaveRow>("select * from baseline_wave where stage = @Stage", new { Stage }))!;
        await all.Ask(here, wave, DateTimeOffset.UtcNow.AddDays(-4));
        var said = await Answer("helsingborg", 20);
        // Whoever is not asked a second time has answered before it.
        await all.Ask(here, wave, DateTimeOffset.UtcNow);
        foreach (var (person, grades) in await Answer("helsingborg", 20, from: 20)) said[person] = grades;
        await Answers.Finish(programme, Stage, CancellationToken.None);
        foreach (var order in new[] { "asked_at, person", "asked_at, ctid", "ctid", "xmin::text::bigint, ctid" })
        {
            var asked = await hub.Views.Column<Guid>($"select person from hub.baseline_ask where stage = {Stage} and person = any(@people) order by {order}", new { people = said.Keys.ToArray() });
            var answers = await hub.Views.Column<string>($"select grades from hub.baseline_answer where stage = {Stage} order by ctid");
            Assert.That(asked, Has.Count.GreaterThan(30), "the attack has nobody to look at");
            Assert.That(answers, Has.Count.EqualTo(40));
            Assert.That(asked.Zip(answers).Count(pair => said[pair.First] == pair.Second), Is.LessThan(MoreThanLuck), order);
        }

        Assert.That(await hub.Views.Value<long>($"select count(distinct xmin::text) from hub.baseline_answer where stage = {Stage}"), Is.EqualTo(1), "who came before and who came after is told apart");
    }

    [Test]
    public async Task Who_looks_after_every_single_answer_never_sees_fewer_than_five_appear()
    {
        var counts = new List<int> { 0 };
        await Answer("helsingborg", 24, async () => counts.Add(await hub.Views.Value<int>($"select count(*)::int from hub.baseline_answer where stage = {Stage}")));
        await Answers.Finish(programme, Stage, CancellationToken.None);
        counts.Add(await hub.Views.Value<int>($"select count(*)::int from hub.baseline_answer where stage = {Stage}"));
        var appeared = counts.Zip(counts.Skip(1), (before, after) => after - before).Where(step => step != 0).ToList();
        Assert.That(counts[^1], Is.EqualTo(24));
        Assert.That(appeared, Has.All.GreaterThanOrEqualTo(5));
        Assert.That(appeared, Has.Count.GreaterThan(2));
    }

    [Test]
    public async Task What_waits_is_sealed_with_a_key_that_is_not_in_the_database()
    {
        await Answer("helsingborg", 3);
        var waiting = (await hub.Views.Column<byte[]>($"select sealed from hub.baseline_waiting where stage = {Stage}")).ToList();
        var settings = hub.Services.GetRequiredService<HubSettings>();
        var own = new AnswerSeal(new(settings, new ConfigurationBuilder().Build()));
        var other = new AnswerSeal(new(settings with { Data = Directory.CreateTempSubdirectory("other-").FullName }, new ConfigurationBuilder().Build()));
        Assert.Multiple(() =>
        {
            Assert.That(waiting.Select(own.Open), Has.Exactly(3).EndsWith(" helsingborg"));
            Assert.That(waiting.Select(other.Open), Has.All.Null);
            Assert.That(waiting.Select(one => one.Length).Distinct().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Too_few_of_a_municipality_lose_its_name_and_take_the_next_smallest_with_them()
    {
        await Answer("helsingborg", 12);
        await Answer("perstorp", 6);
        await Answer("bjuv", 1);
        using (var early = hub.Visitor())
            Assert.That((await early.Get($"{Sown.Here}/baseline?wave={Stage}")).One("#results").TextContent, Does.Not.Contain("etapp 2"), "shown while it is open");
        await Finish();
        var kept = await hub.Views.Column<string>($"select municipality from hub.baseline_answer where stage = {Stage} group by 1 order by 1");
        Assert.That(kept, Is.EqualTo(new[] { "", "helsingborg" }));
        using var visitor = hub.Visitor();
        foreach (var place in new[] { "perstorp", "bjuv", "", "%", "landskrona" })
        {
            var sheet = await visitor.Get($"{Sown.Here}/baseline?wave={Stage}&municipality={place}");
            var shown = sheet.All("#results")[0].Closest("section")!;
            Assert.That(shown.QuerySelectorAll("option").Select(option => option.GetAttribute("value")), Is.EqualTo(new[] { "", "helsingborg" }));
            Assert.That(shown.QuerySelectorAll("table").Length, Is.EqualTo(place.Length == 0 ? 1 : 0), place);
        }
    }

    [Test]
    public async Task Fewer_than_five_in_all_are_kept_as_nothing()
    {
        await Answer("helsingborg", 4);
        await Finish();
        Assert.That(await hub.Views.Value<int>($"select count(*)::int from hub.baseline_answer where stage = {Stage}"), Is.Zero);
    }

    [Test]
    public async Task Nobody_answers_twice_nor_after_it_is_over()
    {
        var person = (await People("helsingborg", 1))[0];
        Assert.That(await Take(person, [1, 1, 1, 1, 1]), Is.EqualTo(Taken.Now));
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Take(person, [5, 5, 5, 5, 5])));
        Assert.That(again, Has.All.EqualTo(Taken.Before));
        await Finish();
        Assert.That(await Take((await People("helsingborg", 2))[1], [5, 5, 5, 5, 5]), Is.EqualTo(Taken.TooLate));

        Task<Taken> Take(Guid who, int[] grades) => Answers.Take(programme, Stage, who, "helsingborg", grades, CancellationToken.None);
    }

    async Task Open()
    {
        var now = DateTimeOffset.UtcNow;
        var state = await hub.Streams.Read(StreamNames.Programme(programme));
        var outcome = await hub.Streams.Decide(
            StreamNames.Baseline(programme), new Writer(programme, null, now, Guid.NewGuid()),
            baseline => Asking.Open(baseline, state, new OpenBaseline(Stage, DateOnly.FromDateTime(now.Date).AddDays(10)), Actor.House, now));
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
        await hub.Settled();
    }

    async Task Finish()
    {
        var here = await hub.Programme();
        await hub.Services.GetRequiredService<WaveTurn>().Close(here, Stage, DateTimeOffset.UtcNow, CancellationToken.None);
        await hub.Settled();
    }

    /// <summary>Everybody says something else: whoever finds an answer knows whose it is.</summary>
    async Task<Dictionary<Guid, string>> Answer(string municipality, int count, Func<Task>? after = null, int from = 0)
    {
        var said = new Dictionary<Guid, string>();
        foreach (var (person, i) in (await People(municipality, from + count)).Select((person, i) => (person, i)).Skip(from))
        {
            int[] grades = [.. Enumerable.Range(0, 5).Select(place => i * 37 / (int)Math.Pow(5, place) % 5 + 1)];
            said[person] = string.Concat(grades);
            Assert.That(await Answers.Take(programme, Stage, person, municipality, grades, CancellationToken.None), Is.EqualTo(Taken.Now));
            if (after is not null) await after();
        }

        Assert.That(said.Values, Is.Unique);
        return said;
    }

    async Task<IReadOnlyList<Guid>> People(string municipality, int count) => await hub.Views.Column<Guid>(
        "select member from member where municipality = @municipality order by md5(member::text) limit @count", new { municipality, count });

    /// <summary>The same answers, each written when it came.</summary>
    async Task Naive(Dictionary<Guid, string> said)
    {
        await using var connection = await hub.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using (var make = new NpgsqlCommand("create table hub.naive_answer (grades text)", connection)) await make.ExecuteNonQueryAsync();
        foreach (var grades in said.Values)
        {
            await using var insert = new NpgsqlCommand("insert into hub.naive_answer values ($1)", connection) { Parameters = { new() { Value = grades } } };
            await insert.ExecuteNonQueryAsync();
        }
    }
}
