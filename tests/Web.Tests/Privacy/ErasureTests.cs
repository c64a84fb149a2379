using System.Net;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

/// <summary>Whoever asks to be forgotten is, and what they did still counts.</summary>
public sealed partial class ErasureTests
{
    const string Phone = "070-555 01 77";

    /// <summary>As she was called before she put it right.</summary>
    const string Former = "Cilla Ekebloom", FormerPhone = "070-555 01 99";

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_asks_to_be_forgotten_is_nowhere_in_a_full_dump_and_what_they_voted_still_counts()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var (mine, row) = await Busy(cilla);
        var before = await Tallies();
        Assert.That(Traces(await Dump.Of(hub), row), Has.Count.EqualTo(7), "the test looks for what is there");

        using (mine)
        {
            var unsure = await mine.Send("/me/privacy", "form[action*=Erase]");
            Assert.That(unsure.Text, Does.Contain("Kryssa i rutan"));
            var after = await mine.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
            Assert.That(after.Text, Does.Contain("Ingen kan längre se vem du var"));
            Assert.That((await mine.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        }

        await hub.Settled();
        var dump = await Dump.Of(hub);
        Assert.Multiple(async () =>
        {
            Assert.That(Traces(dump, row), Is.Empty);
            Assert.That(dump, Does.Contain("Idén är […]").And.Contain("frågan om […] står"), "what others wrote stands, without her");
            Assert.That((await (await hub.As(Cast.Bo)).Get(Proposal.Path)).One("#Idea_Title").GetAttribute("value"), Is.EqualTo("Idén är […], om ni frågar mig"), "a draft is still one");
            Assert.That(dump.Contains(cilla.ToString(), StringComparison.Ordinal), "the log keeps the number");
            Assert.That(await Tallies(), Is.EqualTo(before));
            Assert.That(await hub.ReadModels.Compare(), Is.Empty, "a rebuild equals the live tables");
        });
    }

    [Test]
    public async Task Where_the_name_was_it_says_removed()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var number = (await hub.OpenTo(Cast.Cilla))[0];
        using (var mine = await hub.As(Cast.Cilla))
        {
            await mine.Send(Sown.Initiative(number), "form[action*='handler=Comment']", ("Text", "Vi kan låna ut lokalen"));
            await mine.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        }

        using var astrid = await hub.As(Cast.Astrid, "da");
        var page = await astrid.Get(Sown.Initiative(number));
        Assert.That(page.One(".exchanges > li:last-child > .remark").TextContent, Does.Contain("slettet").And.Contain("Vi kan låna ut lokalen").And.Not.Contain(Cast.Cilla));
    }

    [Test]
    public async Task An_administrator_does_not_erase_themselves_and_a_member_nobody_else()
    {
        using var farid = await hub.As(Cast.Farid);
        var refused = await farid.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        Assert.That(refused.Text, Does.Contain("en annan administratör"));
        var erasures = hub.Services.GetRequiredService<Erasures>();
        var outcome = await erasures.Erase(await hub.PersonCalled(Cast.Bo), await hub.PersonCalled(Cast.Astrid), DateTimeOffset.UtcNow);
        Assert.That(outcome, Is.InstanceOf<No>());
        Assert.That(await hub.Services.GetRequiredService<PeopleDirectory>().Find(await hub.PersonCalled(Cast.Bo)), Is.Not.Null);
    }

    [Test]
    public async Task Whoever_is_erased_leaves_the_traces_in_the_security_log_without_who_and_from_where()
    {
        var henrik = await hub.PersonCalled(Cast.Henrik);
        await hub.Views.Execute(
            "insert into hub.security_event (at, kind, person, programme, door, origin, times) values (now(), 'refused', @henrik, @Programme, 'GET /p/{programme}/admin/audit', '10.20.30.40', 7)",
            new { henrik, Cast.Programme });
        using (var mine = await hub.As(Cast.Henrik)) await mine.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        var left = await hub.Views.Column<string>("select concat_ws(' ', kind, times, origin) from hub.security_event where person = @henrik and kind = 'refused'", new { henrik });
        Assert.That(left, Is.EqualTo(new[] { "refused 7" }));
        using var farid = await hub.As(Cast.Farid);
        var row = (await farid.Get($"{Sown.Here}/admin/security?kind=refused")).One("tbody tr").TextContent;
        Assert.That(row, Does.Contain("borttagen").And.Contain("7"), "whoever looks into it still sees what was tried");
    }

    [Test]
    public async Task A_token_of_somebody_erased_opens_nothing()
    {
        using var script = await Api.Script.Of(hub, Cast.Henrik);
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.OK));
        using (var henrik = await hub.As(Cast.Henrik)) await henrik.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    /// <summary>Leaves traces of every kind: a phone, a token, a draft, an answer to a program, and her name in what others wrote.</summary>
    async Task<(Visitor, PersonRow)> Busy(Guid cilla)
    {
        var mine = await hub.As(Cast.Cilla);
        await mine.Send("/me/privacy", "form[action*=Correct]", ("Name", Former), ("Phone", FormerPhone));
        await mine.Send("/me/privacy", "form[action*=Correct]", ("Name", Cast.Cilla), ("Phone", Phone));
        var row = (await hub.Services.GetRequiredService<PeopleDirectory>().Find(cilla))!;
        Assert.That(row.Phone, Is.EqualTo(Phone));
        await Proposal.WriteIdea(mine, $"En idé av {Cast.Cilla}");
        using (var script = await Api.Script.Of(hub, Cast.Cilla)) await script.Put($"initiatives/{(await hub.OpenTo(Cast.Cilla))[0]}/vote", """{"stance":"support"}""", "her-key");
        using var astrid = await hub.As(Cast.Astrid);
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        await astrid.Send(Sown.Initiative(number), "form[action*='handler=Comment']", ("Text", $"Ring {Cast.Cilla} på {Phone} eller skriv till {row.Email}. {Former}s nummer var {FormerPhone}. Eller +46 70 555 01 77, det är {Cast.Cilla.Replace(" ", "\u00a0", StringComparison.Ordinal)}s."));
        using var bo = await hub.As(Cast.Bo);
        await Proposal.WriteIdea(bo, $"Idén är {Cast.Cilla}s, om ni frågar mig");
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{Sown.Here}/admin/challenges", "form[action*=Save] button", ("Form.Title", $"{Cast.Cilla}s utmaning"), ("Form.Target", "900"),
            ("Form.Until", Sown.Day(20)));
        Assert.That(await hub.Views.Value<bool>("select exists (select from challenge where title like 'Cilla%')"), Is.True);
        // Answers repeat what a program sent.
        await hub.Views.Execute(
            "insert into hub.api_key (key, person, digest, at, status, body) values ('hers-too', @bo, '', now(), 200, @body)",
            new { bo = await hub.PersonCalled(Cast.Bo), body = $$"""{"title":"frågan om {{Cast.Cilla.ToUpperInvariant()}}S står","position":70555}""" });
        await Proposal.Send(astrid, $"Fika med {Cast.Cilla}", [.. Proposal.ConcretePlan.Select(field => field.Item1 == "Plan.Responsible" ? (field.Item1, Cast.Cilla) : field)]);
        return (mine, row);
    }

    static List<string> Traces(string dump, PersonRow row) =>
        [.. new[] { row.Name, row.Email, row.Phone!, Former, FormerPhone, "70 555 01 77", row.Name.Replace(" ", "\u00a0", StringComparison.Ordinal) }.Where(trace => dump.Contains(trace, StringComparison.OrdinalIgnoreCase))];

    async Task<string> Tallies() => (await hub.Views.Value<string>(
        "select string_agg(number || ':' || supports || '/' || not_nows || '/' || pledges, ' ' order by number) from initiative"))!;
}
