using System.Diagnostics;
using System.Globalization;
using System.Net;
using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Faults;

/// <summary>A thousand people and one initiative.</summary>
[TestFixture, Category("Clock")]
sealed class CrowdTests
{
    const int People = 1000;
    const int AtOnce = 100;

    [Test]
    public async Task A_thousand_people_vote_on_one_initiative_within_a_minute_and_each_counts_once()
    {
        await using var hub = await TestHub.Sown();
        var crowd = await Enrol(hub);
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        using var astrid = await Script.Of(hub, Cast.Astrid);
        await astrid.Put($"initiatives/{number}/vote", """{"stance":"notNow"}""");
        var (before, head) = (await Support(astrid, number), await hub.Log.Head());

        var watch = Stopwatch.StartNew();
        var replies = new List<Reply>();
        foreach (var some in crowd.Chunk(AtOnce)) replies.AddRange(await Task.WhenAll(some.Select(token => Vote(hub, token, number))));
        TestContext.Progress.WriteLine($"a crowd: {People} people voted in {watch.Elapsed.TotalSeconds:0.0} s");

        await hub.Settled();
        using var reader = await hub.As(Cast.Astrid);
        var page = (await reader.Get(Sown.Initiative(number))).One("[data-live=supports]").TextContent;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(replies.Where(reply => reply.Status != HttpStatusCode.OK), Is.Empty);
            // The hub nudges people meanwhile: what they did is counted, not what else there came to be.
            Assert.That(await hub.Views.Value<int>("select count(*)::int from log.event where position > @head and type = 'vote-cast'", new { head }), Is.EqualTo(People));
            Assert.That(await Support(astrid, number), Is.EqualTo(before + People));
            Assert.That(string.Concat(page.Where(char.IsAsciiDigit)), Is.EqualTo((before + People).ToString(CultureInfo.InvariantCulture)));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
        }
    }

    static async Task<int> Support(Script script, int number) =>
        (await script.Get($"initiatives/{number}")).Json.GetProperty("votes").GetProperty("support").GetInt32();

    static async Task<Reply> Vote(TestHub hub, string token, int number)
    {
        using var script = new Script(hub.Address, token, "en");
        return await script.Put($"initiatives/{number}/vote", """{"stance":"support"}""", Guid.NewGuid().ToString());
    }

    /// <summary>By the administrator's hand, as members of the core team all over the programme.</summary>
    /// <returns>The key of each one's script.</returns>
    static async Task<IReadOnlyList<string>> Enrol(TestHub hub)
    {
        var here = await hub.Programme();
        var administrator = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Farid)))!;
        var programme = await hub.Streams.Read(StreamNames.Programme(here.Id));
        PersonRow[] people =
            [.. Enumerable.Range(1, People).Select(i => new PersonRow(Guid.CreateVersion7(), $"Väljare {i}", $"valjare{i}@example.org", "sv"))];
        await hub.Services.GetRequiredService<PeopleDirectory>().Add(people);
        foreach (var some in people.Index().Chunk(AtOnce))
            await Task.WhenAll(some.Select(async one =>
            {
                var home = here.Municipalities[one.Index % here.Municipalities.Count].Municipality;
                var enrol = new EnrolMember(one.Item.Person, home, [Role.CoreTeam]);
                var writer = new Writer(here.Id, administrator.Member, DateTimeOffset.UtcNow, Guid.CreateVersion7());
                var outcome = await hub.Streams.Decide(
                    StreamNames.Member(here.Id, one.Item.Person), writer, member => Enrolling.Enrol(member, programme, enrol, administrator, writer.Now));
                Assert.That(outcome, Is.TypeOf<Done>());
            }));
        await hub.Settled();
        return await hub.Services.GetRequiredService<Tokens>().Invent([.. people.Select(person => person.Person)], "crowd", Scopes.All, DateTimeOffset.UtcNow);
    }
}
