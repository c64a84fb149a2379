using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Me;

public sealed class MyPageTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task A_visitor_is_asked_to_sign_in()
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task One_is_greeted_by_the_first_name_and_told_one_next_step()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Get("/me");
        Assert.Multiple(() =>
        {
            Assert.That(sheet.One("h1").TextContent, Is.EqualTo("Hej Astrid"));
            Assert.That(sheet.All(".ticket"), Has.Count.EqualTo(1));
        });
    }

    [TestCase("/me"), TestCase("/me/nudges"), TestCase("/me/points"), TestCase("/me/privacy"), TestCase("/me/security"), TestCase("/me/tokens")]
    public async Task What_is_ones_own_stands_in_the_frame_of_ones_programme(string page)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Get(page);
        Assert.Multiple(() =>
        {
            Assert.That(sheet.Address.AbsolutePath, Is.EqualTo(page));
            Assert.That(sheet.All("nav.nav a[href^='/p/familjen-helsingborg']"), Is.Not.Empty, "the menu");
            Assert.That(sheet.All("nav.tabbar a"), Has.Count.EqualTo(5), "the bar at the thumb");
            Assert.That(sheet.One(".foot").TextContent, Does.Contain("Exempeldata."));
        });
    }

    [Test]
    public async Task One_is_shown_what_one_is_in_oneself()
    {
        var astrid = await hub.PersonCalled(Cast.Astrid);
        var joined = await hub.Views.Column<string>(
            "select i.title from initiative i join pledge p using (initiative) where p.member = @astrid or i.proposer = @astrid", new { astrid });
        var foreign = await hub.Views.Column<string>(
            "select distinct i.title from initiative i join pledge p using (initiative) where p.member <> @astrid and i.title <> all(@known)",
            new { astrid, known = joined.ToArray() });
        using var visitor = await hub.As(Cast.Astrid);
        var lists = string.Join('\n', (await visitor.Get("/me")).All("[id^=joined-], [id^=proposed-]").Select(title => title.ParentElement!.TextContent));
        Assert.That(joined, Is.Not.Empty);
        Assert.That(joined.Where(title => !lists.Contains(title, StringComparison.Ordinal)), Is.Empty);
        Assert.That(foreign.Where(title => lists.Contains(title, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_proposal_that_is_begun_is_not_forgotten()
    {
        using var david = await hub.As(Cast.David);
        Assert.That((await david.Get("/me")).Text, Does.Not.Contain("påbörjat förslag"));
        await Proposal.WriteIdea(david, "Kaffe på perrongen");
        var sheet = await david.Get("/me");
        Assert.That(sheet.One("[id^=draft-]").ParentElement!.TextContent, Does.Contain("påbörjat förslag").And.Contain("Kaffe på perrongen"));
        using var henrik = await hub.As(Cast.Henrik);
        Assert.That((await henrik.Get("/me")).Text, Does.Not.Contain("Kaffe på perrongen"));
    }

    [Test]
    public async Task What_was_carried_out_is_rated_on_the_page_itself()
    {
        var name = (await hub.Views.Column<string>(
            """
            select p.name from activity a join initiative i using (initiative) join pledge l on l.initiative = i.initiative
              join hub.person p on p.person = l.member
             where a.state = 'carried_out' and a.carried_out_at > now() - interval '90 days' and l.member not in (a.owner, i.proposer)
               and not exists (select from rating r where r.activity = a.activity and r.member = l.member)
             order by p.name limit 1
            """))[0];
        using var member = await hub.As(name);
        var before = (await member.Get("/me")).All(".me-rate").Count;
        await member.Send("/me", ".me-rate", ("Grade", "4"), ("Note", "Alla kom."));
        Assert.That((await member.Get("/me")).All(".me-rate"), Has.Count.EqualTo(before - 1));
    }

    [Test]
    public async Task A_return_stands_among_the_notices_with_its_reason()
    {
        var found = (await hub.Views.Column<string>(
            """
            select p.name || '|' || h.reason from happening h join activity a on a.activity = h.activity join hub.person p on p.person = a.owner
             where h.kind = 'activity-returned' order by h.position desc limit 1
            """))[0].Split('|');
        using var owner = await hub.As(found[0]);
        Assert.That((await owner.Get("/me")).One("#bell").TextContent, Does.Contain(found[1]));
    }

    [Test]
    public async Task Signing_out_leaves_nobody_behind()
    {
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send("/me", "form[action='/sign-in?handler=Out']");
        Assert.That((await astrid.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }
}
