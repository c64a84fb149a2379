using System.Net;
using Activation.Store;
using Activation.Web.Features.Comments;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Comments;

public sealed class CommentTests
{
    const string Form = "form[action*=handler\\=Comment]";

    TestHub hub;
    string path;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        path = Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]);
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_comment_that_is_sent_twice_is_written_once()
    {
        const string text = "Vi har en cykelverkstad som kan låna ut tio cyklar.";
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Get(path);
        await Task.WhenAll(astrid.Send(sheet, Form, ("Text", text)), astrid.Send(sheet, Form, ("Text", text)));
        await hub.Settled();
        Assert.That((await astrid.Get(path)).All("#comments .remark").Count(remark => remark.TextContent.Contains(text, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_its_author_removes_is_gone_with_its_words()
    {
        const string text = "Det här hamnade fel, glöm det.";
        using var astrid = await hub.As(Cast.Astrid);
        var said = (await astrid.Send(path, Form, ("Text", text))).All("#comments .remark").Single(remark => remark.TextContent.Contains(text, StringComparison.Ordinal));
        await astrid.Send(path, $"#{said.Id} form[action*=RemoveComment]");
        await hub.Settled();
        Assert.That((await astrid.Get(path)).Text, Does.Not.Contain(text));
        Assert.That((await Dump.Of(hub)).Contains(text, StringComparison.Ordinal), Is.False);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [TestCase("<script>alert('hej')</script> & <b>fet</b>")]
    [TestCase("👩‍👩‍👧‍👦 hej 🇸🇪")]
    [TestCase("rad ett\r\nrad två")]
    [TestCase("{{7*7}} ${7*7} '; drop table comment; --")]
    public async Task What_is_written_is_shown_as_it_was_written(string text)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Send(path, Form, ("Text", text));
        Assert.That(sheet.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sheet.All("#comments .remark script, #comments .remark b b"), Is.Empty);
        var shown = sheet.All("#comments .remark").SelectMany(remark => remark.QuerySelectorAll("p.as-written")).Select(p => p.TextContent).ToList();
        foreach (var line in text.Split("\r\n")) Assert.That(shown, Does.Contain(line));
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("\u202evänd på dig")]
    public async Task What_nobody_could_read_is_refused_in_words(string text)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var before = await hub.Log.Head();
        var sheet = await astrid.Send(path, Form, ("Text", text));
        Assert.That(sheet.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sheet.All("#Text-error, .errors li"), Is.Not.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_no_browser_sends_is_no_form()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var before = await hub.Log.Head();
        Assert.That((await astrid.Send(path, Form, ("Text", "hej\0då"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_comment_is_taken_away_by_who_wrote_it_and_by_nobody_else()
    {
        using var astrid = await hub.As(Cast.Astrid);
        const string text = "Det här ångrar jag.";
        var sheet = await astrid.Send(path, Form, ("Text", text));
        var comment = sheet.All("#comments .remark").Single(r => r.TextContent.Contains(text, StringComparison.Ordinal))
            .QuerySelector("input[name=comment]")!.GetAttribute("value")!;
        using var henrik = await hub.As(Cast.Henrik);
        var (_, values) = Visitor.FormOf(await henrik.Get(path), Form, ("comment", comment));
        await henrik.Post(new Uri(hub.Address, $"{path}?handler=RemoveComment"), values);
        Assert.That((await astrid.Get(path)).One("#comments").TextContent, Does.Contain(text));
        var (_, own) = Visitor.FormOf(await astrid.Get(path), Form, ("comment", comment));
        var after = await astrid.Post(new Uri(hub.Address, $"{path}?handler=RemoveComment"), own);
        Assert.That(after.One("#comments").TextContent, Does.Not.Contain(text));
    }

    [Test]
    public async Task What_was_removed_by_a_hub_that_then_stopped_is_forgotten_by_the_next()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Send(path, Form, ("Text", "Det här ville jag ha osagt."));
        var said = Guid.Parse(sheet.All("#comments .remark").Last(remark => remark.TextContent.Contains("Det här ville jag ha osagt.", StringComparison.Ordinal)).Id!["comment-".Length..]);
        var author = await hub.PersonCalled(Cast.Astrid);
        var programme = await hub.Views.Value<Guid>("select programme from comment where comment = @said", new { said });
        await hub.Streams.Decide(
            StreamNames.Comment(said), new Writer(programme, author, DateTimeOffset.UtcNow, Guid.NewGuid()),
            state => Domain.Decision.Accept(new Domain.Comments.CommentRemoved(state.Initiative, said, author)));
        await hub.Settled();
        Assert.That(await Words(), Does.Contain("Det här ville jag ha osagt."), "nobody has forgotten it yet");
        foreach (var _ in new[] { 1, 2 }) await ActivatorUtilities.CreateInstance<WordsForgotten>(hub.Services).Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await hub.Settled();
        Assert.That(await Words(), Does.Not.Contain("Det här ville jag ha osagt."));
        Assert.That((await hub.Log.ReadStream(StreamNames.Comment(said).Name, 0)).Count(recorded => recorded.Data is EventMasked), Is.EqualTo(1), "once");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);

        async Task<string> Words() => string.Join('\n', (await hub.Log.ReadStream(StreamNames.Comment(said).Name, 0)).Select(recorded => recorded.Data.ToString()));
    }
}
