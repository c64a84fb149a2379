using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Terms;

public sealed class TermsTests
{
    const string Page = $"{Sown.Here}/admin/statements";

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Both_pages_are_open_to_all_and_name_who_answers_for_the_programme()
    {
        using var visitor = hub.Visitor("da");
        Assert.Multiple(async () =>
        {
            Assert.That((await visitor.Get("/privacy")).Text, Does.Contain("Familjen Helsingborg").And.Contain("Dine rettigheder"));
            Assert.That((await visitor.Get("/accessibility")).Text, Does.Contain("Familjen Helsingborg").And.Contain("WCAG 2.2"));
        });
    }

    [Test]
    public async Task What_nobody_has_filled_in_says_so_to_everybody_and_tells_the_administrator_where()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get("/privacy");
        Assert.That(page.Text, Does.Contain("Inte ifyllt än").And.Contain("Integritetsskyddsmyndigheten i Sverige"));
        Assert.That(page.All("a[href$='/admin/statements']"), Is.Empty);
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get("/privacy")).One("a[href$='/admin/statements']").ParentElement!.TextContent, Does.Contain("uppgifter saknas"));
    }

    [Test]
    public async Task What_an_administrator_writes_is_looked_at_first_then_stands_there_and_every_version_is_kept()
    {
        using var farid = await hub.As(Cast.Farid);
        using var visitor = hub.Visitor();
        var before = await hub.Log.Head();
        var looked = await farid.Send(Page, "button[formaction*='which=Privacy']", ("Privacy.Controller", "Familjen Helsingborg, 212000-0000"), ("Privacy.Bases[1]", "Uppgift av allmänt intresse"));
        Assert.That(looked.One("#preview").TextContent, Does.Contain("212000-0000").And.Contain("Uppgift av allmänt intresse"));
        Assert.That(looked.One("#Privacy_Controller").TextContent, Does.Contain("212000-0000"), "what is typed is not lost");
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "looking keeps nothing");
        Assert.That((await visitor.Get("/privacy")).Text, Does.Not.Contain("212000-0000"));
        await farid.Send(looked, "form[action*='handler=Privacy']");
        Assert.That((await visitor.Get("/privacy")).One($"#p-{Cast.Programme}").ParentElement!.TextContent, Does.Contain("212000-0000").And.Contain("Uppgift av allmänt intresse"));
        var again = await farid.Send(Page, "form[action*='handler=Privacy']", ("Privacy.Officer", "dataskydd@familjen.example"));
        Assert.That(again.One("[aria-labelledby=privacy-title] summary").TextContent, Does.Contain("2 versioner"));
        await farid.Send(Page, "form[action*='handler=Accessibility']", ("Accessibility.Shortcomings", "Kartan går inte att läsa upp"), ("Accessibility.TestedOn", "2026-05-04"));
        Assert.That((await visitor.Get("/accessibility")).Text, Does.Contain("Kartan går inte att läsa upp").And.Contain("4 maj 2026"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task Each_language_has_its_own_words_and_another_ones_words_say_so()
    {
        using var farid = await hub.As(Cast.Farid);
        await farid.Send(Page, "form[action*='handler=Privacy']", ("Privacy.Controller", "Kommunalförbundet"));
        using var visitor = hub.Visitor("en");
        var page = await visitor.Get("/privacy");
        Assert.That(page.Text, Does.Contain("Kommunalförbundet").And.Contain("in another language only"));
        Assert.That(page.One("dl[lang]").GetAttribute("lang"), Is.EqualTo("sv"));
        await farid.Send($"{Page}?language=en", "form[action*='handler=Privacy']", ("Privacy.Controller", "The federation"));
        Assert.That((await visitor.Get("/privacy")).Text, Does.Contain("The federation").And.Not.Contain("Kommunalförbundet"));
    }

    [Test]
    public async Task The_page_promises_the_terms_that_the_rules_keep()
    {
        using var visitor = hub.Visitor();
        Assert.That(Row(await visitor.Get("/privacy")), Does.Contain("6 månader"));
        using var farid = await hub.As(Cast.Farid);
        await farid.Send($"{Sown.Here}/admin/retention", "main form[method=post]", ("Rule.Kind", "Drafts"), ("Rule.Months", "2"), ("Rule.Reason", "Plan 2026"));
        Assert.That(Row(await visitor.Get("/privacy")), Does.Contain("2 månader"));

        static string Row(Sheet page) => page.All("tr").Single(row => row.TextContent.Contains("Påbörjade förslag", StringComparison.Ordinal)).TextContent;
    }

    [Test]
    public async Task Only_an_administrator_writes_and_no_test_was_made_tomorrow()
    {
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get(Page)).Address.AbsolutePath, Is.EqualTo("/no-access"));
        using var farid = await hub.As(Cast.Farid);
        var refused = await farid.Send(Page, "form[action*='handler=Accessibility']", ("Accessibility.TestedOn", "2199-01-01"), ("Accessibility.Contact", "Ring oss"));
        Assert.That(refused.One("#Accessibility_TestedOn-error").TextContent, Does.Contain("efter i dag"));
        Assert.That(refused.One("#Accessibility_Contact").TextContent, Does.Contain("Ring oss"));
    }
}
