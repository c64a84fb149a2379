using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Activation.Domain;
using Activation.Domain.Consents;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

public sealed class ConsentTests
{
    const string Mine = "/me/privacy";

    TestHub hub;
    ConsentBook consents;
    ProgrammeView here;

    [SetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        consents = hub.Services.GetRequiredService<ConsentBook>();
        here = await hub.Programme();
    }

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_visitor_reads_the_name_of_who_said_yes_and_of_nobody_else_and_it_is_gone_with_the_no()
    {
        var (number, proposer) = await hub.OneWithItsProposer();
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(Sown.Initiative(number))).Text, Does.Not.Contain(proposer));
        using var mine = await hub.As(proposer);
        var given = await mine.Send(Mine, "#consents form:has(input[value=PublicName])");
        Assert.That(given.Text, Does.Contain("Ditt ja är sparat"));
        var page = await visitor.Get(Sown.Initiative(number));
        Assert.That(page.One("#brief + dl dd").TextContent, Does.Contain(proposer));
        var others = await hub.Views.Column<string>("select name from hub.person where name <> @proposer", new { proposer });
        Assert.That(others.Where(name => page.Text.Contains(name, StringComparison.Ordinal)), Is.Empty);
        Assert.That((await mine.Send(Mine, "#consents form:has(input[value=PublicName])")).Text, Does.Contain("Ditt ja är borttaget"));
        Assert.That((await visitor.Get(Sown.Initiative(number))).Text, Does.Not.Contain(proposer));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task A_number_is_shown_to_members_where_its_owner_said_yes_and_to_visitors_never()
    {
        const string phone = "070-555 01 99";
        var (number, proposer) = await hub.OneWithItsProposer();
        using var mine = await hub.As(proposer);
        await mine.Send(Mine, "form[action*=Correct]", ("Name", proposer), ("Phone", phone));
        using var other = await hub.As(proposer == Cast.Bo ? Cast.Iris : Cast.Bo);
        Assert.That((await other.Get(Sown.Initiative(number))).Text, Does.Not.Contain(phone));
        await mine.Send(Mine, "#consents form:has(input[value=Phone])");
        Assert.That((await other.Get(Sown.Initiative(number))).One("a[href^='tel:']").TextContent, Is.EqualTo(phone));
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(Sown.Initiative(number))).Text, Does.Not.Contain(phone));
    }

    [Test]
    public async Task A_link_asks_one_person_one_question_without_an_account_and_takes_the_yes_back_by_the_same_way()
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        var email = await hub.Views.Value<string>("select email from hub.person where person = @iris", new { iris });
        var page = $"{Sown.Here}/admin/people/{iris}";
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Send(page, "form[action*=Ask]")).Text, Does.Contain("Frågan är skickad"));
        Assert.That((await elin.Send(page, "form[action*=Ask]")).Text, Does.Contain("redan fått frågan"));
        var link = await hub.LinkTo(email!);
        using var anybody = hub.Visitor("da");
        var asked = await anybody.Get(link);
        Assert.That(asked.Text, Does.Contain("Må dit navn stå åbent?").And.Contain(here.Card.Organisation));
        Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, iris), Is.False, "opening it is no yes");
        Assert.That((await anybody.Send(asked, "form[action*=Give]")).Text, Does.Contain("Dit ja er gemt"));
        Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, iris), Is.True);
        var row = (await consents.AllOf(iris)).Single();
        Assert.That((row.GivenBy, row.Version, row.WithdrawnAt), Is.EqualTo((ConsentWay.Link, 1, (DateTimeOffset?)null)));
        await anybody.Send(link, "form[action*=Withdraw]");
        Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, iris), Is.False);
        Assert.That((await anybody.Get("/consent/nothing-of-ours")).Text, Does.Contain("Linket gælder ikke længere"));
    }

    [Test]
    public async Task A_yes_is_taken_for_thirty_days_and_taken_back_for_as_long_as_it_stands()
    {
        var (links, iris) = (hub.Services.GetRequiredService<ConsentLinks>(), await hub.PersonCalled(Cast.Iris));
        var link = (await links.Make(here.Id, iris, ConsentPurpose.PublicName, null))!.AbsolutePath;
        using var anybody = hub.Visitor();
        var open = await anybody.Get(link);

        await Later(29);
        await Says("Give", true);
        await Says("Withdraw", false);
        await Says("Give", true);
        await Later(2);
        Assert.That(Offered(await anybody.Get(link)), Is.EqualTo(new[] { "Withdraw" }));
        await Later(1_000);
        await links.Sweep(DateTimeOffset.UtcNow);
        await Says("Withdraw", false);

        // It has nothing left to do: for whoever has the page open still, and for the house.
        await Says("Give", false);
        Assert.That(Offered(await anybody.Get(link)), Is.Empty);
        Assert.That(await Kept(), Is.EqualTo(1));
        await links.Sweep(DateTimeOffset.UtcNow);
        Assert.That(await Kept(), Is.Zero);

        async Task Says(string what, bool holds)
        {
            var form = Visitor.FormOf(open, "form[action*=Give]");
            await anybody.Post(new Uri(hub.Address, $"{link}?handler={what}"), form.Values);
            Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, iris), Is.EqualTo(holds), what);
        }
    }

    [Test]
    public async Task A_question_that_nobody_answered_says_yes_for_nobody_who_finds_it_later()
    {
        var (links, iris) = (hub.Services.GetRequiredService<ConsentLinks>(), await hub.PersonCalled(Cast.Iris));
        var link = (await links.Make(here.Id, iris, ConsentPurpose.PublicName, null))!.AbsolutePath;
        using var finder = hub.Visitor();
        var open = await finder.Get(link);
        Assert.That(Offered(open), Is.EqualTo(new[] { "Give" }));
        await Later(31);
        Assert.That(Offered(await finder.Get(link)), Is.Empty);
        await finder.Send(open, "form[action*=Give]");
        Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, iris), Is.False);

        // A yes that was said elsewhere to older words is not made one to those of today.
        await hub.Streams.Decide(
            StreamNames.Consent(here.Id, iris, ConsentPurpose.PublicName, null), new Writer(here.Id, iris, DateTimeOffset.UtcNow, Guid.NewGuid()),
            _ => Decision.Accept(new ConsentGiven(iris, ConsentPurpose.PublicName, null, 0, ConsentWay.Page)));
        await hub.Settled();
        await finder.Send(open, "form[action*=Give]");
        Assert.That((await consents.AllOf(iris)).Single().GivenBy, Is.EqualTo(ConsentWay.Page));
        Assert.That(await links.Make(here.Id, iris, ConsentPurpose.PublicName, null), Is.Not.Null, "by then they may be asked anew");
    }

    [Test]
    public async Task A_link_that_was_made_when_a_yes_was_taken_for_years_takes_one_for_thirty_days()
    {
        var (links, iris) = (hub.Services.GetRequiredService<ConsentLinks>(), await hub.PersonCalled(Cast.Iris));
        var link = (await links.Make(here.Id, iris, ConsentPurpose.PublicName, null))!.AbsolutePath;
        await hub.Views.Execute("update hub.consent_link set expires_at = asked_at + interval '730 days'");
        await Later(31);
        await hub.Views.Execute(ConsentLinks.Ddl);
        using var finder = hub.Visitor();
        Assert.That(Offered(await finder.Get(link)), Is.Empty);
    }

    static string[] Offered(Sheet page) =>
        [.. page.All("main form").Select(form => form.GetAttribute("action")!).Select(action => action[(action.LastIndexOf('=') + 1)..])];

    Task Later(int days) => hub.Views.Execute(
        "update hub.consent_link set asked_at = asked_at - make_interval(days => @days), expires_at = expires_at - make_interval(days => @days)", new { days });

    Task<int> Kept() => hub.Views.Value<int>("select count(*)::int from hub.consent_link");

    [Test]
    public async Task A_yes_to_older_words_is_asked_anew_and_nobody_answers_for_somebody_else()
    {
        var (astrid, bo) = (await hub.PersonCalled(Cast.Astrid), await hub.PersonCalled(Cast.Bo));
        Assert.That(await consents.Give(here, astrid, ConsentPurpose.Phone, null, 0, ConsentWay.Page), Is.InstanceOf<No>());
        using var mine = await hub.As(Cast.Astrid);
        var (target, values) = Visitor.FormOf(await mine.Get(Mine), "#consents form:has(input[value=Phone])");
        await mine.Post(target, values.Select(field => field.Key == "version" ? new KeyValuePair<string, string>("version", "7") : field));
        await mine.Post(target, values.Append(new("person", $"{bo}")).Append(new("Person.Person", $"{bo}")));
        Assert.That((await consents.Of(here.Id, ConsentPurpose.Phone, [astrid, bo])), Is.EquivalentTo(new[] { astrid }));
        var elsewhere = await mine.Post(target, values.Select(field => field.Key == "programme" ? new KeyValuePair<string, string>("programme", $"{Guid.NewGuid()}") : field));
        Assert.That(elsewhere.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Ones_answers_are_taken_along_and_end_when_one_is_forgotten()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var story = Guid.NewGuid();
        await consents.Give(here, cilla, ConsentPurpose.PublicName, null, 1, ConsentWay.Page);
        await consents.Give(here, cilla, ConsentPurpose.PublicName, story, 1, ConsentWay.Link);
        Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, cilla, Guid.NewGuid()), Is.False, "a yes to one thing is none to another");
        var zipped = await hub.Services.GetRequiredService<AboutMe>().Zip(cilla);
        using var zip = new ZipArchive(new MemoryStream(zipped), ZipArchiveMode.Read);
        using var about = JsonDocument.Parse(await zip.GetEntry("about-me.json")!.OpenAsync());
        Assert.That(about.RootElement.GetProperty("consents").GetArrayLength(), Is.EqualTo(2));
        using (var mine = await hub.As(Cast.Cilla)) await mine.Send(Mine, "form[action*=Erase]", ("Sure", "true"));
        await hub.Settled();
        Assert.That(await consents.Holds(here.Id, ConsentPurpose.PublicName, cilla, story), Is.False);
        Assert.That((await consents.AllOf(cilla)).Select(row => row.WithdrawnBy), Is.All.EqualTo(ConsentWay.Ended));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public void Every_version_of_every_question_keeps_its_words()
    {
        var texts = new Texts();
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
        {
            Assert.That(ConsentQuestions.Current(purpose), Is.GreaterThan(0), $"{purpose}");
            foreach (var key in Enumerable.Range(1, ConsentQuestions.Current(purpose)).SelectMany(v => new[] { ConsentQuestions.Title(purpose, v), ConsentQuestions.Text(purpose, v) }))
                Assert.That(texts.Has(key), Is.True, key);
        }
    }
}
