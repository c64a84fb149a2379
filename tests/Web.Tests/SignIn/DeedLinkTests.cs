using Activation.Support;
using Activation.Web.Features.Deeds;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

/// <summary>Links in letters that do one thing, for people who are not signed in.</summary>
public sealed class DeedLinkTests : MailedHub
{
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Test]
    public async Task A_link_in_a_letter_tells_that_an_activity_is_done_once_and_signs_nobody_in()
    {
        var one = await Scheduled();
        var (email, link) = ("agare@example.test", await Links.Make(Deed.Done, one.Programme, one.Activity, one.Owner, Week));
        await Hub.Services.GetRequiredService<IMail>().Send(new Letter(email, "sv", "deed-links.done-letter", one.Title)
        {
            Links = [new LetterLink("deed-links.done-letter-button", link)],
        });
        var path = Guest.LinkIn(await Sink.To(email));
        using var scanner = Hub.Visitor();
        for (var i = 0; i < 3; i++) await scanner.Get(path);
        Assert.That(await State(one), Is.EqualTo("scheduled"), "opening it did something");

        using var owner = Hub.Visitor();
        await owner.Send(path, "main form");
        Assert.Multiple(async () =>
        {
            Assert.That(await State(one), Is.EqualTo("carried_out"));
            Assert.That((await owner.Get(path)).All("main form"), Is.Empty);
            Assert.That((await owner.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        });
    }

    [Test]
    public async Task A_link_rates_an_activity()
    {
        var one = (await Hub.Views.One<Found>(
            """
            select a.programme, a.activity, a.title, p.member as owner from activity a join pledge p using (initiative)
             where a.state = 'carried_out' and p.member <> a.owner and a.carried_out_at > now() - interval '30 days'
               and not exists (select from rating r where r.activity = a.activity and r.member = p.member) limit 1
            """))!;
        var link = await Links.Make(Deed.Rate, one.Programme, one.Activity, one.Owner, Week);
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.Send(link.AbsolutePath, "main form")).All(".errors"), Is.Not.Empty, "no grade");
        await visitor.Send(link.AbsolutePath, "main form", ("Grade", "4"));
        Assert.That(await Hub.Views.Value<int>("select grade from rating where activity = @Activity and member = @Owner", one), Is.EqualTo(4));
    }

    [Test]
    public async Task A_link_that_is_old_or_shortened_or_whose_person_is_shut_out_does_nothing()
    {
        var one = await Scheduled();
        var link = await Links.Make(Deed.Done, one.Programme, one.Activity, one.Owner, Week);
        var old = await Links.Make(Deed.Done, one.Programme, one.Activity, one.Owner, -Week);
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.Get(old.AbsolutePath)).All("main form"), Is.Empty);
        Assert.That((await visitor.Get(link.AbsolutePath[..^2])).All("main form"), Is.Empty);
        var form = await visitor.Get(link.AbsolutePath);
        await Hub.Services.GetRequiredService<Accounts>().Disable(one.Owner, DateTimeOffset.UtcNow);
        await visitor.Send(form, "main form");
        Assert.That(await State(one), Is.EqualTo("scheduled"));
        await Hub.Services.GetRequiredService<Accounts>().Enable(one.Owner, DateTimeOffset.UtcNow);
    }

    [Test]
    public async Task Somebody_elses_link_does_what_that_person_may_and_no_more()
    {
        var one = await Scheduled();
        var stranger = await Hub.Views.Value<Guid>(
            "select member from member where roles = '{core_team}' and member <> @Owner and municipality <> (select municipality from activity where activity = @Activity) limit 1", one);
        var link = await Links.Make(Deed.Done, one.Programme, one.Activity, stranger, Week);
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.Get(link.AbsolutePath)).All("main form"), Is.Empty, "what may not be done is not offered");
        var (_, values) = Visitor.FormOf(await visitor.Get((await Links.Make(Deed.Done, one.Programme, one.Activity, one.Owner, Week)).AbsolutePath), "main form");
        Assert.That((await visitor.Post(link, values)).All(".errors"), Is.Not.Empty);
        Assert.That(await State(one), Is.EqualTo("scheduled"));
    }

    DeedLinks Links => Hub.Services.GetRequiredService<DeedLinks>();

    Task<string> State(Found one) => Hub.Views.Value<string>("select state from activity where activity = @Activity", one);

    async Task<Found> Scheduled() => (await Hub.Views.One<Found>(
        """
        select a.programme, a.activity, a.title, a.owner from activity a join initiative i using (initiative)
         where a.state = 'scheduled' and a.due_on <= now() and i.state = 'active' order by a.activity limit 1
        """) ?? await Hub.Views.One<Found>("select programme, activity, title, owner from activity where state = 'scheduled' order by due_on limit 1"))!;

    sealed record Found(Guid Programme, Guid Activity, string Title, Guid Owner);
}
