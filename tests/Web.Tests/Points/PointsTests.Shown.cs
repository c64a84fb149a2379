using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Store;
using Activation.Web.Features.Points;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Points;

/// <summary>Who is shown to whom, and what is new to them.</summary>
public sealed partial class PointsTests
{
    [Test]
    public async Task A_name_is_shown_to_those_it_was_meant_for()
    {
        using var bo = await hub.As(Cast.Bo);
        await bo.Send(Mine, "#choice form", ("Audience", "Municipality"));
        await Earn(Cast.Bo, Badge.StraightAnswers);
        using var astrid = await hub.As(Cast.Astrid);
        using var henrik = await hub.As(Cast.Henrik);
        using var visitor = hub.Visitor();
        Assert.That((await astrid.Get($"{Sown.Here}/points")).Text, Does.Contain(Cast.Bo), "same municipality");
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Not.Contain(Cast.Bo), "another one");
        Assert.That((await visitor.Get($"{Sown.Here}/points")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task Who_is_shut_out_is_on_no_list_from_the_next_page_on()
    {
        using var iris = await hub.As(Cast.Iris);
        using var henrik = await hub.As(Cast.Henrik);
        await iris.Send(Mine, "#choice form", ("Audience", "Programme"));
        await Earn(Cast.Iris, Badge.StraightAnswers);
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Contain(Cast.Iris));
        var (accounts, person) = (hub.Services.GetRequiredService<Web.Platform.Identity.Accounts>(), await hub.PersonCalled(Cast.Iris));
        await accounts.Disable(person, DateTimeOffset.UtcNow);
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Not.Contain(Cast.Iris), "and could not say so");
        await accounts.Enable(person, DateTimeOffset.UtcNow);
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Contain(Cast.Iris), "what was chosen still holds");
    }

    [Test]
    public async Task Those_who_belong_to_no_municipality_are_none_together()
    {
        var here = await Here();
        foreach (var (name, role) in new[] { (Cast.Elin, Role.ProgrammeLead), (Cast.Farid, Role.Administrator) })
        {
            var member = await hub.PersonCalled(name);
            var stream = Web.Platform.StreamNames.Member(here.Id, member).Name;
            await Append(stream, (await hub.Log.ReadStream(stream)).Count, null, DateTimeOffset.UtcNow, new MemberEnrolled(member, "", [role]));
        }

        await hub.Settled();
        using var elin = await hub.As(Cast.Elin);
        using var farid = await hub.As(Cast.Farid);
        await elin.Send(Mine, "#choice form", ("Audience", "Municipality"));
        await Earn(Cast.Elin, Badge.FirstStep);
        Assert.That((await farid.Get($"{Sown.Here}/points")).One("section[aria-labelledby=people]").TextContent, Does.Not.Contain(Cast.Elin));
        await elin.Send(Mine, "#choice form", ("Audience", "Programme"));
        Assert.That((await farid.Get($"{Sown.Here}/points")).One("section[aria-labelledby=people]").TextContent, Does.Contain(Cast.Elin));
    }

    [Test]
    public async Task A_badge_is_told_once_and_not_to_who_has_said_no_meanwhile()
    {
        var (here, person, news) = (await Here(), await hub.PersonCalled(Cast.David), hub.Services.GetRequiredService<BadgeNews>());
        using var david = await hub.As(Cast.David);
        await david.Send(Mine, "#choice form", ("Audience", "Myself"));
        var form = await david.Get(Mine);
        news.Add(here.Id, person, Badge.Host);
        Assert.That((await david.Get(Sown.Here)).Text, Does.Contain("Nytt märke"));
        Assert.That((await david.Get(Sown.Here)).Text, Does.Not.Contain("Nytt märke"), "once");
        news.Add(here.Id, person, Badge.Lasting);
        Assert.That((await david.Send(form, "#choice form", ("Audience", "Nobody"))).Text, Does.Contain("Inget räknas längre"));
        Assert.That((await david.Get(Sown.Here)).Text, Does.Not.Contain("Nytt märke"), "after a no");
        await david.Send(Mine, "#choice form", ("Audience", "Programme"));
    }

    [Test]
    public async Task A_no_is_the_end_of_what_was_new_also_where_a_yes_follows_it()
    {
        var (here, doubtful, other, news) = (await Here(), Guid.CreateVersion7(), Guid.CreateVersion7(), hub.Services.GetRequiredService<BadgeNews>());
        await Chosen(doubtful, Audience.Myself);
        await Chosen(other, Audience.Myself);
        news.Add(here.Id, doubtful, Badge.Host);
        await Chosen(doubtful, Audience.Nobody);
        await Chosen(doubtful, Audience.Myself);
        await Tell(other, new BadgeAwarded(other, Badge.Host, DateTimeOffset.UtcNow, Guid.NewGuid()));
        await hub.Settled();
        await Until(async () => (await news.Take(other)).Count == 1);
        Assert.That(await news.Take(doubtful), Is.Empty);

        Task Chosen(Guid member, Audience audience) => Tell(member, new PointsChosen(member, audience));

        async Task Tell(Guid member, object told)
        {
            var stream = Web.Platform.StreamNames.Points(here.Id, member).Name;
            await Append(stream, (await hub.Log.ReadStream(stream)).Count, null, DateTimeOffset.UtcNow, told);
        }
    }
}
