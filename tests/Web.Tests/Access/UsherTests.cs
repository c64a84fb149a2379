using System.Globalization;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>A page that was left open shows no more than one that is opened now.</summary>
public sealed class UsherTests
{
    static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(services => services.AddSingleton<IBoard>(new Fleeting()));

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task When_voting_reopens_who_has_not_voted_watches_the_tally_no_more()
    {
        var number = await hub.Views.Value<int>(
            "select number from initiative where state = 'active' and voting_until < now() and municipality = 'astorp' limit 1");
        var name = string.Create(CultureInfo.InvariantCulture, $"{Cast.Programme}/tally/{number}");
        var seat = await Sit(name, null);
        await Decide(seat.Watched.Board.Subject, Cast.Bo, (state, actor, now) => Voting.Reopen(state, new ReopenVoting(now.AddDays(7)), actor, now));
        Assert.That(() => Watchers.Where(one => one == seat), Is.Empty.After(20_000, 20));
    }

    [Test]
    public async Task The_screen_is_told_that_it_may_not_see_it_any_longer()
    {
        var number = await hub.Views.Value<int>(
            "select number from initiative where state = 'active' and voting_until < now() and municipality = 'svalov' limit 1");
        var name = string.Create(CultureInfo.InvariantCulture, $"{Cast.Programme}/tally/{number}");
        await using var screen = await Listener.Open(hub);
        Assert.That(await screen.Sync(name), Is.Not.Null);
        var open = await hub.Services.GetRequiredService<Boards>().Open(name, null);
        await Decide(open!.Subject, Cast.Iris, (state, actor, now) => Voting.Reopen(state, new ReopenVoting(now.AddDays(7)), actor, now));
        Assert.That((await screen.Next(name)).State.ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Undefined), "the board was sent instead");
    }

    [Test]
    public async Task Who_may_still_see_it_goes_on_watching()
    {
        var number = await hub.Views.Value<int>(
            "select number from initiative where state = 'active' and voting_until < now() and municipality = 'klippan' limit 1");
        var name = string.Create(CultureInfo.InvariantCulture, $"{Cast.Programme}/turnout/{number}");
        var seat = await Sit(name, null);
        var coordinator = await hub.Views.Value<string>(
            "select p.name from member m join hub.person p on p.person = m.member where m.municipality = 'klippan' and 'coordinator' = any(m.roles) limit 1");
        await Decide(seat.Watched.Board.Subject, coordinator, (state, actor, now) => Voting.Reopen(state, new ReopenVoting(now.AddDays(7)), actor, now));
        Assert.That(Watchers.Where(one => one == seat), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_a_programme_is_made_private_its_visitors_watch_it_no_more()
    {
        var (id, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var start = new StartProgramme(id, "snart-stangt", "Snart stängt", "Andra", "Europe/Stockholm", ["sv"], Public: true);
        await Decided(state => Starting.Start(state, start, Actor.House, now));
        await using var screen = await Listener.Open(hub);
        Assert.That(await screen.Watch("snart-stangt"), Is.Not.Empty);
        await Decided(state => Starting.Describe(state, new DescribeProgramme("Snart stängt", "Andra", ["sv"], Public: false), Actor.House, now));
        Assert.That(() => Watchers.Where(seat => seat.Watched.Board.Subject.Programme.Id == id), Is.Empty.After(20_000, 20));

        async Task Decided(Func<Programme, Decision> decide)
        {
            Assert.That(await hub.Streams.Decide(StreamNames.Programme(id), new Writer(id, null, now, Guid.NewGuid()), decide), Is.InstanceOf<Done>());
            await hub.Settled();
        }
    }

    [Test]
    public async Task Who_left_or_has_no_role_any_more_loses_the_open_boards_of_a_private_programme_within_five_seconds()
    {
        var next = await Settlement.NextDoor(hub);
        await Ends(Role.PoolMember, member => new MemberLeft(member));
        await Ends(Role.CoreTeam, member => new RoleRevoked(member, Role.CoreTeam));
        await Ends(Role.Partner, member => new MemberLeft(member), byToken: true);
        await Ends(Role.GoalOwner, member => new RoleRevoked(member, Role.GoalOwner), byToken: true);

        async Task Ends(Role role, Func<Guid, object> how, bool byToken = false)
        {
            var (member, now) = (next.People[role], DateTimeOffset.UtcNow);
            using var visitor = hub.Visitor();
            await visitor.StepInto(member);
            await using var screen = byToken
                ? await Listener.WithToken(hub, await hub.Services.GetRequiredService<Tokens>().Invent(member, "tavlan i hallen", Scopes.All, now))
                : await Listener.Open(hub, visitor.CookieHeader, hub.Address.GetLeftPart(UriPartial.Authority), null);
            Assert.That(await screen.Watch(next.Slug), Has.Length.EqualTo(2), "the moment and the scores");
            await hub.Streams.Decide(StreamNames.Member(next.Id, member), new Writer(next.Id, null, now, Guid.NewGuid()), _ => Decision.Accept(how(member)));
            Assert.That(() => Watchers.Where(seat => seat.Person == member), Is.Empty.After(20_000, 20));
            Assert.That(() => screen.All.Count(heard => heard.State.ValueKind == System.Text.Json.JsonValueKind.Undefined), Is.EqualTo(2).After(20_000, 20), "and is told so");
            Assert.That(await screen.Watch(next.Slug), Is.Empty);
        }
    }

    [Test]
    public async Task Who_loses_a_right_while_they_are_taking_their_seat_has_none()
    {
        await using var screen = await Listener.Open(hub);
        Assert.That(await screen.Sync($"{Cast.Programme}/fleeting"), Is.Null);
        Assert.That(Watchers.Where(seat => seat.Watched.Board.Board is Fleeting), Is.Empty);
    }

    /// <summary>May be seen by whoever asks first, and by nobody a moment later.</summary>
    [Needs(Permission.Look)]
    sealed class Fleeting : IBoard
    {
        int asked;

        public string Kind => "fleeting";

        public bool OfInitiative => false;

        public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(Interlocked.Increment(ref asked) == 1);

        public bool IsTouchedBy(Activation.Store.Recorded recorded) => false;

        public Task<object> State(Subject subject) => Task.FromResult<object>("");
    }

    Watchers Watchers => hub.Services.GetRequiredService<Watchers>();

    async Task<Seat> Sit(string board, Guid? person)
    {
        var open = await hub.Services.GetRequiredService<Boards>().Open(board, person);
        Assert.That(open, Is.Not.Null, board);
        var seat = new Seat($"screen of {board}", person, new Watched(open!, Swedish));
        Watchers.Add(seat);
        return seat;
    }

    async Task Decide(Subject subject, string who, Func<Initiative, Actor, DateTimeOffset, Decision> decide)
    {
        var member = await hub.PersonCalled(who);
        var actor = await hub.Services.GetRequiredService<MemberDirectory>().Find(subject.Programme.Id, member);
        var now = DateTimeOffset.UtcNow;
        var writer = new Writer(subject.Programme.Id, member, now, Guid.NewGuid());
        var outcome = await hub.Streams.Decide(StreamNames.Initiative(subject.Initiative!.Value), writer, state => decide(state, actor!, now));
        Assert.That(outcome, Is.InstanceOf<Done>());
        await hub.Settled();
    }
}
