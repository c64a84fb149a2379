using System.Net;
using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Members;

public sealed class MembershipTests
{
    const string Mine = $"{Sown.Here}/members/me";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_coordinator_chooses_who_stands_in_and_ends_it()
    {
        var astrid = await hub.PersonCalled(Cast.Astrid);
        using var bo = await hub.As(Cast.Bo);
        Assert.That((await bo.Get("/me")).All($"a[href='{Mine}']"), Has.Count.EqualTo(1));
        var page = await bo.Get(Mine);
        var offered = page.All("select[name=Deputy] option").Select(option => option.TextContent).ToList();
        Assert.That(offered, Has.Some.Contains(Cast.Astrid).And.Some.Contains(Cast.Iris), "their own, and coordinators of others");
        Assert.That(offered, Has.None.Contains(Cast.Cilla).And.None.Contains(Cast.Bo).And.None.Contains(Cast.Elin));
        Assert.That((await bo.Send(page, "form[action*=Appoint]", ("Deputy", ""))).One("#Deputy-error").TextContent, Does.Contain("Välj en person"));
        Assert.That((await bo.Send(page, "form[action*=Appoint]", ("Deputy", $"{await hub.PersonCalled(Cast.Cilla)}"))).Text, Does.Contain("Välj en person i listan"));
        Assert.That((await bo.Send(page, "form[action*=Appoint]", ("Deputy", $"{astrid}"))).One("#deputies form span").TextContent, Is.EqualTo(Cast.Astrid));
        using var standIn = await hub.As(Cast.Astrid);
        Assert.That((await standIn.Get($"{Sown.Here}/queue")).Address.AbsolutePath, Is.EqualTo($"{Sown.Here}/queue"));
        await bo.Send(Mine, "#deputies form[action*=Release]");
        Assert.That((await Row(Cast.Astrid)).DeputyFor, Is.Empty);
        Assert.That((await standIn.Get($"{Sown.Here}/queue")).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    [Test]
    public async Task Whoever_stands_in_stops_by_themselves_and_ends_nobody_elses()
    {
        using var iris = await hub.As(Cast.Iris);
        Assert.That((await iris.Get(Mine)).One("#standing-in").TextContent, Does.Contain("Bjuv"));
        using var astrid = await hub.As(Cast.Astrid);
        var page = await astrid.Get($"{Mine}/leave");
        var (target, values) = Visitor.FormOf(page, "main form");
        var refused = await astrid.Post(
            new Uri(target, $"{Mine}?handler=Release"), [.. values, new("member", $"{await hub.PersonCalled(Cast.Iris)}"), new("municipality", "bjuv")]);
        Assert.That(refused.Text, Does.Contain("samordnare utser vikarie"));
        Assert.That((await Row(Cast.Iris)).DeputyFor, Does.Contain("bjuv"));
        await iris.Send(Mine, "#standing-in form");
        Assert.That((await Row(Cast.Iris)).DeputyFor, Is.Empty);
    }

    [Test]
    public async Task Nobody_but_a_coordinator_chooses_deputies()
    {
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Get(Mine);
        Assert.That(page.All("select[name=Deputy]"), Is.Empty, "those who lead do it on the person's page");
        var (_, values) = Visitor.FormOf(await elin.Get($"{Mine}/leave"), "main form");
        using var henrik = await hub.As(Cast.Henrik);
        var (target, own) = Visitor.FormOf(await henrik.Get($"{Mine}/leave"), "main form");
        var refused = await henrik.Post(new Uri(target, $"{Mine}?handler=Appoint"), [.. own, new("Deputy", $"{await hub.PersonCalled(Cast.David)}")]);
        Assert.That(refused.Address.AbsolutePath, Is.EqualTo("/no-access"));
        Assert.That(values, Is.Not.Empty);
        Assert.That((await Row(Cast.David)).DeputyFor, Is.Empty);
    }

    [Test]
    public async Task Who_leaves_reads_what_becomes_of_what_they_have_says_so_twice_and_may_come_back()
    {
        var henrik = await hub.PersonCalled(Cast.Henrik);
        using var visitor = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[0];
        await visitor.Send(Sown.Initiative(number), "button[value=Support]");
        var supports = await Supports(number);
        var votes = await hub.Views.Value<int>("select count(*)::int from ballot where member = @henrik", new { henrik });
        var page = await visitor.Get($"{Mine}/leave");
        Assert.That(page.One(".terms").TextContent, Does.Contain(votes == 1 ? "1 röst står kvar" : $"{votes} röster står kvar").And.Contain("bjudas in igen"));
        Assert.That((await visitor.Send(page, "main form")).One("#Sure-error").TextContent, Is.Not.Empty);
        Assert.That((await Row(Cast.Henrik)).Left, Is.False);
        var left = await visitor.Send(page, "main form", ("Sure", "true"));
        Assert.That(left.Address.AbsolutePath, Is.EqualTo("/me"));
        Assert.That(left.Text, Does.Contain("Du har lämnat"));
        Assert.That((await Row(Cast.Henrik)).Left);
        foreach (var door in new[] { Mine, $"{Sown.Here}/initiatives/propose" })
            Assert.That((await visitor.Get(door)).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{door}: nobody any more");
        Assert.That(await Supports(number), Is.EqualTo(supports), "what was voted counts");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task An_administrator_is_told_that_another_one_shows_them_out()
    {
        using var farid = await hub.As(Cast.Farid);
        var page = await farid.Get($"{Mine}/leave");
        Assert.That(page.All("main form"), Is.Empty);
        Assert.That(page.Text, Does.Contain("tas bort av en annan administratör"));
    }

    Task<int> Supports(int number) =>
        hub.Views.Value<int>("select supports from initiative i join programme g using (programme) where g.slug = @Programme and i.number = @number", new { Cast.Programme, number });

    async Task<MemberRow> Row(string name)
    {
        var here = await hub.Programme();
        return (await hub.Views.One<MemberRow>("select * from member where programme = @Id and member = @person", new { here.Id, person = await hub.PersonCalled(name) }))!;
    }
}
