using System.Net;
using System.Text.Json;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Api;

/// <summary>What is kept from whoever asks: votes, drafts, programmes of others, and who voted how.</summary>
public sealed partial class ReadingTests
{
    [Test]
    public async Task Votes_are_hidden_from_whoever_they_could_sway()
    {
        var number = await hub.Views.Value<int>("select number from initiative where not voting_closed and voting_until > now() and state = 'proposed' order by number limit 1");
        var closed = await hub.Views.Value<int>("select number from initiative where voting_until < now() order by number limit 1");
        Assert.Multiple(async () =>
        {
            Assert.That((await visitor.Get($"initiatives/{number}")).Json.GetProperty("votes").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That((await visitor.Get($"initiatives/{closed}")).Json.GetProperty("votes").ValueKind, Is.EqualTo(JsonValueKind.Object));
        });
    }

    [Test]
    public async Task Visitors_read_no_drafts()
    {
        var number = await hub.Views.Value<int>(
            "select i.number from activity a join initiative i using (initiative) where a.state in ('submitted', 'draft', 'returned') order by 1 limit 1");
        Assert.That(await States(visitor, number), Is.All.AnyOf("approved", "scheduled", "carriedOut"));
        Assert.That(await States(astrid, number), Has.Some.AnyOf("submitted", "draft", "returned"));
    }

    static async Task<List<string?>> States(Script script, int number) =>
        [.. (await script.Get($"initiatives/{number}")).Json.GetProperty("activities").EnumerateArray().Select(activity => activity.GetProperty("state").GetString())];

    [Test]
    public async Task A_programme_of_others_is_not_there()
    {
        var id = Guid.CreateVersion7();
        var now = DateTimeOffset.UtcNow;
        var start = new StartProgramme(id, "kept-apart", "Kept apart", "Others", "Europe/Stockholm", ["sv"], Public: false);
        await hub.Streams.Decide(
            StreamNames.Programme(id), new Writer(id, null, now, Guid.CreateVersion7()), state => Starting.Start(state, start, Actor.House, now));
        await hub.Settled();
        foreach (var path in new[] { "", "/initiatives", "/scores", "/events", "/metrics" })
        {
            var reply = await astrid.Get($"/api/v1/programmes/kept-apart{path}");
            Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.NotFound, "api.missing")), path);
        }

        var listed = (await astrid.Get("/api/v1/programmes")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString());
        Assert.That(listed, Is.EqualTo(new[] { Cast.Programme }));
    }

    [Test]
    public async Task An_administrator_reads_the_log_in_parts_and_nobody_else_does()
    {
        using var farid = await Script.Of(hub, Cast.Farid);
        var lines = new List<long>();
        for (var part = await Positions(farid, 0); part.Count > 0; part = await Positions(farid, lines[^1])) lines.AddRange(part);
        var programme = await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme });
        var logged = await hub.Views.Column<long>(
            $"select position from log.event where tenant = @programme and {Script.NotPrivate} order by position", new { programme });
        Assert.That(lines, Is.EqualTo(logged));
        Assert.That(await hub.Views.Value<long>($"select count(*) from log.event where not ({Script.NotPrivate})"), Is.GreaterThan(0), "there are some that are left out");
        Assert.That((await astrid.Get("events")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await visitor.Get("events")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Who_asks_for_what_comes_after_a_place_that_the_log_has_not_reached_is_told_that_it_was_counted_anew()
    {
        using var farid = await Script.Of(hub, Cast.Farid);
        var head = await hub.Log.Head();
        Assert.That((await farid.Get($"events?after={head}")).Status, Is.EqualTo(HttpStatusCode.OK), "nothing happened since");
        var reply = await farid.Get($"events?after={head + 1000}");
        Assert.That((reply.Status, reply.Code), Is.EqualTo((HttpStatusCode.Gone, "api.counted-anew")), reply.ToString());
    }

    [Test]
    public async Task Of_a_vote_or_a_grade_the_log_tells_neither_who_nor_how()
    {
        using var farid = await Script.Of(hub, Cast.Farid);
        string[] secret = ["vote-cast", "vote-withdrawn", "support-reserved", "support-released", "outcome-rated"];
        var told = new Dictionary<string, int>();
        var who = (await hub.Views.Column<Guid>("select member from ballot union select member from rating")).Select(one => $"{one}").ToList();
        for (var after = 0L; ;)
        {
            var lines = (await farid.Get($"events?after={after}&limit=5000")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length == 0) break;
            foreach (var line in lines.Select(line => JsonDocument.Parse(line).RootElement))
            {
                after = line.GetProperty("position").GetInt64();
                var kind = line.GetProperty("event").GetString()!;
                if (!secret.Contains(kind)) continue;
                told[kind] = told.GetValueOrDefault(kind) + 1;
                Assert.That(line.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(new[] { "position", "at", "event", "data" }), $"{line}");
                Assert.That(line.GetProperty("data").EnumerateObject().Select(field => field.Name), Is.SubsetOf(new[] { "initiative", "activity" }), $"{line}");
                Assert.That(who.Where(one => $"{line}".Replace("-", "", StringComparison.Ordinal).Contains(one.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)), Is.Empty);
            }
        }

        Assert.That(told.Keys, Is.SupersetOf(new[] { "vote-cast", "outcome-rated" }));
    }

    static async Task<List<long>> Positions(Script script, long after)
    {
        var reply = await script.Get($"events?after={after}&limit=5000");
        Assert.That(reply.MediaType, Is.EqualTo("application/x-ndjson"));
        return [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("position").GetInt64())];
    }
}
