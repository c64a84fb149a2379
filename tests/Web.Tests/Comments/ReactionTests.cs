using Activation.Domain.Comments;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Comments;

public sealed class ReactionTests
{
    TestHub hub;
    Visitor henrik;
    Visitor astrid;
    Visitor bo;
    string path;
    string comment;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        (henrik, astrid, bo) = (await hub.As(Cast.Henrik), await hub.As(Cast.Astrid), await hub.As(Cast.Bo));
        path = Sown.Initiative(await hub.Views.Value<int>("select number from initiative where state = 'active' and merged_into is null order by number limit 1"));
        var said = await henrik.Send(path, "form[action*='handler=Comment']", ("Text", "Jag kan koka kaffe till alla."));
        comment = said.All("#comments .remark").Last(remark => remark.TextContent.Contains("koka kaffe", StringComparison.Ordinal)).Id!;
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var visitor in new[] { henrik, astrid, bo }) visitor.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task Reactions_are_counted_taken_back_and_told_of_nobody_and_earn_nothing()
    {
        var before = await Earned();
        await React(bo, ReactionKind.Thanks);
        var mine = await React(astrid, ReactionKind.Thanks);
        await React(astrid, ReactionKind.GoodIdea);
        Assert.That(Button(mine, ReactionKind.Thanks).GetAttribute("aria-pressed"), Is.EqualTo("true"));
        Assert.That(Button(mine, ReactionKind.Thanks).TextContent, Does.Contain("Tack").And.Contain("2"));
        using var stranger = hub.Visitor();
        var read = (await stranger.Get(path)).One($"#{comment} .reactions");
        Assert.That(read.TextContent, Does.Contain("Tack").And.Contain("2").And.Contain("Bra idé").And.Contain("1"));
        Assert.That((await henrik.Get(path)).One($"#{comment} .reactions").TextContent, Does.Contain("2").And.Not.Contain(Cast.Astrid).And.Not.Contain(Cast.Bo), "not even whom it is for");
        await hub.Settled();
        Assert.That(await Earned(), Is.EqualTo(before), "no points, no activity and no history come of it");
        var back = await React(astrid, ReactionKind.Thanks);
        Assert.That(Button(back, ReactionKind.Thanks).GetAttribute("aria-pressed"), Is.EqualTo("false"));
        Assert.That(Button(back, ReactionKind.Thanks).TextContent, Does.Contain("1"));
    }

    [Test]
    public async Task Who_wrote_it_has_no_button()
    {
        Assert.That((await henrik.Get(path)).All($"#{comment} .reactions button"), Is.Empty);
    }

    [Test]
    public async Task The_log_that_others_read_tells_not_who_it_was()
    {
        await React(bo, ReactionKind.CanHelp);
        await hub.Settled();
        var recorded = (await hub.Log.ReadLog(0, 1_000_000)).Last(one => one.Data is ReactionGiven);
        Assert.That(SecretBallots.Holds(recorded));
        Assert.That(await hub.Views.Value<long>("select count(*) from audit where kind = 'reaction-given'"), Is.Zero);
        var about = await hub.Services.GetRequiredService<AboutMe>().Of(await hub.PersonCalled(Cast.Bo));
        Assert.That(about.Single(section => section.Name == "reactions").Rows, Is.Not.Empty);
    }

    /// <summary>All that points, the score and boards are counted from.</summary>
    Task<long> Earned() => hub.Views.Value<long>(
        "select (select count(*) from deed) + (select count(*) from badge) + (select count(*) from presence) + (select count(*) from stir) + (select count(*) from happening) + (select coalesce(sum(happenings), 0) from minute)");

    async Task<Sheet> React(Visitor who, ReactionKind kind) => await who.Send(await who.Get(path), $"#{comment} .reactions button[value={kind}]");

    AngleSharp.Dom.IElement Button(Sheet sheet, ReactionKind kind) => sheet.One($"#{comment} .reactions button[value={kind}]");
}
