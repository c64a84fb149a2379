using System.Net;
using System.Text.Json;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Goals;

/// <summary>What was measured, from the page and from programs. Greta answers for Höganäs.</summary>
public sealed class ValuesTests
{
    const string Goals = $"{Sown.Here}/goals";
    const string Hers = "Höganäs";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task An_empty_series_says_what_is_missing_and_who_can_fill_it()
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"{Goals}/1.18");
        Assert.That(page.One("#values").TextContent, Does.Contain("Det som saknas är ett värde för ett år (%)").And.Contain("målansvariga i Helsingborg"));
        Assert.That(page.All(".value-form"), Is.Empty);
    }

    [Test]
    public async Task The_goal_owner_writes_a_value_and_everyone_sees_where_it_stands()
    {
        using var greta = await hub.As(Cast.Greta);
        await Write(greta, "5.7", ("Input.Year", "2016"), ("Input.Value", "1 200"), ("Input.Source", "Miljöräkenskaperna 2016"));
        var page = await Write(greta, "5.7", ("Input.Year", "2017"), ("Input.Value", "1 150,5"), ("Input.Source", "Miljöräkenskaperna 2017"));
        using var visitor = hub.Visitor();
        var seen = await visitor.Get($"{Goals}/5.7");
        Assert.Multiple(() =>
        {
            Assert.That(page.One(".toast").TextContent, Does.Contain("Värdet är inskrivet"));
            Assert.That(page.One("#values").TextContent, Does.Contain(Cast.Greta));
            Assert.That(seen.One("#values").TextContent, Does.Contain("1\u00a0150,5 ton CO2").And.Contain("Miljöräkenskaperna 2017").And.Not.Contain(Cast.Greta));
            Assert.That(seen.One("#values svg").GetAttribute("aria-label"), Does.Contain("2016").And.Contain("1\u00a0150,5"));
            Assert.That(seen.One("#facts ~ .facts").TextContent, Does.Contain("På väg åt rätt håll"));
        });
        var yesterday = Sown.Day(-1);
        var before = await greta.Get($"{Goals}/5.7?asOf={yesterday}");
        Assert.Multiple(() =>
        {
            Assert.That(before.Text, Does.Contain("Så här såg det ut").And.Not.Contain("Miljöräkenskaperna 2017"));
            Assert.That(before.All(".value-form"), Is.Empty);
        });
        var list = await visitor.Get(Goals);
        Assert.That(list.One(".stops a[href$='/5.7']").ClassList, Does.Contain("way"));
        Assert.That(list.One(".lead").TextContent, Does.Match("[1-9][0-9]* av dem har ett uppmätt värde. [1-9][0-9]* går åt rätt håll"));
        Assert.That(await visitor.Client.GetStringAsync(new Uri($"{Goals}.csv", UriKind.Relative)), Does.Contain("På väg åt rätt håll;1150.5;2017"));
    }

    [Test]
    public async Task A_correction_keeps_what_stood_before_with_who_and_why()
    {
        using var greta = await hub.As(Cast.Greta);
        await Write(greta, "5.8", ("Input.Year", "2017"), ("Input.Value", "30"), ("Input.Source", "Fordonslistan"));
        var refused = await Write(greta, "5.8", ("Input.Year", "2017"), ("Input.Value", "31"), ("Input.Source", "Fordonslistan"));
        Assert.That(refused.Text, Does.Contain("Den perioden har redan värdet 30"));
        Assert.That(refused.One("[name='Input.Value']").GetAttribute("value"), Is.EqualTo("31"));
        using var elin = await hub.As(Cast.Elin);
        var page = await Write(elin, "5.8", ("Input.Year", "2017"), ("Input.Value", "31"), ("Input.Source", "Fordonslistan"), ("Input.Reason", "Två bilar var glömda"));
        Assert.That(page.One("#values td.num").TextContent, Is.EqualTo("31 %"));
        Assert.That(page.One("#values details").TextContent, Does.Contain("Två bilar var glömda").And.Contain("30 %").And.Contain(Cast.Greta));
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get($"{Goals}/5.8")).One("#values details").TextContent, Does.Contain("30 %").And.Not.Contain(Cast.Greta));
    }

    [Test]
    public async Task What_is_wrong_stands_at_its_field()
    {
        using var greta = await hub.As(Cast.Greta);
        var page = await Write(greta, "5.9", ("Input.Year", "2017"), ("Input.Value", "fem"), ("Input.Source", ""));
        Assert.That(page.One("#Input_Value-error").TextContent, Does.Contain("med siffror"));
        Assert.That(page.One("#Input_Source-error").TextContent, Does.Contain("var värdet kommer ifrån"));
    }

    [Test]
    public async Task A_program_writes_a_value_once_and_reads_it_back()
    {
        using var greta = await Script.Of(hub, Cast.Greta);
        const string Body = """{ "year": 2018, "value": 6, "source": "Årsrapporten 2018, s. 4" }""";
        var first = await greta.Post("metrics/2.3/values", Body, "value-1");
        var again = await greta.Post("metrics/2.3/values", Body, "value-1");
        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.ToString());
        Assert.That(again.Text, Is.EqualTo(first.Text));
        using var visitor = new Script(hub.Address, null, "en");
        var metric = (await visitor.Get("metrics")).Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("number").GetString() == "2.3");
        Assert.That(metric.GetProperty("status").GetString(), Is.EqualTo("reached"));
        Assert.That(metric.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetDouble()), Is.EqualTo(new[] { 6.0 }));
    }

    [Test]
    public async Task A_municipality_is_named_by_key_or_name()
    {
        using var greta = await Script.Of(hub, Cast.Greta);
        foreach (var (place, year) in new[] { ("bastad", 2016), ("Båstad", 2017) })
            Assert.That((await greta.Post("metrics/2.2/values", $$"""{ "municipality": "{{place}}", "year": {{year}}, "value": 70, "source": "Insikt" }""")).Status, Is.EqualTo(HttpStatusCode.Created));
        var values = (await greta.Post("metrics/2.2/values", """{ "year": 2017, "value": 71, "source": "Insikt" }""")).Json.GetProperty("metric").GetProperty("values");
        Assert.That(values.EnumerateArray().Select(value => value.GetProperty("municipality").GetString()), Is.EqualTo(new[] { null, "Båstad", "Båstad" }));
    }

    [Test]
    public async Task Only_those_who_answer_for_it_may()
    {
        const string Body = """{ "year": 2018, "value": 80, "source": "PTS" }""";
        using var bo = await Script.Of(hub, Cast.Bo);
        using var greta = await Script.Of(hub, Cast.Greta, "sv");
        using var visitor = new Script(hub.Address, null, "en");
        Assert.That((await bo.Post("metrics/5.7/values", Body)).Code, Is.EqualTo("goals.value-not-yours"));
        Assert.That((await visitor.Post("metrics/1.18/values", Body)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var others = await greta.Post("metrics/1.18/values", Body);
        Assert.That(others.Code, Is.EqualTo("goals.value-not-yours"));
        Assert.That(others.Json.GetProperty("detail").GetString(), Does.Contain("Helsingborg").And.Not.Contain(Hers));
        Assert.That((await greta.Post("metrics/9.99/values", Body)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("""{ "year": 2018, "value": 80 }""", "source")]
    [TestCase("""{ "year": 2018, "source": "PTS" }""", "value")]
    public async Task A_program_is_told_what_is_missing_by_field(string body, string field)
    {
        using var greta = await Script.Of(hub, Cast.Greta);
        var reply = await greta.Post("metrics/5.7/values", body);
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(reply.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, reply.ToString());
    }

    static Task<Sheet> Write(Visitor visitor, string metric, params (string Name, string Value)[] fields) =>
        visitor.Send($"{Goals}/{metric}", ".value-form", fields);
}
