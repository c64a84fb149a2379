using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Live;

public sealed class OutsiderTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_has_not_voted_is_told_how_many_voted_and_never_how()
    {
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        await using var astrid = await Listener.Open(hub, Cast.Astrid);
        var (tally, turnout) = ($"{Cast.Programme}/tally/{number}", $"{Cast.Programme}/turnout/{number}");
        Assert.That(await astrid.Sync(tally), Is.Null);
        Assert.That(await astrid.Sync(turnout), Is.Not.Null);
        await VoteOf(Cast.Elin, number);
        var heard = await astrid.Next(turnout);
        Assert.Multiple(() =>
        {
            Assert.That(astrid.All.Select(frame => frame.Board), Is.All.EqualTo(turnout));
            Assert.That(heard.State.GetRawText(), Does.Not.Contain("support").IgnoreCase.And.Not.Contain("notNow").IgnoreCase);
        });
    }

    [Test]
    public async Task Who_has_voted_hears_how_the_others_vote()
    {
        var number = (await hub.OpenTo(Cast.Cilla))[1];
        await VoteOf(Cast.Cilla, number);
        await using var cilla = await Listener.Open(hub, Cast.Cilla);
        var tally = $"{Cast.Programme}/tally/{number}";
        var before = await cilla.Sync(tally);
        await VoteOf(Cast.Greta, number);
        var after = await cilla.Next(tally);
        Assert.That(after.State.GetProperty("supports").GetInt32(), Is.EqualTo(before!.State.GetProperty("supports").GetInt32() + 1));
        Assert.That(after.Position, Is.GreaterThan(before.Position));
    }

    [TestCase("no-such-programme/moment")]
    [TestCase($"{Cast.Programme}/no-such-board")]
    [TestCase($"{Cast.Programme}/tally/99999")]
    [TestCase($"{Cast.Programme}/turnout/1/2")]
    [TestCase("")]
    public async Task What_is_not_there_is_answered_with_nothing(string board)
    {
        await using var visitor = await Listener.Open(hub);
        Assert.That(await visitor.Sync(board), Is.Null);
    }

    [Test]
    public async Task Who_watches_an_unknown_programme_hears_nothing_of_ours()
    {
        await using var lost = await Listener.Open(hub);
        await using var here = await Listener.Open(hub);
        Assert.That(await lost.Watch("no-such-programme"), Is.Empty);
        Assert.That(await here.Watch(Cast.Programme), Has.Length.EqualTo(2));
        await VoteOf(Cast.Henrik, (await hub.OpenTo(Cast.Henrik))[2]);
        await here.Next($"{Cast.Programme}/moment");
        Assert.That(lost.All, Is.Empty);
    }

    [Test]
    public async Task Who_is_up_to_date_is_sent_nothing()
    {
        await using var visitor = await Listener.Open(hub);
        await hub.Settled();
        Assert.That(await visitor.Watch(Cast.Programme, await hub.Log.Head()), Is.Empty);
    }

    async Task VoteOf(string name, int number)
    {
        using var visitor = await hub.As(name);
        await visitor.Send(Sown.Initiative(number), "button[value=Support]");
    }
}
