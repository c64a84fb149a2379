using System.Net;
using System.Text.Json;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Api;

/// <summary>The description keeps its word: every example in it is sent as it stands, by somebody who may.</summary>
public sealed class DocumentTests
{
    const string Base = "/api/v1/programmes/{programme}";

    TestHub hub = null!;

    [OneTimeSetUp]
    public async Task Start() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Stop() => await hub.DisposeAsync();

    [Test]
    public async Task Every_example_runs()
    {
        var examples = await Examples();
        using var astrid = await Script.Of(hub, Cast.Astrid);
        using var henrik = await Script.Of(hub, Cast.Henrik);
        using var greta = await Script.Of(hub, Cast.Greta);
        using var bo = await Script.Of(hub, Cast.Bo);
        var due = await Someone("select a.owner as person, a.activity as id from activity a where a.state = 'scheduled' and a.due_on <= current_date order by 2 limit 1");
        var rateable = await Someone(
            "select p.member as person, a.activity as id from activity a join pledge p using (initiative) where a.state = 'carried_out' and p.member <> a.owner order by 2, 1 limit 1");
        using var doer = await Script.Of(hub, due.Person);
        using var rater = await Script.Of(hub, rateable.Person);

        async Task<JsonElement> Run(Script script, string method, string template, string path)
        {
            Assert.That(examples.Remove($"{method} {Base}{template}", out var body), Is.True, $"{method} {template} has no example");
            var reply = await script.Send(new HttpMethod(method), path, body);
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Created), $"{method} {template}: {reply}");
            return reply.Json;
        }

        var number = (await Run(astrid, "POST", "/initiatives", "initiatives")).GetProperty("initiative").GetProperty("number").GetInt32();
        await Run(henrik, "PUT", "/initiatives/{number}/vote", $"initiatives/{number}/vote");
        await Run(henrik, "PUT", "/initiatives/{number}/pledge", $"initiatives/{number}/pledge");
        var planned = await Run(astrid, "POST", "/initiatives/{number}/activities", $"initiatives/{number}/activities");
        Assert.That(planned.GetProperty("activity").GetProperty("state").GetString(), Is.EqualTo("submitted"));
        await Run(bo, "POST", "/activities/{activity}/decision", $"activities/{planned.GetProperty("activity").GetProperty("id").GetString()}/decision");
        await Run(doer, "POST", "/activities/{activity}/done", $"activities/{due.Id}/done");
        await Run(rater, "PUT", "/activities/{activity}/rating", $"activities/{rateable.Id}/rating");
        await Run(greta, "POST", "/metrics/{number}/values", "metrics/5.9/values");
        var slug = await hub.Views.Value<string>("select slug from shown_story order by published_at limit 1");
        foreach (var (template, thing) in new[] { ("/initiatives/{number}", $"initiatives/{number}"), ("/stories/{slug}", $"stories/{slug}") })
        {
            var said = (await Run(henrik, "POST", $"{template}/comments", $"{thing}/comments")).GetProperty("id").GetString();
            await Run(astrid, "POST", $"{template}/comments/{{comment}}/report", $"{thing}/comments/{said}/report");
        }

        Assert.That(examples.Keys, Is.Empty, "an example that nobody tries");
    }

    [Test]
    public async Task Every_operation_says_what_it_is_for()
    {
        var silent = (await Operations()).Where(operation => !operation.Value.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 0 });
        Assert.That(silent.Select(operation => operation.Name), Is.Empty);
    }

    sealed record Pair(Guid Person, Guid Id);

    async Task<Pair> Someone(string sql) => (await hub.Views.One<Pair>(sql))!;

    async Task<Dictionary<string, string>> Examples() => (await Operations())
        .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
        .ToDictionary(operation => operation.Name, operation => operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText());

    async Task<List<(string Name, JsonElement Value)>> Operations()
    {
        using var nobody = new Script(hub.Address, null, "en");
        var reply = await nobody.Get("/openapi/v1.json");
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.ToString());
        return
        [
            .. from path in reply.Json.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.ValueKind == JsonValueKind.Object
               select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value),
        ];
    }
}
