using System.Net;
using Activation.Domain.Challenges;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Challenges;

/// <summary>What all are to reach together is set in a page, and everybody sees how far it is.</summary>
public sealed class ChallengePageTests
{
    const string Page = $"{Sown.Here}/admin/challenges";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    static string Until => Sown.Day(20);

    [Test]
    public async Task The_challenge_of_the_seed_data_stands_at_nine_of_eleven()
    {
        using var visitor = hub.Visitor();
        var overview = await visitor.Get(Sown.Here);
        var panel = overview.One("[data-live-challenge]").Closest("section")!;
        Assert.Multiple(() =>
        {
            Assert.That(panel.QuerySelector("h2")!.TextContent, Is.EqualTo("Alla elva välkomnar"));
            Assert.That(panel.QuerySelector("strong")!.TextContent, Is.EqualTo("9 av 11"));
            Assert.That(panel.TextContent, Does.Contain("Perstorp söker en värd").And.Contain("minst 1 initiativ som visar Välkomnande"));
            Assert.That(panel.QuerySelectorAll(".elva .done"), Has.Count.EqualTo(9));
        });
    }

    [Test]
    public async Task What_is_set_is_seen_and_counted_at_once()
    {
        using var elin = await hub.As(Cast.Elin);
        var wrong = await elin.Send(Page, "form[action*=Save] button", ("Form.Title", "Fyrahundra på väg"), ("Form.Target", "0"), ("Form.Until", Until));
        Assert.That(wrong.One("#Form_Title").GetAttribute("value"), Is.EqualTo("Fyrahundra på väg"), "what was typed is lost");
        Assert.That(wrong.All(".errors"), Is.Not.Empty);
        await Set(elin, "Fyrahundra på väg");
        var counted = await hub.Views.Value<int>(
            "select coalesce(sum(a.participants), 0)::int from activity a join initiative i using (initiative) where a.state = 'carried_out' and a.confirmed_at is not null and i.stage = 2");
        using var visitor = hub.Visitor();
        var panels = (await visitor.Get(Sown.Here)).All("[data-live-challenge]").Select(box => box.Closest("section")!.TextContent).ToList();
        Assert.That(panels, Has.Some.Contains("Fyrahundra på väg").And.Some.Contains($"{counted} av 900\u00a0000 deltagare"));
    }

    [Test]
    public async Task What_is_reached_already_is_refused_at_its_number_with_where_it_stands()
    {
        using var elin = await hub.As(Cast.Elin);
        var here = await hub.Programme();
        Reach.Into(here.Id);
        var (query, today) = (hub.Services.GetRequiredService<ChallengeQuery>(), here.Today(DateTimeOffset.UtcNow));
        var stands = (await query.Standing(here, Aimed(here.Id), today)).Participants;
        Assert.That(stands, Is.GreaterThan(1));
        var reached = await Set(elin, "Redan framme", $"{stands}");
        Assert.That(reached.One("#Form_Target-error").TextContent.Replace("\u00a0", "", StringComparison.Ordinal), Does.Contain($"det står på {stands}. Välj ett högre tal"));
        Assert.That(reached.All(".errors li a[href='#Form_Target']"), Has.Count.EqualTo(1));
        Assert.That(await Titled("Redan framme"), Is.Zero);
        await Set(elin, "En till", $"{stands + 1}");
        Assert.That(await Titled("En till"), Is.EqualTo(1));
        var id = await hub.Views.Value<Guid>("select challenge from challenge where title = 'En till'");
        var lower = await elin.Send($"{Page}?challenge={id}", "form[action*=Save] button", ("Form.Target", "1"));
        Assert.That(lower.All("#Form_Target-error"), Has.Count.EqualTo(1));
        await elin.Send($"{Page}?challenge={id}", "form[action*=Drop] button", ("Drop.Reason", "Bara ett prov"));

        Task<long> Titled(string title) => hub.Views.Value<long>("select count(*) from challenge where title = @title", new { title });
    }

    static ChallengeCard Aimed(Guid programme) => new(
        Guid.NewGuid(), programme, 2, "", "", ChallengeMeasure.ParticipantsTogether, null, null, 1, Sown.Today.AddDays(20), 0, null, null, null, null, Dropped: false);

    [Test]
    public async Task It_is_said_better_and_taken_away_with_a_reason()
    {
        using var elin = await hub.As(Cast.Elin);
        await Set(elin, "Femhundra på väg");
        var id = await hub.Views.Value<Guid>("select challenge from challenge where title = 'Femhundra på väg'");
        var at = $"{Page}?challenge={id}";
        await elin.Send(at, "form[action*=Save] button", ("Form.Title", "Sexhundra på väg"));
        Assert.That(await hub.Views.Value<string>("select title from challenge where challenge = @id", new { id }), Is.EqualTo("Sexhundra på väg"));
        var silent = await elin.Send(at, "form[action*=Drop] button");
        Assert.That(silent.All("#Drop_Reason-error"), Has.Count.EqualTo(1));
        await elin.Send(at, "form[action*=Drop] button", ("Drop.Reason", "Den andra räcker"));
        Assert.That((await elin.Get(Sown.Here)).Text, Does.Not.Contain("Sexhundra"));
    }

    [Test]
    public async Task A_past_day_shows_how_far_all_had_come_by_its_evening_and_stands_still()
    {
        var here = await hub.Programme();
        var arrived = await hub.Views.Column<DateTime>(
            """
            select min(a.confirmed_at) from activity a join initiative i using (initiative)
             where a.state = 'carried_out' and i.stage = 2 and i.values @> '[{"value": "valkomnande"}]' group by a.municipality order by 1
            """);
        var day = here.Today(new(arrived[arrived.Count / 2], TimeSpan.Zero));
        var (by, address) = (arrived.Count(at => at < here.Ends(day).UtcDateTime), $"?asOf={DateAsked.Written(day)}");
        using var visitor = hub.Visitor();
        var (overview, board) = (await visitor.Get(Sown.Here + address), await visitor.Get($"{Sown.Here}/board{address}"));
        var panel = overview.All("[data-live-challenge]")[0].Closest("section")!;
        Assert.Multiple(() =>
        {
            Assert.That(by, Is.InRange(1, 8), "the day is one of the way");
            Assert.That(panel.QuerySelector("strong")!.TextContent, Is.EqualTo($"{by} av 11"));
            Assert.That(panel.HasAttribute("data-board"), Is.False, "what is over does not move");
            Assert.That(board.One("#wall-elva").TextContent, Does.Contain($"{by} av 11"));
            Assert.That(overview.All("circle.town.done").Concat(board.All("circle.town.done")), Has.Exactly(2 * by).Items);
        });
    }

    [Test]
    public async Task A_past_day_knows_a_challenge_by_the_words_it_had_and_not_after_it_was_dropped()
    {
        var (id, programme) = (Guid.CreateVersion7(), await hub.Views.Value<Guid>("select programme from programme where slug = @slug", new { slug = Cast.Programme }));
        var (aim, until) = (new ChallengeAim(ChallengeMeasure.ParticipantsTogether, null, null, 900), Sown.Today.AddDays(20));
        await Tell(0, 30, new ChallengeSet(id, 2, "Allihop på väg", "", aim, until));
        await Tell(1, 20, new ChallengeChanged(id, "Allihop ute och går", "", aim, until));
        await Tell(2, 10, new ChallengeDropped(id, "Den andra räcker"));
        await hub.Settled();
        using var visitor = hub.Visitor();
        Assert.Multiple(async () =>
        {
            Assert.That(await Titles(35), Has.None.StartsWith("Allihop"));
            Assert.That(await Titles(25), Has.Some.EqualTo("Allihop på väg"));
            Assert.That(await Titles(15), Has.Some.EqualTo("Allihop ute och går").And.None.EqualTo("Allihop på väg"));
            Assert.That(await Titles(5), Has.None.StartsWith("Allihop"));
        });

        Task Tell(int version, int daysAgo, object told) => hub.Log.Append(new Append(
            Guid.CreateVersion7(), programme, null, StreamNames.Challenge(id).Name, version, DateTimeOffset.UtcNow.AddDays(-daysAgo), [told]));

        async Task<IEnumerable<string>> Titles(int daysAgo) =>
            (await visitor.Get($"{Sown.Here}?asOf={Sown.Day(-daysAgo)}"))
            .All("[data-live-challenge]").Select(box => box.Closest("section")!.QuerySelector("h2")!.TextContent);
    }

    [Test]
    public async Task A_past_day_counts_what_was_one_then_as_one_though_it_was_taken_apart_since()
    {
        const string Value = "only-here";
        var (here, now, lead) = (await hub.Programme(), DateTimeOffset.UtcNow, await hub.PersonCalled(Cast.Elin));
        Guid[] ideas = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        foreach (var idea in ideas)
        {
            var deed = Guid.CreateVersion7();
            await Tell(idea, 30, new InitiativeProposed(idea, lead, "astorp", [], 2, "Girot", "", [], [new(Value, "Så")], [], now, null));
            await Tell(idea, 29, new ActivityPlanned(idea, deed, lead, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), lead));
            await Tell(idea, 28, new ActivitySubmitted(idea, deed, 70));
            await Tell(idea, 27, new ActivityApproved(idea, deed, lead, null));
            await Tell(idea, 25, new ActivityCarriedOut(idea, deed, Guid.CreateVersion7(), here.Today(now.AddDays(-25)), 9, ""));
        }

        await Tell(ideas[1], 20, new DuplicateTakenIn(ideas[1], ideas[0], lead, now.AddDays(-20)));
        await Tell(ideas[0], 20, new InitiativeMerged(ideas[0], ideas[1], lead, "Samma"));
        await hub.Settled();
        Assert.That((await Counted(22), await Counted(15)), Is.EqualTo((2, 1)));
        await Tell(ideas[0], 10, new MergeUndone(ideas[0], ideas[1], lead));
        await Tell(ideas[1], 10, new DuplicateLetGo(ideas[1], ideas[0], lead));
        await hub.Settled();
        Assert.That((await Counted(22), await Counted(15), await Counted(5)), Is.EqualTo((2, 1, 2)), "what has been is as it was");

        async Task Tell(Guid idea, int daysAgo, object told)
        {
            var stream = StreamNames.Initiative(idea).Name;
            await hub.Log.Append(new Append(Guid.CreateVersion7(), here.Id, lead, stream, (await hub.Log.ReadStream(stream)).Count, now.AddDays(-daysAgo), [told]));
        }

        async Task<int> Counted(int daysAgo)
        {
            var card = new ChallengeCard(
                Guid.NewGuid(), here.Id, 2, "", "", ChallengeMeasure.InitiativesTogether, Value, null, 2, here.Today(now).AddDays(20), 0, null, null, null, null, Dropped: false);
            return (await hub.Services.GetRequiredService<ChallengeQuery>().Standing(here, card, here.Today(now.AddDays(-daysAgo)))).Initiatives;
        }
    }

    [Test]
    public async Task A_challenge_of_nowhere_is_not_found()
    {
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get($"{Page}?challenge={Guid.NewGuid()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    static Task<Sheet> Set(Visitor who, string title, string target = "900000") => who.Send(
        Page, "form[action*=Save] button", ("Form.Title", title), ("Form.Text", "Alla räknas."), ("Form.Measure", "ParticipantsTogether"),
        ("Form.Target", target), ("Form.Until", Until));
}
