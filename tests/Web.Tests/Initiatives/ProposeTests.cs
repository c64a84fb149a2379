using Activation.Web.Features.Initiatives;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Initiatives;

public sealed class ProposeTests
{
    const string Path = $"/p/{Cast.Programme}/initiatives/propose";
    const string Title = "Gå en språkpromenad från biblioteket till torget";

    TestHub hub = null!;

    [OneTimeSetUp]
    public async Task Start() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Stop() => await hub.DisposeAsync();

    [Test]
    public async Task An_idea_needs_a_sentence_a_focus_area_and_a_value_with_how()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var sheet = await henrik.Send(Path, "button[formaction*=Idea]", ("Idea.Values", "manskligt"));
        Assert.That(sheet.All(".errors li"), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_draft_is_there_again_after_the_window_was_closed()
    {
        using (var cilla = await hub.As(Cast.Cilla)) await cilla.Send(Path, "button[formaction*=Later]", ("Idea.Title", Title));
        using var again = await hub.As(Cast.Cilla);
        Assert.That((await again.Get(Path)).One("#Idea_Title").GetAttribute("value"), Is.EqualTo(Title));
    }

    [Test]
    public async Task Sent_from_two_windows_it_is_proposed_once_and_a_plan_that_is_concrete_enough_waits_for_an_answer()
    {
        using var astrid = await hub.As(Cast.Astrid);
        await WriteIdea(astrid);
        var last = await astrid.Send($"{Path}?step=2", "button[formaction*=Plan]", Plan);
        var (target, values) = Visitor.FormOf(last, "button[formaction*=Send]");
        var (_, later) = Visitor.FormOf(await astrid.Get($"{Path}?step=3"), "button[formaction*=Send]");
        await Task.WhenAll(Post(astrid, target, values), Post(astrid, target, later));
        await hub.Settled();
        var cards = await hub.Views.Many<InitiativeCard>("select * from initiative where title = @Title", new { Title });
        Assert.That(cards, Has.Count.EqualTo(1));
        var states = await hub.Views.Column<string>("select state from activity where initiative = @Initiative", new { cards[0].Initiative });
        Assert.That(states, Is.EqualTo(["submitted"]));
    }

    static (string, string)[] Plan =>
    [
        ("Plan.Title", "Språkpromenad"), ("Plan.What", "Gå en språkpromenad varannan torsdag"), ("Plan.Responsible", "Biblioteket"),
        ("Plan.When", "i augusti"), ("Plan.Place", "Nyinflyttade, vid torget"), ("Plan.FirstStep", "Ring tre volontärer"),
    ];

    static async Task WriteIdea(Visitor visitor)
    {
        var sheet = await visitor.Get(Path);
        var value = sheet.One("input[name='Idea.Values']").GetAttribute("value")!;
        var area = sheet.One("input[name='Idea.FocusAreas']").GetAttribute("value")!;
        var next = await visitor.Send(
            sheet, "button[formaction*=Idea]",
            ("Idea.Title", Title), ("Idea.Values", value), ($"Idea.How[{value}]", "Alla som vill går med"), ("Idea.FocusAreas", area));
        Assert.That(next.Address.Query, Does.Contain("step=2"), next.Text);
    }

    static async Task Post(Visitor visitor, Uri target, List<KeyValuePair<string, string>> values)
    {
        using var form = new FormUrlEncodedContent(values);
        using var answer = await visitor.Client.PostAsync(target, form);
    }
}
