using Activation.Web.Features.Deeds;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Where letters end a human begins: a coordinator's list of those to talk to.</summary>
public sealed class TalksTests
{
    const string Path = $"{Sown.Here}/talks";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_asks_for_help_stands_on_the_list_of_their_coordinator_until_they_have_talked()
    {
        var one = (await hub.Views.One<Found>(
            """
            select a.programme, a.activity, a.owner, a.title, p.name as coordinator from activity a join initiative i using (initiative)
              join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles) and m.member <> a.owner join hub.person p on p.person = m.member
             where a.state = 'scheduled' and i.state = 'active' and a.due_on > now() order by a.activity limit 1
            """))!;
        using var coordinator = await hub.As(one.Coordinator);
        Assert.That((await coordinator.Get(Path)).All($"button[value='{one.Activity}']"), Is.Empty);
        var link = await hub.Services.GetRequiredService<DeedLinks>().Make(Deed.Help, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(1));
        using var owner = hub.Visitor();
        await owner.Send(link.AbsolutePath, "main form", ("Note", "Vi saknar en lokal"));
        var sheet = await coordinator.Get(Path);
        Assert.That(sheet.Text, Does.Contain("Vi saknar en lokal"));
        await coordinator.Send(sheet, $"button[value='{one.Activity}']");
        Assert.That((await coordinator.Get(Path)).All($"button[value='{one.Activity}']"), Is.Empty);
    }

    [Test]
    public async Task Another_municipality_s_coordinator_sees_nothing_of_it()
    {
        var elsewhere = await hub.Views.Column<string>(
            "select distinct a.municipality from activity a where a.state = 'scheduled' and a.due_on < now() - interval '15 days'");
        using var bo = await hub.As(Cast.Bo);
        var text = (await bo.Get(Path)).One("main").TextContent;
        var names = await hub.Views.Column<string>(
            "select name from municipality where municipality = any(@elsewhere) and municipality <> 'astorp'", new { elsewhere = elsewhere.ToArray() });
        Assert.That(names.Where(name => text.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    sealed record Found(Guid Programme, Guid Activity, Guid Owner, string Title, string Coordinator);
}
