using System.Net;
using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Store;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Points;

public sealed partial class PointsTests
{
    const string Mine = $"/me/points?programme={Cast.Programme}";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_has_not_said_yes_has_no_line_no_badge_and_no_place_on_a_list()
    {
        using var greta = await hub.As(Cast.Greta);
        var page = await greta.Get(Mine);
        Assert.That(page.All(".ledger, .badges"), Is.Empty);
        Assert.That(page.One("input[value=Nobody]").HasAttribute("checked"), Is.True);
        Assert.That(await hub.Views.Value<long>("select count(*) from badge b where not exists (select from points_choice c where c.programme = b.programme and c.member = b.member)"), Is.Zero);
    }

    [Test]
    public async Task Above_a_long_list_stands_the_way_to_the_choice()
    {
        using var doer = await hub.As((await hub.Views.Value<string>(
            "select p.name from deed d join points_choice c using (programme, member) join hub.person p on p.person = d.member where d.kind = 'completed' order by p.name limit 1"))!);
        var page = await doer.Get(Mine);
        Assert.That(page.All(".ledger"), Is.Not.Empty);
        Assert.That(page.One("main a[href='#choice']").TextContent, Is.EqualTo("Välj om det ska räknas"));
        Assert.That(page.All("#choice"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Saying_no_takes_one_off_every_list_at_once_and_ends_the_counting()
    {
        using var cilla = await hub.As(Cast.Cilla);
        using var henrik = await hub.As(Cast.Henrik);
        await cilla.Send(Mine, "#choice form", ("Audience", "Programme"));
        await Earn(Cast.Cilla, Badge.FirstStep);
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Contain(Cast.Cilla), "she chose to be seen");
        var sent = await cilla.Send(Mine, "#choice form", ("Audience", "Nobody"));
        Assert.That(sent.Text, Does.Contain("Inget räknas längre"));
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Not.Contain(Cast.Cilla), "gone with the next page");
        Assert.That((await cilla.Get("/me")).All(".ledger, .badges"), Is.Empty);
        var head = await hub.Log.Head();
        await hub.Services.GetRequiredService<Badging>().Award(await Here(), await hub.PersonCalled(Cast.Cilla), DateTimeOffset.UtcNow, default);
        Assert.That(await hub.Log.Head(), Is.EqualTo(head), "nothing is computed any longer");
        await cilla.Send(Mine, "#choice form", ("Audience", "Myself"));
        Assert.That((await cilla.Get("/me")).One(".badges").TextContent, Does.Contain("Första steget"), "a badge is never lost");
    }

    [TestCase(true), TestCase(false)]
    public async Task Who_left_and_came_back_says_the_same_yes_and_is_counted(bool ended)
    {
        var here = await Here();
        var doer = (await hub.Views.Many<Doer>(
            """
            select c.member, p.name, c.audience from points_choice c join hub.person p on p.person = c.member join deed d using (programme, member) join member m using (programme, member)
             where m.roles <@ array['core_team', 'coordinator'] and p.name not like 'Jonna%' group by 1, 2, 3 order by count(*) desc, p.name offset 1 limit 2
            """)).ElementAt(ended ? 0 : 1);
        var stream = Web.Platform.StreamNames.Member(here.Id, doer.Member).Name;
        using var farid = await hub.As(Cast.Farid);
        if (ended) await farid.Send($"{Sown.Here}/admin/people/{doer.Member}", "form[action*=Leave]", ("SureToEnd", "true"));
        // As it stands in logs from before leaving ended the choice.
        else await Append(stream, (await hub.Log.ReadStream(stream)).Count, null, DateTimeOffset.UtcNow, new MemberLeft(doer.Member));
        await hub.Settled();
        Assert.That((await hub.Log.ReadStream(Web.Platform.StreamNames.Points(here.Id, doer.Member).Name)).Any(e => e.Data is PointsChosen { Audience: Audience.Nobody }), Is.EqualTo(ended));
        await Append(stream, (await hub.Log.ReadStream(stream)).Count, null, DateTimeOffset.UtcNow, new MemberEnrolled(doer.Member, "klippan", [Role.CoreTeam]));
        await hub.Settled();
        using var back = await hub.As(doer.Name);
        Assert.That((await back.Get(Mine)).All(".ledger"), Is.Empty, "nobody is counted who was not asked since");
        var sent = await back.Send(Mine, "#choice form", ("Audience", $"{doer.Audience}"));
        Assert.That(sent.All(".ledger tbody tr"), Is.Not.Empty, sent.Text);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "live and rebuilt are the same");
    }

    sealed record Doer(Guid Member, string Name, Audience Audience);

    async Task Append(string stream, int version, Guid? actor, DateTimeOffset at, object @event) =>
        await hub.Log.Append(new Append(Guid.CreateVersion7(), (await Here()).Id, actor, stream, version, at, [@event]));

    [Test]
    public async Task Nothing_is_chosen_for_a_programme_that_one_is_not_in()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get("/me/points?programme=no-such")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var wrong = await astrid.Send(Mine, "#choice form", ("Audience", "Everybody<script>"));
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(wrong.All(".err"), Is.Not.Empty);
    }

    [Test]
    public async Task Whether_somebody_collects_points_is_not_in_the_audit() =>
        Assert.That(await hub.Views.Value<long>("select count(*) from audit where kind in ('points-chosen', 'badge-awarded')"), Is.Zero);

    async Task<ProgrammeView> Here() => (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;

    // What others do decides when one has a badge; here it is given by the product's own event.
    async Task Earn(string name, Badge badge)
    {
        var here = await Here();
        var member = await hub.PersonCalled(name);
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where programme = @Id limit 1", new { here.Id });
        await hub.Streams.Decide(
            Web.Platform.StreamNames.Points(here.Id, member), new Web.Platform.Writer(here.Id, null, DateTimeOffset.UtcNow, Guid.NewGuid()),
            choice => choice.Badges.Contains(badge) ? Domain.Decision.Accept() : Domain.Decision.Accept(new BadgeAwarded(member, badge, DateTimeOffset.UtcNow, initiative)));
        await hub.Settled();
    }

    static async Task Until(Func<Task<bool>> isSo)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < patience; await Task.Delay(20))
            if (await isSo()) return;
        throw new AssertionException("It did not come to that");
    }
}
