using System.Net;
using Activation.Domain.Initiatives;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using DomainText = Activation.Domain.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>What went well in one place is begun anew in another, and the tree knows.</summary>
public sealed class AdoptTests
{
    TestHub hub;
    Visitor astrid;
    string story;
    Guid initiative;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        astrid = await hub.As(Cast.Astrid);
        initiative = await hub.Views.Value<Guid>("select initiative from shown_story where municipality = 'landskrona' order by published_at limit 1");
        story = $"{Told.Stories}/{await hub.Views.Value<string>("select slug from shown_story where initiative = @initiative", new { initiative })}";
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        astrid.Dispose();
        await hub.DisposeAsync();
    }

    [SetUp]
    public Task Forget() => hub.Views.Execute("delete from hub.draft");

    [Test]
    public async Task A_good_example_becomes_ones_own_proposal_with_its_parent_and_what_was_learnt()
    {
        var card = (await hub.Views.One<InitiativeCard>("select * from initiative where initiative = @initiative", new { initiative }))!;
        var propose = await astrid.Send($"{story}/adopt", "form:has(button.main)");
        Assert.That(propose.Address.AbsolutePath, Is.EqualTo(Proposal.Path));
        Assert.That(propose.One("[name='Idea.Title']").GetAttribute("value"), Is.EqualTo(card.Title));
        Assert.That(propose.One("[name='Idea.Description']").TextContent, Does.Contain("Så gick det i Landskrona"));
        Assert.That(propose.Text, Does.Contain("Idén kommer från Landskrona"));
        // A form that names another parent changes nothing.
        await astrid.Send(propose, "button[formaction*=Idea]", ("Idea.Title", "Vår egen kväll"), ("Idea.Parent", Guid.NewGuid().ToString()));
        await astrid.Send($"{Proposal.Path}?step=2", "button[formaction*=Plan]");
        var sent = await astrid.Send($"{Proposal.Path}?step=3", "button[formaction*=Send]");
        Assert.That(sent.Address.AbsolutePath, Does.Match(@"/initiatives/\d+$"), sent.Text);
        await hub.Settled();
        Assert.That(await hub.Views.Value<Guid>("select parent from initiative where title = 'Vår egen kväll'"), Is.EqualTo(initiative));
        using var stranger = hub.Visitor();
        Assert.That((await stranger.Get(story)).One(".tree ul").TextContent, Does.Contain("Vår egen kväll").And.Contain("Åstorp"));
    }

    [Test]
    public async Task Who_takes_up_what_a_neighbour_has_begun_is_shown_it_first()
    {
        var (parent, slug) = (await hub.Views.One<Shown>(
            "select initiative, slug from shown_story s where s.municipality <> 'astorp' and not exists (select from initiative i where i.parent = s.initiative) order by published_at desc limit 1"))!;
        var path = $"{Told.Stories}/{slug}/adopt";
        var seen = await astrid.Get(path);
        Assert.That(seen.All("[name=Again]"), Is.Empty);
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var (id, cilla) = (Guid.CreateVersion7(), await hub.PersonCalled(Cast.Cilla));
        await hub.Log.Append(new Store.Append(
            Guid.CreateVersion7(), here.Id, cilla, StreamNames.Initiative(id).Name, 0, DateTimeOffset.UtcNow,
            [new InitiativeProposed(id, cilla, "astorp", [], 1, "Grannens kväll", "Mer", [], [], [], DateTimeOffset.UtcNow.AddDays(20), parent)]));
        await hub.Settled();
        var stopped = await astrid.Send(seen, "form:has(button.main)");
        Assert.That(stopped.Address.AbsolutePath, Does.EndWith("/adopt"));
        Assert.That(stopped.One(".note.act a").TextContent, Does.Contain("Grannens kväll"));
        Assert.That((await astrid.Send(stopped, "form:has(button.main)")).Address.AbsolutePath, Is.EqualTo(Proposal.Path), "who has seen it goes on");
    }

    [Test]
    public async Task A_program_takes_up_an_example_by_its_number()
    {
        using var script = await Script.Of(hub, Cast.Astrid);
        var number = await hub.Views.Value<int>("select number from initiative where initiative = @initiative", new { initiative });
        var sent = await script.Post("initiatives", Idea(number, ""","again":true"""));
        Assert.That(sent.Json.GetProperty("initiative").GetProperty("parent").GetProperty("number").GetInt32(), Is.EqualTo(number));
        Assert.That((await script.Post("initiatives", Idea(999_999))).Code, Is.EqualTo("api.parent"));
        Assert.That((await script.Post("initiatives", Idea(sent.Json.GetProperty("initiative").GetProperty("number").GetInt32()))).Code, Is.EqualTo("api.parent"), "nothing is told of it");
        await hub.Settled();
        Assert.That((await script.Post("initiatives", Idea(number))).Code, Is.EqualTo("api.begun-at-home"));
        Assert.That((await script.Post("initiatives", Idea(number, ""","again":true"""))).Status, Is.EqualTo(HttpStatusCode.Created), "who knows of it goes on");
        using var neighbour = await Script.Of(hub, await hub.Views.Value<string>(
            "select p.name from member m join hub.person p on p.person = m.member join initiative i on i.initiative = @initiative and i.municipality = m.municipality where 'core_team' = any(m.roles) order by p.name limit 1",
            new { initiative }) ?? throw new AssertionException("nobody there"));
        Assert.That((await neighbour.Post("initiatives", Idea(number))).Code, Is.EqualTo("adopt.ours"));
    }

    [Test]
    public async Task A_program_that_sends_again_what_it_has_taken_up_is_not_told_of_itself_as_a_neighbour()
    {
        using var script = await Script.Of(hub, Cast.Astrid);
        var number = await hub.Views.Value<int>(
            """
            select i.number from shown_story s join initiative i using (initiative)
             where i.municipality <> 'astorp' and not exists (select from initiative c where c.parent = s.initiative) order by s.published_at limit 1
            """);
        var key = Guid.NewGuid().ToString();
        var first = await script.Post("initiatives", Idea(number), key);
        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.ToString());
        await hub.Settled();
        await hub.Views.Execute("update hub.api_key set status = null, body = null where key = @key", new { key });
        var again = await script.Post("initiatives", Idea(number), key);
        Assert.That((again.Status, Number(again)), Is.EqualTo((HttpStatusCode.Created, Number(first))), again.ToString());

        static int Number(Reply reply) => reply.Json.GetProperty("initiative").GetProperty("number").GetInt32();
    }

    static string Idea(int parent, string more = "") => $$"""
        {"title":"Upptagen av ett program","description":"Samma kväll hos oss.","focusAreas":["motesplatser"],"parent":{{parent}}{{more}},
         "values":[{"value":"manskligt","how":"Alla som vill går med, i sin egen takt."}]}
        """;

    [Test]
    public async Task A_story_stands_in_the_tree_also_when_its_initiative_went_up_in_another()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var (gone, slug) = (await hub.Views.One<Shown>("select initiative, slug from shown_story where municipality = 'helsingborg' order by published_at limit 1"))!;
        var (stays, elin) = (Guid.CreateVersion7(), await hub.PersonCalled(Cast.Elin));
        await Append(StreamNames.Initiative(stays).Name, new InitiativeProposed(stays, elin, "helsingborg", [], 1, "Den som står kvar", "Mer", [], [], [], DateTimeOffset.UtcNow.AddDays(20), null));
        await Append(StreamNames.Initiative(stays).Name, new DuplicateTakenIn(stays, gone, elin, DateTimeOffset.UtcNow));
        await Append(StreamNames.Initiative(gone).Name, new InitiativeMerged(gone, stays, elin, "Samma idé"));
        await hub.Settled();
        Reach.Into(here.Id);
        var tree = await hub.Services.GetRequiredService<Lineage>().Of(here, stays, here.Rules.On(here.Today(DateTimeOffset.UtcNow)));
        Assert.That(Everybody(tree).Single(kin => kin.Initiative == stays).Slug, Is.EqualTo(slug));
        using var stranger = hub.Visitor();
        Assert.That((await stranger.Get($"{Told.Stories}/{slug}")).All(".tree").All(one => one.QuerySelector("[aria-current]") is not null), Is.True);
        await Append(StreamNames.Initiative(gone).Name, new MergeUndone(gone, stays, elin));
        await hub.Settled();

        async Task Append(string stream, object told) => await hub.Log.Append(new Store.Append(
            Guid.CreateVersion7(), here.Id, elin, stream, (await hub.Log.ReadStream(stream)).Count, DateTimeOffset.UtcNow, [told]));

        static IEnumerable<Kin> Everybody(Branch branch) => branch.Copies.SelectMany(Everybody).Prepend(branch.Kin);
    }

    sealed record Shown(Guid Initiative, string Slug);

    [Test]
    public async Task What_was_learnt_comes_along_however_long_the_idea_was()
    {
        var borrowing = hub.Services.GetRequiredService<Borrowing>();
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var card = (await hub.Views.One<InitiativeCard>("select * from initiative where initiative = @initiative", new { initiative }))! with { Description = new string('a', DomainText.BodyLimit) };
        var activity = (await hub.Views.One<ActivityCard>("select * from activity where initiative = @initiative and state = 'carried_out' limit 1", new { initiative }))!;
        var text = new StoryText("Rubrik", "Det gick.", "Så här.", "en kväll", "400 kr", new string('b', Telling.LearntLimit));
        var draft = borrowing.Of(here, Guid.NewGuid(), text, card, activity, DateTimeOffset.UtcNow);
        Assert.That(draft.Idea.Description, Does.Contain(text.Learnt).And.Length.LessThanOrEqualTo(DomainText.BodyLimit));
        Assert.That(draft.Plan.Resources, Does.Contain("en kväll").And.Contain("400 kr"));
    }

    [Test]
    public async Task What_one_is_writing_is_not_lost_unseen()
    {
        await Proposal.WriteIdea(astrid, "Min egen idé");
        var seen = await astrid.Get($"{story}/adopt");
        Assert.That(seen.Text, Does.Contain("Min egen idé"));
        await astrid.Post(new Uri(hub.Address, $"{story}/adopt"), Visitor.FormOf(seen, "form:has(button.main)").Values.Where(value => value.Key != "Replaces"));
        Assert.That(await Title(), Is.EqualTo("Min egen idé"), "nobody has said that it may go");
        await astrid.Send(seen, "form:has(button.main)");
        Assert.That(await Title(), Is.Not.EqualTo("Min egen idé"));
    }

    [Test]
    public async Task What_has_no_title_yet_is_not_lost_unseen_either()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var draft = Draft.New(here.Id, await hub.PersonCalled(Cast.Astrid), DateTimeOffset.UtcNow);
        var drafts = hub.Services.GetRequiredService<Drafts>();
        await drafts.Keep(draft with { Idea = new IdeaForm { Description = "Halva kvällen är tänkt." } });
        var seen = await astrid.Get($"{story}/adopt");
        Assert.That(seen.Text, Does.Contain("inte har någon rubrik än"));
        await astrid.Post(new Uri(hub.Address, $"{story}/adopt"), Visitor.FormOf(seen, "form:has(button.main)").Values.Where(value => value.Key != "Replaces"));
        Assert.That(await hub.Views.Value<string?>("select idea ->> 'description' from hub.draft"), Is.EqualTo("Halva kvällen är tänkt."));
        await drafts.Keep(draft);
        Assert.That((await astrid.Get($"{story}/adopt")).Text, Does.Not.Contain("inte har någon rubrik än"), "nothing is there to be lost");
    }

    [Test]
    public async Task Begun_twice_it_is_one_draft_that_keeps_what_was_changed()
    {
        var page = await astrid.Get($"{story}/adopt");
        var propose = await astrid.Send(page, "form:has(button.main)");
        await astrid.Send(propose, "button[formaction*=Idea]", ("Idea.Title", "Ändrad hos oss"));
        await astrid.Send(await astrid.Get($"{story}/adopt"), "form:has(button.main)");
        Assert.That(await Title(), Is.EqualTo("Ändrad hos oss"));
    }

    [Test]
    public async Task Nobody_borrows_from_themselves()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var own = await hub.Views.Value<string>("select slug from shown_story where municipality = 'helsingborg' limit 1");
        var page = await henrik.Get($"{Told.Stories}/{own}/adopt");
        Assert.That(page.Document.QuerySelector("button.main"), Is.Null);
        Assert.That(page.Text, Does.Contain("där du hör hemma"));
    }

    [Test]
    public async Task A_visitor_is_asked_who_they_are_and_what_is_not_shown_is_not_there()
    {
        using var stranger = hub.Visitor();
        Assert.That((await stranger.Get($"{story}/adopt")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        Assert.That((await astrid.Get($"{await Told.Begun(hub)}/adopt")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    Task<string?> Title() => hub.Views.Value<string?>("select idea ->> 'title' from hub.draft");
}
