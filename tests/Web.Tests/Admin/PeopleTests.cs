using System.Net;
using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Admin;

public sealed class PeopleTests
{
    const string People = $"{Sown.Here}/admin/people";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Whoever_leads_finds_people_by_name_municipality_and_role()
    {
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get($"{People}?q=falkenbjerg")).All("tbody tr"), Has.Count.EqualTo(1));
        var coordinators = await elin.Get($"{People}?role=Coordinator&municipality=astorp");
        Assert.That(coordinators.Text, Does.Contain(Cast.Bo).And.Not.Contain(Cast.Iris));
        Assert.That((await elin.Get(People)).All("tbody tr"), Has.Count.EqualTo(50), "a page of three hundred");
        Assert.That((await elin.Get($"{People}?q=%00%27;drop")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(Cast.Astrid), TestCase(Cast.Bo), TestCase(Cast.David)]
    public async Task Nobody_else_sees_who_is_in(string name)
    {
        using var visitor = await hub.As(name);
        Assert.That((await visitor.Get(People)).Address.AbsolutePath, Is.EqualTo("/no-access"));
        Assert.That((await visitor.Get($"{People}?handler=Csv")).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    [Test]
    public async Task A_role_changes_with_its_reason_and_holds_at_once()
    {
        var path = $"{People}/{await hub.PersonCalled(Cast.David)}";
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Get(path);
        Assert.That((await elin.Send(page, "form[action*=Roles]", ("Roles", "Coordinator"))).Text, Does.Contain("Skriv varför"));
        var refused = await elin.Send(page, "form[action*=Roles]", ("Roles", "Administrator"), ("Reason", "Vill så"));
        Assert.That(refused.Text, Does.Contain("Det här gör en administratör"));
        var done = await elin.Send(page, "form[action*=Roles]", ("Roles", "Coordinator"), ("Roles", "Communicator"), ("Reason", "Svarar under våren"));
        Assert.That(done.Text, Does.Contain("De gäller nu"));
        using var david = await hub.As(Cast.David);
        Assert.That((await david.Get($"{Sown.Here}/queue")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Row(Cast.David)).Roles, Is.EquivalentTo(new[] { Role.Coordinator, Role.Communicator }));
    }

    [Test]
    public async Task Home_deputy_and_absence_are_noted_and_taken_back()
    {
        var path = $"{People}/{await hub.PersonCalled(Cast.Iris)}";
        using var farid = await hub.As(Cast.Farid);
        await farid.Send(path, "form[action*=Appoint]", ("Deputy", "klippan"));
        var away = await farid.Send(path, "form[action*=Away]", ("AwayFrom", Sown.Day(-1)), ("AwayTo", Sown.Day(9)));
        Assert.That(away.Text, Does.Contain("Frånvaron är noterad").And.Contain("Klippan"));
        Assert.That((await farid.Get($"{People}?q=tranmark")).Text, Does.Contain("borta till och med"));
        await farid.Send(path, "form[action*=Back]");
        await farid.Send(path, "form[action*=Move]", ("Municipality", "klippan"));
        Assert.That((await farid.Send(path, "form[action*=Move]", ("Municipality", "klippan"))).One("#Municipality-error").TextContent, Does.Contain("hör redan till Klippan"));
        Assert.That((await farid.Send(path, "form[action*=Appoint]")).One("#Deputy-error").TextContent, Does.Contain("Välj en kommun"), "nobody stands in by a first choice that was made for them");
        var row = await Row(Cast.Iris);
        Assert.That((row.AwayTo, row.Municipality), Is.EqualTo(((DateOnly?)null, "klippan")));
        Assert.That(row.DeputyFor, Does.Not.Contain("klippan"), "nobody stands in for themselves");
    }

    [Test]
    public async Task Who_is_shown_out_loses_the_programme_at_once()
    {
        var greta = await hub.PersonCalled(Cast.Greta);
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Send($"{People}/{greta}", "form[action*=Leave]")).One("#SureToEnd-error").TextContent, Does.Contain("Kryssa i rutan"), "one slip of a finger is no yes");
        await elin.Send($"{People}/{greta}", "form[action*=Leave]", ("SureToEnd", "true"));
        Assert.That((await Row(Cast.Greta)).Left);
        Assert.That((await elin.Get($"{People}?left=true")).Text, Does.Contain(Cast.Greta));
        Assert.That((await elin.Get($"{People}/{greta}")).All("form[action*=Erase]"), Is.Empty, "a lead does not erase");
    }

    [Test]
    public async Task How_somebody_who_left_is_reached_stands_in_no_list_and_no_letter_goes_to_them()
    {
        const string number = "070-555 31 41";
        // None of those whom other tests here ask for.
        var gone = await hub.Views.Value<Guid>(
            "select m.member from member m join hub.person p on p.person = m.member where 'core_team' = any(m.roles) and p.name not in (@Astrid, @Cilla, @Henrik) order by m.member desc limit 1",
            new { Cast.Astrid, Cast.Cilla, Cast.Henrik });
        var (name, email) = (await hub.Views.Value<string>("select name from hub.person where person = @gone", new { gone }), await hub.Views.Value<string>("select email from hub.person where person = @gone", new { gone }));
        using var elin = await hub.As(Cast.Elin);
        var before = await elin.Get($"{People}/{gone}");
        await elin.Send(before, "form[action*=Leave]", ("SureToEnd", "true"));
        await hub.Views.Execute("update hub.person set phone = @number where person = @gone", new { number, gone });

        foreach (var address in new[] { $"{People}?left=true", $"{People}?left=true&handler=Csv", $"{People}/{gone}" })
            Assert.That((await elin.Get(address)).Text, Does.Contain(name).And.Not.Contain(email).And.Not.Contain(number), address);
        Assert.That((await elin.Get($"{People}?left=true&q={email}")).All("tbody tr"), Is.Empty, "nor is it found out by asking");
        Assert.That((await elin.Send(before, "form[action*=Ask]")).Text, Does.Contain("har lämnat programmet. Bjud in på nytt"));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.consent_link where person = @gone", new { gone }), Is.Zero);
    }

    [Test]
    public async Task An_administrator_erases_whoever_asks_them_to()
    {
        var one = (await hub.Views.Column<Guid>("select member from member where 'core_team' = any(roles) order by member limit 1"))[0];
        using var farid = await hub.As(Cast.Farid);
        var done = await farid.Send($"{People}/{one}", "form[action*=Erase]", ("Sure", "true"));
        Assert.That(done.Text, Does.Contain("Uppgifterna är borttagna"));
        Assert.That(done.One("h1").TextContent, Is.EqualTo("borttagen"));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.person where person = @one", new { one }), Is.Zero);
    }

    async Task<MemberRow> Row(string name) =>
        (await hub.Views.One<MemberRow>("select * from member where member = @person", new { person = await hub.PersonCalled(name) }))!;
}
