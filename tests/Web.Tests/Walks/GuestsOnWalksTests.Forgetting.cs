using Activation.Domain;
using Activation.Domain.Members;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Walks;

/// <summary>A seat ends with the person who had it, and an address with the walk.</summary>
public sealed partial class GuestsOnWalksTests
{
    [Test]
    public async Task The_link_by_which_somebody_stays_at_home_gives_a_seat_back_until_the_walk_begins_and_forgets_an_address_also_after()
    {
        var walk = await Announced(null);
        foreach (var email in new[] { "fore@example.test", "efter@example.test" })
        {
            using var guest = Hub.Visitor();
            await SignUp(guest, walk, email);
            await guest.Send(Guest.LinkIn(await Sink.To(email)), "main form");
        }

        Assert.That(await Taken(walk), Is.EqualTo(2));
        using var reader = Hub.Visitor();
        var rows = (await Kept(walk)).ToDictionary(row => row.Email, row => Links.Off(row.Guest).AbsolutePath);
        await reader.Send(rows["fore@example.test"], "main form");
        Assert.That(await Taken(walk), Is.EqualTo(1), "it is still to come");

        await Hub.Views.Execute("update walk set starts_at = now() - interval '1 minute' where walk = @Walk", walk);
        Assert.That((await reader.Get(rows["efter@example.test"])).One("h1").TextContent, Is.EqualTo("Vandringen har varit"));
        await reader.Send(rows["efter@example.test"], "main form");
        Assert.That(await Taken(walk), Is.EqualTo(1), "who came is known");
        Assert.That(await Kept(walk), Is.Empty);
        Assert.That((await reader.Get(rows["efter@example.test"])).All("main form"), Is.Empty);
    }

    [Test]
    public async Task A_link_that_waited_too_long_opens_nothing_and_its_address_is_forgotten()
    {
        var walk = await Announced(null);
        using var late = Hub.Visitor();
        await SignUp(late, walk, "sen@example.test");
        var come = Guest.LinkIn(await Sink.To("sen@example.test"));
        var open = await late.Get(come);
        await Hub.Views.Execute("update hub.walk_guest set asked_at = now() - interval '49 hours' where walk = @Walk", new { walk.Walk });
        await late.Send(open, "main form");
        Assert.That((await late.Get(come)).All("main form"), Is.Empty);
        Assert.That(await Taken(walk), Is.Zero);
        await Run<SignInSwept>(job => job.Run(DateTimeOffset.UtcNow, default));
        Assert.That(await Kept(walk), Is.Empty);
    }

    [Test]
    public async Task A_member_has_one_seat_however_they_sign_up_and_is_forgotten_by_their_address()
    {
        var walk = await Announced(null);
        var (email, greta) = (await Hub.EmailOf(Cast.Greta), await Hub.PersonCalled(Cast.Greta));
        using var member = await Hub.As(Cast.Greta);
        await member.Send($"{Walks}/{walk.Number}", "form[action*='Join']");
        await SignUp(member, walk, email, "Greta");
        await member.Send(Guest.LinkIn(await Sink.To(email)), "main form");
        Assert.That(await Taken(walk), Is.EqualTo(1));

        var about = await Hub.Services.GetRequiredService<AboutMe>().Of(greta);
        Assert.That(about.Single(section => section.Name == "walk_guest").Rows, Has.Count.EqualTo(1));
        Assert.That(about.Single(section => section.Name == "walks").Rows, Has.Count.EqualTo(1));
        await member.Send($"{Walks}/{walk.Number}", "form[action*='Leave']");
        Assert.That((await Taken(walk), (await Kept(walk)).Count), Is.EqualTo((0, 0)));

        await SignUp(member, walk, email, "Greta");
        await member.Send(Guest.LinkIn(await Sink.To(email, 2)), "main form");
        Assert.That((await Taken(walk), (await Kept(walk)).Count), Is.EqualTo((1, 1)));
        await Hub.Services.GetRequiredService<Erasures>().Erase(greta, greta, DateTimeOffset.UtcNow);
        await Hub.Settled();
        Assert.That((await Taken(walk), (await Kept(walk)).Count), Is.EqualTo((0, 0)), "whoever is erased comes no more, and their address is nowhere");
    }

    [Test]
    public async Task A_member_whose_address_has_a_mark_has_the_seat_of_the_plain_one_and_is_forgotten_with_it()
    {
        var (walk, cilla) = (await Announced(null), await Hub.PersonCalled(Cast.Cilla));
        var before = await Hub.EmailOf(Cast.Cilla);
        await Hub.Views.Execute("update hub.person set email = @marked where person = @cilla", new { marked = before.Replace("@", "+jobb@", StringComparison.Ordinal), cilla });
        try
        {
            using var anybody = Hub.Visitor();
            await SignUp(anybody, walk, before, "Cilla");
            await anybody.Send(Guest.LinkIn(await Sink.To(before)), "main form");
            Assert.That(await Hub.Views.Value<Guid>("select guest from walk_seat where walk = @Walk", new { walk.Walk }), Is.EqualTo(cilla), "the member’s seat");
            // As it is kept of who came before they were a member.
            var other = await Announced(null);
            await SignUp(anybody, other, before, "Cilla");
            await Hub.Views.Execute("update hub.walk_guest set seat = guest where walk = @Walk", new { other.Walk });
            await anybody.Send(Guest.LinkIn(await Sink.To(before, 2)), "main form");
            var guest = (await Kept(other)).Single().Guest;
            Assert.That(await Hub.Services.GetRequiredService<WalkGuests>().SeatOf(other, cilla), Is.EqualTo(guest), "no second one");
            await Hub.Services.GetRequiredService<WalkSeats>().Of(cilla, DateTimeOffset.UtcNow);
            await Hub.Settled();
            Assert.That(await Hub.Views.Column<Guid>("select guest from walk_seat where walk = any(@walks)", new { walks = new[] { walk.Walk, other.Walk } }), Is.Empty);
        }
        finally
        {
            await Hub.Views.Execute("update hub.person set email = @before where person = @cilla", new { before, cilla });
        }
    }

    [TestCase("bo@example.test"), TestCase("Bo+jobb@Example.test"), TestCase("b.o+a+b@gmail.com"), TestCase("b.o@googlemail.com"), TestCase("+jobb@example.test"), TestCase("+jobb@googlemail.com"), TestCase("a.b@sub.gmail.com")]
    public async Task The_database_spells_a_mailbox_as_we_do(string address) => Assert.That(
        await Hub.Views.Value<string>($"select {EmailAddress.MailboxOf("address")} from (select @address as address) a", new { address }), Is.EqualTo(EmailAddress.Mailbox(address.ToLowerInvariant())));

    [Test]
    public async Task Of_two_members_with_one_mailbox_the_address_that_is_written_says_whose_seat_it_is()
    {
        var walk = await Announced(null);
        var before = await Hub.EmailOf(Cast.Astrid);
        var (astrid, tagged) = (await Hub.PersonCalled(Cast.Astrid), (await Hub.EmailOf(Cast.Henrik)).Replace("@", "+1@", StringComparison.Ordinal));
        await Hub.Views.Execute("update hub.person set email = @tagged where person = @astrid", new { tagged, astrid });
        try
        {
            using var anybody = Hub.Visitor();
            await SignUp(anybody, walk, tagged, "Astrid");
            await anybody.Send(Guest.LinkIn(await Sink.To(tagged)), "main form");
            Assert.That(await Hub.Views.Value<Guid>("select guest from walk_seat where walk = @Walk", new { walk.Walk }), Is.EqualTo(astrid), "and not Henrik’s, whose mailbox it is, too");
            var (henrik, guests) = (await Hub.PersonCalled(Cast.Henrik), Hub.Services.GetRequiredService<WalkGuests>());
            Assert.That((await guests.SeatOf(walk, astrid), await guests.SeatOf(walk, henrik)), Is.EqualTo((astrid, henrik)), "nor is it given back by him");
        }
        finally
        {
            await Hub.Views.Execute("update hub.person set email = @before where person = @astrid", new { before, astrid });
        }
    }

    [Test]
    public async Task Who_only_looks_takes_a_seat_by_a_letter_and_gives_it_back_by_a_press()
    {
        var (walk, cilla) = (await Announced(null), await Hub.PersonCalled(Cast.Cilla));
        await Hub.Streams.Decide(StreamNames.Member(walk.Programme, cilla), House(walk), _ => Decision.Accept(new RolesChanged(cilla, [Role.Viewer], "vill bara se på")));
        await Hub.Settled();
        using var viewer = await Hub.As(Cast.Cilla);
        var email = await Hub.EmailOf(Cast.Cilla);
        var before = Sink.Mail.Count(mail => mail.To == email);
        await SignUp(viewer, walk, email, "Cilla");
        await viewer.Send(Guest.LinkIn(await Sink.To(email, before + 1)), "main form");
        Assert.That(await Taken(walk), Is.EqualTo(1));
        Assert.That((await viewer.Send($"{Walks}/{walk.Number}", "form[action*='Leave']")).All("form[action*='Leave']"), Is.Empty);
        Assert.That((await Taken(walk), (await Kept(walk)).Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Who_leaves_the_programme_gives_back_the_seat_they_had_as_a_member()
    {
        var (walk, henrik) = (await Announced(null), await Hub.PersonCalled(Cast.Henrik));
        using (var member = await Hub.As(Cast.Henrik)) await member.Send($"{Walks}/{walk.Number}", "form[action*='Join']");
        Assert.That(await Taken(walk), Is.EqualTo(1));
        await Hub.Streams.Decide(StreamNames.Member(walk.Programme, henrik), House(walk), _ => Decision.Accept(new MemberLeft(henrik)));
        await Hub.Settled();
        await Run<SignInSwept>(job => job.Run(DateTimeOffset.UtcNow, default));
        await Hub.Settled();
        Assert.That(await Taken(walk), Is.Zero);
    }

    [Test]
    public async Task Who_came_is_forgotten_a_month_after_the_walk_and_the_seats_stay_counted()
    {
        var walk = await Announced(null);
        using var guest = Hub.Visitor();
        await SignUp(guest, walk, "kom@example.test");
        await guest.Send(Guest.LinkIn(await Sink.To("kom@example.test")), "main form");
        foreach (var (days, kept) in new[] { (25, 1), (45, 0) })
        {
            await Run<RetentionDay>(job => job.Run(walk.StartsAt.AddDays(days), default));
            Assert.That(await Kept(walk), Has.Count.EqualTo(kept), $"{days} days after the walk");
        }

        Assert.That(await Taken(walk), Is.EqualTo(1));
        Assert.That(await Seen(Cast.Astrid, walk), Does.Contain("Någon utan namn"));
    }

    [Test]
    public async Task Who_would_have_come_is_forgotten_a_month_after_it_was_called_off()
    {
        var walk = await Announced(null);
        using var guest = Hub.Visitor();
        await SignUp(guest, walk, "besviken@example.test");
        await guest.Send(Guest.LinkIn(await Sink.To("besviken@example.test")), "main form");
        using var astrid = await Hub.As(Cast.Astrid);
        await astrid.Send($"{Walks}/{walk.Number}", "form[action*='CallOff']", ("CallOff.Reason", "Det blåser"));
        await Run<RetentionDay>(job => job.Run(walk.StartsAt.AddDays(26), default));
        Assert.That(await Kept(walk), Is.Empty, "34 days after it was called off");
    }
}
