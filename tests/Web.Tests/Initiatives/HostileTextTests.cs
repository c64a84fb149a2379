using System.Net;
using System.Text;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Initiatives;

/// <summary>What people and machines type: it is kept and shown as text, or refused in words.</summary>
public sealed class HostileTextTests
{
    static readonly string[] Texts =
    [
        new('å', 300), "👩‍👩‍👧‍👦🇸🇪 tillsammans", "<script>alert('hej')</script>", "rad\r\nrad", "{{7*7}} @Model '; drop table x; --",
        "\ud800 halv", "\u202eomvänd", new('x', 10_000),
    ];

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCaseSource(nameof(Texts))]
    public async Task A_title_is_kept_as_text_or_refused_in_words(string text)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await Proposal.Send(astrid, text);
        Assert.That(sheet.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sheet.All("script:not([src])"), Is.Empty);
        // Half a character does not survive the way to the hub: a browser sends the sign for one that is unreadable.
        var sent = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var line = string.Join(' ', sent.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (sheet.Address.AbsolutePath.EndsWith("propose", StringComparison.Ordinal)) Assert.That(sheet.All(".errors li, .err"), Is.Not.Empty);
        else Assert.That(sheet.One("h1").TextContent, Is.EqualTo(line));
        await Discard(astrid);
    }

    [TestCaseSource(nameof(Texts))]
    public async Task Every_field_of_a_proposal_takes_anything_without_breaking(string text)
    {
        using var cilla = await hub.As(Cast.Cilla);
        var idea = await Proposal.WriteIdea(cilla, "En fråga till torget", ("Idea.Description", text), ("Idea.Metrics[0].Metric", text), ("Idea.Metrics[0].Mechanism", text));
        await Proposal.WriteIdea(cilla, "En fråga till torget");
        string[] fields = ["Title", "What", "Responsible", "When", "DueOn", "Place", "FirstStep", "FirstStepOn", "SuccessSign", "Resources", "Link"];
        var plan = await cilla.Send($"{Proposal.Path}?step=2", "button[formaction*=Plan]", [.. fields.Select(field => ($"Plan.{field}", text))]);
        var level = await cilla.Send($"{Proposal.Path}?step=2", "button[formaction*=Plan]", [.. fields.Except(["DueOn", "FirstStepOn"]).Select(field => ($"Plan.{field}", text))]);
        var sent = await cilla.Send($"{Proposal.Path}?step=3", "button[formaction*=Send]");
        Assert.That(new[] { idea, plan, level, sent }.Select(sheet => sheet.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(new[] { idea, plan, level, sent }.SelectMany(sheet => sheet.All("script:not([src])")), Is.Empty);
        await Discard(cilla);
    }

    [Test]
    public async Task A_double_click_on_the_last_step_proposes_once()
    {
        using var henrik = await hub.As(Cast.Henrik);
        await Proposal.WriteIdea(henrik, "Sjung tillsammans på perrongen");
        var last = await henrik.Get($"{Proposal.Path}?step=3");
        await Task.WhenAll(henrik.Send(last, "button[formaction*=Send]"), henrik.Send(last, "button[formaction*=Send]"));
        await hub.Settled();
        Assert.That(
            await hub.Views.Value<long>("select count(*) from initiative where title = 'Sjung tillsammans på perrongen'"), Is.EqualTo(1));
    }

    static async Task Discard(Visitor visitor)
    {
        var sheet = await visitor.Get(Proposal.Path);
        if (sheet.All("button[formaction*=Discard]").Count > 0) await visitor.Send(sheet, "button[formaction*=Discard]");
    }
}
