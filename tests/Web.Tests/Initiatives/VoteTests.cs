using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Initiatives;

public sealed class VoteTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_member_sees_the_counts_only_after_voting()
    {
        var path = Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]);
        using var astrid = await hub.As(Cast.Astrid);
        var before = await astrid.Get(path);
        Assert.That(before.All("[data-live=supports], [data-live=notNows], [data-live=share]"), Is.Empty);
        var after = await astrid.Send(before, "button[value=NotNow]");
        Assert.That(after.All("[data-live=supports], [data-live=notNows], [data-live=share]"), Has.Count.EqualTo(3));
        var again = await astrid.Send(after, "form[action*=Unvote]");
        Assert.That(again.All("[data-live=supports]"), Is.Empty);
    }

    [Test]
    public async Task In_the_list_and_its_file_the_counts_of_an_open_vote_are_hidden_too()
    {
        using var visitor = hub.Visitor();
        var file = await visitor.Client.GetStringAsync(new Uri($"{Sown.Here}/initiatives.csv?show=open", UriKind.Relative));
        var rows = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Where(row => row.Contains(';', StringComparison.Ordinal)).ToList();
        Assert.That(rows, Is.Not.Empty.And.All.EndsWith(";;"));
        Assert.That((await visitor.Get($"{Sown.Here}/initiatives?show=open")).One(".ideas").TextContent, Does.Not.Contain("stödjer"));
    }

    [Test]
    public async Task Nobody_votes_on_their_own_initiative()
    {
        var (number, proposer) = await hub.OneWithItsProposer();
        using var visitor = await hub.As(proposer);
        var sheet = await visitor.Get(Sown.Initiative(number));
        Assert.That(sheet.All("button[name=stance]"), Is.Empty);
        var before = await hub.Log.Head();
        var refused = await Forged(visitor, sheet, "Vote", ("stance", "Support"));
        Assert.That(refused.One(".errors").TextContent.Trim(), Is.Not.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("Perhaps")]
    [TestCase("7")]
    public async Task A_vote_without_a_stance_is_refused(string stance)
    {
        using var cilla = await hub.As(Cast.Cilla);
        var sheet = await cilla.Get(Sown.Initiative((await hub.OpenTo(Cast.Cilla))[0]));
        var before = await hub.Log.Head();
        var refused = await Forged(cilla, sheet, "Vote", ("stance", stance));
        Assert.That(refused.All(".errors li"), Is.Not.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_vote_that_is_sent_twice_is_one_vote()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[0];
        var supports = await Supports(number);
        var sheet = await henrik.Get(Sown.Initiative(number));
        await Task.WhenAll(henrik.Send(sheet, "button[value=Support]"), henrik.Send(sheet, "button[value=Support]"));
        await hub.Settled();
        Assert.That(await Supports(number), Is.EqualTo(supports + 1));
    }

    Task<int> Supports(int number) => hub.Views.Value<int>("select supports from initiative where number = @number", new { number });

    /// <summary>What a page does not offer, sent all the same with the page's own token.</summary>
    static async Task<Sheet> Forged(Visitor visitor, Sheet sheet, string handler, params (string Name, string Value)[] fields)
    {
        var (_, values) = Visitor.FormOf(sheet, "form[method=post]", fields);
        return await visitor.Post(new Uri(sheet.Address, $"{sheet.Address.AbsolutePath}?handler={handler}"), values);
    }
}
