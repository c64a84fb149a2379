using System.Net;
using System.Text;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Api;

/// <summary>What must happen when programs write, also when they mean ill: each test takes an initiative of its own.</summary>
public sealed class WritingTests
{
    const string Support = """{"stance":"support"}""";

    TestHub hub = null!;
    Queue<int> open = null!;
    Script henrik = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        hub = await TestHub.Sown();
        henrik = await Script.Of(hub, Cast.Henrik);
        var person = await hub.PersonCalled(Cast.Henrik);
        open = new(await hub.Views.Column<int>(
            """
            select number from initiative i where not voting_closed and voting_until > now() + interval '1 hour' and state = 'proposed' and proposer <> @person
               and not exists (select from ballot b where b.initiative = i.initiative and b.member = @person) order by number
            """,
            new { person }));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        henrik.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task A_vote_tells_where_it_is_and_how_they_stand()
    {
        var reply = await henrik.Put($"initiatives/{open.Dequeue()}/vote", Support);
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.ToString());
        Assert.That(reply.Json.GetProperty("position").GetInt64(), Is.GreaterThan(0));
        Assert.That(reply.Json.GetProperty("votes").GetProperty("support").GetInt32(), Is.GreaterThan(0));
    }

    [Test]
    public async Task Two_hundred_times_the_same_key_is_one_vote_and_one_answer()
    {
        var number = open.Dequeue();
        var before = await hub.Log.Head();
        var key = Guid.NewGuid().ToString();
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => henrik.Put($"initiatives/{number}/vote", Support, key)));
        Assert.That(replies.Select(reply => (reply.Status, reply.Text)).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(replies[0].Status, Is.EqualTo(HttpStatusCode.OK), replies[0].ToString());
        Assert.That(await hub.Log.Head() - before, Is.EqualTo(1));
    }

    [Test]
    public async Task Two_hundred_different_keys_are_one_vote_and_the_others_are_told_so()
    {
        var number = open.Dequeue();
        var before = await hub.Log.Head();
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => henrik.Put($"initiatives/{number}/vote", Support, $"{number}-{i}")));
        Assert.That(replies.Count(reply => reply.Status == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(replies.Count(reply => reply.Status == HttpStatusCode.Conflict), Is.EqualTo(199));
        Assert.That(await hub.Log.Head() - before, Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_means_one_request_of_one_person()
    {
        var (number, other) = (open.Dequeue(), open.Dequeue());
        var key = Guid.NewGuid().ToString();
        await henrik.Put($"initiatives/{number}/vote", Support, key);
        var otherBody = await henrik.Put($"initiatives/{number}/vote", """{"stance":"notNow"}""", key);
        var otherPlace = await henrik.Put($"initiatives/{other}/vote", Support, key);
        using var cilla = await Script.Of(hub, Cast.Cilla);
        var otherPerson = await cilla.Put($"initiatives/{number}/vote", Support, key);
        Assert.That(otherPerson.Status, Is.Not.EqualTo(HttpStatusCode.UnprocessableEntity), "a key of one's own stands in nobody's way");
        foreach (var refused in new[] { otherBody, otherPlace })
            Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "idempotency.other-body")));
    }

    [Test]
    public async Task A_proposal_that_is_repeated_is_proposed_once_and_answered_as_the_first_time()
    {
        var key = Guid.NewGuid().ToString();
        var body = """{"title":"Låna ut en cykel","description":"","focusAreas":["FOCUS"],"values":[{"value":"VALUE","how":"Alla får cykla."}]}""";
        var here = (await henrik.Get(Script.Here)).Json;
        body = body.Replace("FOCUS", here.GetProperty("focusAreas")[0].GetProperty("focusArea").GetString(), StringComparison.Ordinal)
            .Replace("VALUE", here.GetProperty("values")[0].GetProperty("value").GetString(), StringComparison.Ordinal);
        var first = await henrik.Post("initiatives", body, key);
        var again = await henrik.Post("initiatives", body, key);
        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.ToString());
        Assert.That((again.Status, again.Text, again.Headers.Location), Is.EqualTo((first.Status, first.Text, first.Headers.Location)));
        Assert.That((await henrik.Get(first.Headers.Location!.ToString())).Json.GetProperty("title").GetString(), Is.EqualTo("Låna ut en cykel"));
    }

    [TestCase("""{"stance":-1}"""), TestCase("""{"stance":0}"""), TestCase("""{"stance":2}"""), TestCase("""{"stance":1e9}""")]
    [TestCase("""{"stance":NaN}"""), TestCase("""{"stance":"1;2"}"""), TestCase("""{"stance":"0"}"""), TestCase("""{"stance":["support"]}""")]
    [TestCase("""{"stance":[]}"""), TestCase("{}"), TestCase("""{"stance":null}"""), TestCase("null"), TestCase("[]"), TestCase("")]
    public async Task A_vote_that_is_none_is_not_taken(string body)
    {
        var before = await hub.Log.Head();
        var refused = await henrik.Put($"initiatives/{open.Peek()}/vote", body);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), refused.ToString());
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_closed_vote_stays_closed_and_the_problem_says_so_in_the_callers_language()
    {
        var number = await hub.Views.Value<int>("select number from initiative where voting_until < now() and state in ('proposed', 'active') order by number limit 1");
        using var danish = await Script.Of(hub, Cast.Henrik, "da");
        var (refused, da) = (await henrik.Put($"initiatives/{number}/vote", Support), await danish.Put($"initiatives/{number}/vote", Support));
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Conflict, "initiatives.voting-closed")));
        Assert.That(da.Json.GetProperty("detail").GetString(), Is.Not.Empty.And.Not.EqualTo(refused.Json.GetProperty("detail").GetString()));
    }

    [TestCase("withdrawn"), TestCase("parked"), TestCase("merged")]
    public async Task What_is_out_of_the_running_takes_no_votes(string how)
    {
        var (here, by) = (await hub.Programme(), await hub.PersonCalled(Cast.Elin));
        // None that another test votes on.
        var (person, known) = (await hub.PersonCalled(Cast.Henrik), "select initiative from initiative where programme = @Id and state = 'active' and proposer <> @person order by number limit 2");
        var (initiative, other) = await hub.Views.Column<Guid>(known, new { here.Id, person }) is [var first, var second] ? (first, second) : throw new AssertionException("there are no two");
        var number = await hub.Views.Value<int>("select number from initiative where initiative = @initiative", new { initiative });
        object gone = how switch
        {
            "withdrawn" => new InitiativeWithdrawn(initiative, by, "Den behövs inte"),
            "parked" => new InitiativeParked(initiative, by, "Den får vänta"),
            _ => new InitiativeMerged(initiative, other, by, "Samma idé"),
        };
        await hub.Streams.Decide(StreamNames.Initiative(initiative), new Writer(here.Id, by, DateTimeOffset.UtcNow, Guid.NewGuid()), _ => Decision.Accept(gone));
        await hub.Settled();
        var before = await hub.Log.Head();
        var refused = await henrik.Put($"initiatives/{number}/vote", Support);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Conflict), refused.ToString());
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [TestCase("nul"), TestCase("deep"), TestCase("twice"), TestCase("huge"), TestCase("bom"), TestCase("half"), TestCase("cut"), TestCase("not-utf8")]
    public async Task JSON_that_no_honest_program_sends_is_refused(string kind)
    {
        var body = kind switch
        {
            "nul" => """{"offer":"a\u0000b"}"""u8.ToArray(),
            "deep" => Encoding.UTF8.GetBytes($"{{\"offer\":{new string('[', 10_000)}{new string(']', 10_000)}}}"),
            "twice" => """{"offer":"a","offer":"b"}"""u8.ToArray(),
            "huge" => Encoding.UTF8.GetBytes($"{{\"offer\":{new string('9', 5000)}}}"),
            "bom" => [.. Encoding.UTF8.GetPreamble(), .. """{"offer":"a"}"""u8],
            "half" => """{"offer":"\ud800"}"""u8.ToArray(),
            "cut" => """{"offer":"""u8.ToArray(),
            _ => [.. "{\"offer\":\""u8, 0xff, 0xfe, .. "\"}"u8],
        };
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        var refused = await henrik.SendContent(HttpMethod.Put, $"initiatives/{open.Peek()}/pledge", content);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), refused.ToString());
    }

    [Test]
    public async Task Other_media_and_too_much_are_refused()
    {
        var path = $"initiatives/{open.Peek()}/pledge";
        var text = await henrik.SendContent(HttpMethod.Put, path, new StringContent("{}", Encoding.UTF8, "text/plain"));
        var utf16 = await henrik.SendContent(HttpMethod.Put, path, new StringContent("{}", Encoding.Unicode, "application/json"));
        var large = await henrik.Put(path, $"{{\"offer\":\"{new string('a', 300_000)}\"}}");
        Assert.That(
            new[] { text.Status, utf16.Status, large.Status },
            Is.EqualTo(new[] { HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.RequestEntityTooLarge }));
    }

    [Test]
    public async Task What_is_missing_stands_at_its_field()
    {
        var refused = await henrik.Post("initiatives", """{"description":"Utan titel","values":[{"value":"manskligt","how":""}]}""");
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), refused.ToString());
        Assert.That(refused.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name), Has.Member("title"));
    }

    [Test]
    public async Task A_pledge_is_made_and_taken_back()
    {
        var number = open.Peek();
        var made = await henrik.Put($"initiatives/{number}/pledge", null);
        var back = await henrik.Delete($"initiatives/{number}/pledge");
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.OK), made.ToString());
        Assert.That(back.Json.GetProperty("pledges").GetInt32(), Is.EqualTo(made.Json.GetProperty("pledges").GetInt32() - 1));
    }

    [Test]
    public async Task The_log_itself_remembers_what_was_written_when_the_answer_was_lost()
    {
        var (number, key) = (open.Dequeue(), Guid.NewGuid().ToString());
        var first = await henrik.Put($"initiatives/{number}/vote", Support, key);
        await hub.Views.Execute("update hub.api_key set status = null, body = null where key = @key", new { key });
        var head = await hub.Log.Head();
        var again = await henrik.Put($"initiatives/{number}/vote", Support, key);
        Assert.That((again.Status, await hub.Log.Head()), Is.EqualTo((HttpStatusCode.OK, head)));
        Assert.That(again.Json.GetProperty("position").GetInt64(), Is.EqualTo(first.Json.GetProperty("position").GetInt64()));
    }
}
