using Activation.Domain.Challenges;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Challenges;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Challenges;

/// <summary>A challenge is reached by deeds, told once, and every screen hears of it, also one that was away.</summary>
public sealed class ArrivalTests
{
    const string Board = $"{Cast.Programme}/cheer";

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_deed_that_was_missing_reaches_it_and_is_told_in_the_log_once()
    {
        await using var screen = await Listener.Open(hub);
        await screen.Sync(Board);
        var challenge = await ChallengeOfOneMore(hub);
        await CarryOut(hub, 25);
        var heard = await screen.Next(Board);
        Assert.That(heard.State.GetProperty("cheers")[0].GetProperty("title").GetString(), Is.EqualTo("Alla är ute och går!"));
        await hub.Settled();
        var told = (await hub.Log.ReadStream(StreamNames.Challenge(challenge).Name)).Select(recorded => recorded.Data).OfType<ChallengeReached>().Single();
        var participants = await hub.Views.Value<int>(
            "select sum(a.participants)::int from activity a join initiative i using (initiative) where a.state = 'carried_out' and a.confirmed_at is not null and i.stage = 2");
        Assert.That(told.Participants, Is.EqualTo(participants));
    }

    [Test]
    public async Task Two_nodes_that_see_it_at_once_tell_it_once()
    {
        var challenge = await ChallengeOfOneMore(hub);
        await using var other = await TestHub.On(hub.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString, seed: null);
        await CarryOut(hub, 25);
        await other.Settled();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i => await Look(i % 2 == 0 ? hub : other)));
        await hub.Settled();
        Assert.That((await hub.Log.ReadStream(StreamNames.Challenge(challenge).Name)).Count(recorded => recorded.Data is ChallengeReached), Is.EqualTo(1));
    }

    [Test]
    public async Task A_screen_that_was_away_finds_it_when_it_comes_back()
    {
        await ChallengeOfOneMore(hub);
        await CarryOut(hub, 25);
        await Look(hub);
        await hub.Settled();
        await using var late = await Listener.Open(hub);
        var state = (await late.Sync(Board))!.State;
        Assert.That(state.GetProperty("cheers").GetArrayLength(), Is.EqualTo(1));
        Assert.That(state.GetProperty("cheers")[0].GetProperty("ago").GetInt32(), Is.InRange(0, 60));
    }

    [Test]
    public async Task A_number_that_nobody_has_confirmed_reaches_nothing()
    {
        var challenge = await ChallengeOfOneMore(hub);
        var activity = await CarryOut(hub, 1_000_000, byOwner: true);
        await Look(hub);
        await hub.Settled();
        Assert.That(await hub.Views.Value<bool>("select reached_at is not null from challenge where challenge = @challenge", new { challenge }), Is.False);
        var (programme, rater) = (await hub.Views.Value<Guid>("select programme from activity where activity = @activity", new { activity }), await hub.PersonCalled(Cast.Cilla));
        var initiative = await hub.Views.Value<Guid>("select initiative from activity where activity = @activity", new { activity });
        await hub.Log.Append(new Append(
            Guid.NewGuid(), programme, rater, StreamNames.Rating(activity, rater).Name, 0, DateTimeOffset.UtcNow,
            [new OutcomeRated(initiative, activity, rater, RaterPart.Participant, 4, null, null)]));
        await hub.Settled();
        await Look(hub);
        await hub.Settled();
        Assert.That(await hub.Views.Value<bool>("select reached_at is not null from challenge where challenge = @challenge", new { challenge }), Is.True);
    }

    internal static async Task Look(TestHub at)
    {
        var here = await at.Programme();
        await at.Services.GetRequiredService<Arrivals>().Look(here, DateTimeOffset.UtcNow, CancellationToken.None);
    }

    /// <summary>A challenge that lacks a handful of participants.</summary>
    internal static async Task<Guid> ChallengeOfOneMore(TestHub hub)
    {
        var (id, now) = (Guid.NewGuid(), DateTimeOffset.UtcNow);
        var programme = await hub.Views.Value<Guid>("select programme from programme where slug = @slug", new { slug = Cast.Programme });
        var soFar = await hub.Views.Value<int>(
            "select coalesce(sum(a.participants), 0)::int from activity a join initiative i using (initiative) where a.state = 'carried_out' and a.confirmed_at is not null and i.stage = 2");
        var state = await hub.Streams.Read(StreamNames.Programme(programme));
        var set = new SetChallenge(
            id, 2, "Alla är ute och går", "", new ChallengeAim(ChallengeMeasure.ParticipantsTogether, null, null, soFar + 5), DateOnly.FromDateTime(now.Date).AddDays(30));
        var outcome = await hub.Streams.Decide(
            StreamNames.Challenge(id), new Writer(programme, null, now, Guid.NewGuid()), challenge => Challenging.Set(challenge, state, set, Actor.House, now));
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
        await hub.Settled();
        return id;
    }

    /// <summary>Tells in the page that something was carried out: the coordinator does, or the owner, whose word alone it is then.</summary>
    internal static async Task<Guid> CarryOut(TestHub hub, int participants, bool byOwner = false)
    {
        var deed = (await hub.Views.One<SownActivity>(
            """
            select i.number, a.activity, a.title, p.name as owner from activity a join initiative i using (initiative)
              join member m on m.municipality = a.municipality and (m.member = a.owner) = @byOwner and (@byOwner or 'coordinator' = any(m.roles)) and not m."left"
              join hub.person p on p.person = m.member
             where a.state = 'scheduled' and i.stage = 2 and i.state in ('proposed', 'active') order by i.number, p.name limit 1
            """,
            new { byOwner }))!;
        using var teller = await hub.As(deed.Owner);
        await teller.Send($"{deed.Path}/done", "form.panel", ("On", Sown.Day(0)), ("Participants", $"{participants}"));
        await hub.Settled();
        Assert.That(await hub.Views.Value<string>("select state from activity where activity = @Activity", deed), Is.EqualTo("carried_out"));
        return deed.Activity;
    }
}
