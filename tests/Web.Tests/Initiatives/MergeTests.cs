using System.Globalization;
using System.Net;
using Activation.Web.Features.Comments;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Dapper;

namespace Activation.Web.Tests.Initiatives;

/// <summary>A coordinator makes one initiative of two, and a part of one to an initiative of its own; and takes either back.</summary>
public sealed class MergeTests
{
    const string Title = "Skogsbad";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Two_become_one_and_are_two_again()
    {
        var (from, into) = await Two();
        var (before, there) = (await Voters(from), await Voters(into));
        using var elin = await hub.As(Cast.Elin);
        var asked = await elin.Get($"{Sown.Initiative(from)}/merge?q={into}");
        Assert.That(asked.One("#what-happens").TextContent, Does.Contain($"{from}").And.Contain($"{into}"));
        var done = await elin.Send(asked, "form[method=post]:has(textarea[name=Reason])", ("Reason", "Samma idé på två håll"));
        Assert.That(done.Address.AbsolutePath, Is.EqualTo(Sown.Initiative(into)));
        Assert.That(done.All($"a[href='{Sown.Initiative(from)}']"), Is.Not.Empty, "it tells what was merged into it");
        var host = await hub.Views.Value<Guid>("select proposer from initiative where number = @into", new { into });
        Assert.That(await Voters(into), Is.EquivalentTo(before.Union(there).Where(member => member != host)));

        var old = await elin.Get(Sown.Initiative(from));
        Assert.That(old.Status, Is.EqualTo(HttpStatusCode.OK), "the old address lasts");
        Assert.That(old.One("#merged a").GetAttribute("href"), Is.EqualTo(Sown.Initiative(into)));
        Assert.That(old.All("button[name=stance], form[action*=Join], form[action*=Comment]"), Is.Empty);
        using var script = await Script.Of(hub, Cast.Elin);
        Assert.That((await script.Get($"initiatives/{from}")).Json.GetProperty("mergedInto").GetInt32(), Is.EqualTo(into));
        Assert.That((await script.Put($"initiatives/{from}/vote", """{"stance":"support"}""")).Code, Is.EqualTo("initiatives.merged"));
        Assert.That(await Listed(elin, from), Is.False);

        await elin.Send(old, "form[action*=UndoMerge]");
        Assert.That(await Voters(from), Is.EquivalentTo(before));
        Assert.That(await Voters(into), Is.EquivalentTo(there));
        Assert.That((await elin.Get(Sown.Initiative(from))).All("#merged"), Is.Empty);
        Assert.That(await Listed(elin, from), Is.True);
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "a rebuild is the same");
    }

    [Test]
    public async Task A_vote_that_came_along_is_its_owners_to_take_back()
    {
        var (from, into) = await Two();
        using var cilla = await Script.Of(hub, Cast.Cilla);
        await cilla.Delete($"initiatives/{into}/vote");
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{Sown.Initiative(from)}/merge?into={into}", "form[method=post]:has(textarea[name=Reason])", ("Reason", "Samma idé"));
        var person = await hub.PersonCalled(Cast.Cilla);
        Assert.That(await Voters(into), Does.Contain(person));
        await cilla.Delete($"initiatives/{into}/vote");
        await hub.Settled();
        Assert.That(await Voters(into), Does.Not.Contain(person));
        var head = await hub.Log.Head();
        await cilla.Delete($"initiatives/{into}/vote");
        Assert.That(await hub.Log.Head(), Is.EqualTo(head), "there is none to take back any more");
        await elin.Send(Sown.Initiative(from), "form[action*=UndoMerge]");
        await hub.Settled();
        Assert.That(await Voters(from), Does.Not.Contain(person), "an undoing brings back no vote that was taken back");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task Who_followed_or_voted_on_what_was_merged_follows_where_it_goes_on_and_has_voted_once()
    {
        var (from, into) = await Two();
        using var cilla = await hub.As(Cast.Cilla);
        using var program = await Script.Of(hub, Cast.Cilla);
        await program.Delete($"initiatives/{into}/vote");
        using var follower = await Script.Of(hub, Cast.Greta);
        await follower.Put($"initiatives/{from}/follow", null);
        await hub.Settled();
        var votes = (await cilla.Get($"{Sown.Here}/members/me/leave")).One(".bullets").TextContent;
        Assert.That(await Follows(into), Is.False);
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{Sown.Initiative(from)}/merge?into={into}", "form[method=post]:has(textarea[name=Reason])", ("Reason", "Samma idé"));
        await hub.Settled();
        Assert.That(await Follows(into), Is.True);
        await follower.Delete($"initiatives/{into}/follow");
        await hub.Settled();
        Assert.That(await Follows(into), Is.False, "unless they say that they do not");
        Assert.That((await cilla.Get($"{Sown.Here}/members/me/leave")).One(".bullets").TextContent, Is.EqualTo(votes));

        async Task<bool> Follows(int number) => await hub.Views.Value<bool>(
            $"select exists (select from initiative i cross join lateral {Followers.Of("i.initiative")} f where i.number = @number and f.member = @member)",
            new { number, member = await hub.PersonCalled(Cast.Greta) });
    }

    [Test]
    public async Task Nothing_is_merged_into_itself_into_nothing_or_without_a_reason()
    {
        var (from, into) = await Two();
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get($"{Sown.Initiative(from)}/merge?into={from}")).All("form[method=post]:has(textarea[name=Reason])"), Is.Empty);
        var page = await elin.Get($"{Sown.Initiative(from)}/merge?into={into}");
        var before = await hub.Log.Head();
        var refused = await elin.Send(page, "form[method=post]:has(textarea[name=Reason])", ("Reason", " "));
        Assert.That(refused.All(".errors li"), Is.Not.Empty);
        var (target, values) = Visitor.FormOf(page, "form[method=post]:has(textarea[name=Reason])", ("Reason", "Samma idé"), ("Into", "999999"));
        Assert.That((await elin.Post(target, values)).All(".errors li"), Is.Not.Empty, "no other programme's either: its numbers are its own");
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_part_becomes_an_initiative_of_its_own_and_is_a_part_again()
    {
        var (whole, _) = await Two();
        using var elin = await hub.As(Cast.Elin);
        var voters = await Voters(whole);
        var part = await elin.Send($"{Sown.Initiative(whole)}/split", "form[method=post]:has(input[name=Title])", ("Title", "Kör på torget"), ("Reason", "Två idéer i en"));
        Assert.That(part.One("h1").TextContent, Is.EqualTo("Kör på torget"));
        Assert.That(part.One("#part a").GetAttribute("href"), Is.EqualTo(Sown.Initiative(whole)));
        Assert.That((await elin.Get(Sown.Initiative(whole))).All($"a[href='{part.Address.AbsolutePath}']"), Is.Not.Empty, "the whole tells of its part");
        Assert.That(await Voters(whole), Is.EquivalentTo(voters), "votes stay");
        Assert.That(await Voters(NumberOf(part)), Is.Empty);
        await elin.Send(part, "form[action*=UndoSplit]");
        Assert.That((await elin.Get(Sown.Initiative(whole))).All($"a[href='{part.Address.AbsolutePath}']"), Is.Empty);
    }

    [Test]
    public async Task A_part_on_which_somebody_has_voted_stands_also_while_no_table_shows_the_vote()
    {
        var (whole, _) = await Two();
        using var elin = await hub.As(Cast.Elin);
        var part = await elin.Send($"{Sown.Initiative(whole)}/split", "form[method=post]:has(input[name=Title])", ("Title", "Kör på torget"), ("Reason", "Två idéer i en"));
        using var cilla = await Script.Of(hub, Cast.Cilla);
        await using (var other = await hub.ReadModels.Pages.OpenConnectionAsync())
        await using (var behind = await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync("lock table ballot in share mode", transaction: behind);
            await cilla.Put($"initiatives/{NumberOf(part)}/vote", """{"stance":"support"}""");
            Assert.That((await elin.Send(part, "form[action*=UndoSplit]")).All(".errors li, [role=alert] li"), Is.Not.Empty, "the log knows of it");
            await behind.RollbackAsync();
        }

        await hub.Settled();
        Assert.That(await Voters(NumberOf(part)), Is.EqualTo(new[] { await hub.PersonCalled(Cast.Cilla) }));
        Assert.That(await hub.Views.Value<string>("select state from initiative where number = @number", new { number = NumberOf(part) }), Is.EqualTo("proposed"));
    }

    /// <summary>One that Henrik proposes now and on which Cilla and Astrid vote, and one that stands and takes votes.</summary>
    async Task<(int From, int Into)> Two()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var from = NumberOf(await Proposal.Send(henrik, Title));
        using var cilla = await Script.Of(hub, Cast.Cilla);
        using var astrid = await Script.Of(hub, Cast.Astrid);
        await cilla.Put($"initiatives/{from}/vote", """{"stance":"support"}""");
        await astrid.Put($"initiatives/{from}/vote", """{"stance":"notNow"}""");
        await hub.Settled();
        Assert.That(await Voters(from), Has.Count.EqualTo(2));
        return (from, (await hub.OpenTo(Cast.Elin))[0]);
    }

    static async Task<bool> Listed(Visitor visitor, int number) =>
        (await visitor.Get($"{Sown.Here}/initiatives?show=all&q={Title}")).All($"a[href='{Sown.Initiative(number)}']").Count > 0;

    static int NumberOf(Sheet sheet) => int.Parse(sheet.Address.Segments[^1], CultureInfo.InvariantCulture);

    async Task<IReadOnlyList<Guid>> Voters(int number) => await hub.Views.Column<Guid>(
        "select b.member from ballot b join initiative i using (initiative) where i.number = @number", new { number });
}
