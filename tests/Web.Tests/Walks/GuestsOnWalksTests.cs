using System.Diagnostics;
using System.Net;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Walks;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Privacy;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Walks;

/// <summary>People without an account on walks: a seat is theirs when their address is verified, and nothing is kept of them for longer than it is needed.</summary>
public sealed class GuestsOnWalksTests : MailedHub
{
    const string Walks = $"{Sown.Here}/walks";

    [Test]
    public async Task Who_scans_the_code_has_a_seat_when_their_address_is_verified_and_not_before()
    {
        var walk = await Announced(12);
        using var rut = Hub.Visitor();
        await SignUp(rut, walk, "rut@example.test", "Rut");
        var come = Guest.LinkIn(await Sink.To("rut@example.test"));
        for (var i = 0; i < 3; i++) Assert.That((await rut.Get(come)).All("main form"), Has.Count.EqualTo(1));
        Assert.That(await Taken(walk), Is.Zero, "nobody has pressed the button yet");

        Assert.That((await rut.Send(come, "main form")).One("h1").TextContent, Is.EqualTo("Du är anmäld"));
        var again = await rut.Get(come);
        Assert.Multiple(async () =>
        {
            Assert.That(await Taken(walk), Is.EqualTo(1));
            Assert.That((again.One("h1").TextContent, again.All("main form").Count), Is.EqualTo(("Länken har gjort sitt", 0)));
            Assert.That((await Dump.Of(Hub)).Split('\n').Count(line => line.Contains("rut@example.test", StringComparison.Ordinal)), Is.EqualTo(1), "it is in one row only");
            Assert.That(await Seen(Cast.Astrid, walk), Does.Contain("Rut").And.Not.Contain("rut@example.test"));
            Assert.That(await Seen(Cast.Cilla, walk), Does.Not.Contain("Rut"));
        });
    }

    [Test]
    public async Task One_link_in_two_windows_is_one_seat_and_the_last_seats_go_to_as_many_as_there_are()
    {
        var walk = await Announced(2);
        var links = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var guest = Hub.Visitor();
            await SignUp(guest, walk, $"gast{i}@example.test");
            links.Add(Guest.LinkIn(await Sink.To($"gast{i}@example.test")));
        }

        var told = await Task.WhenAll(links.Concat(links).Select(async link =>
        {
            using var window = Hub.Visitor();
            var page = await window.Get(link);
            return page.All("main form").Count == 0 ? "late" : (await window.Send(page, "main form")).One("h1").TextContent;
        }));
        await Hub.Settled();
        Assert.That(await Taken(walk), Is.EqualTo(2));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.walk_guest where walk = @Walk and confirmed_at is not null", walk), Is.EqualTo(2), string.Join(", ", told));

        var (came, waits) = ((await Kept(walk)).First(row => row.ConfirmedAt is not null), links[await Index(walk)]);
        using var two = Hub.Visitor();
        Assert.That((await two.Get(waits)).Text, Does.Contain("Alla platser är tagna"));
        await two.Send(Links.Off(came.Guest).AbsolutePath, "main form");
        Assert.That((await two.Send(waits, "main form")).One("h1").TextContent, Is.EqualTo("Du är anmäld"), "the seat that was given back");
        Assert.That(await Taken(walk), Is.EqualTo(2));
    }

    [Test]
    public async Task A_link_that_waited_too_long_opens_nothing_and_its_address_is_forgotten()
    {
        var walk = await Announced(null);
        using var late = Hub.Visitor();
        await SignUp(late, walk, "sen@example.test");
        var come = Guest.LinkIn(await Sink.To("sen@example.test"));
        var open = await late.Get(come);
        await Hub.Views.Execute("update hub.walk_guest set asked_at = now() - interval '49 hours' where walk = @Walk", walk);
        await late.Send(open, "main form");
        Assert.That((await late.Get(come)).All("main form"), Is.Empty);
        Assert.That(await Taken(walk), Is.Zero);
        await Run<SignInSwept>(job => job.Run(DateTimeOffset.UtcNow, default));
        Assert.That(await Kept(walk), Is.Empty);
    }

    [Test]
    public async Task Whoever_asks_is_told_the_same_and_an_address_gets_few_letters()
    {
        var (walk, others) = (await Announced(null), new[] { await Announced(null), await Announced(null), await Announced(null) });
        using var asker = Hub.Visitor();
        var first = await SignUp(asker, walk, "tyst@example.test");
        var again = await SignUp(asker, walk, "tyst@example.test");
        await asker.Send(Guest.LinkIn(await Sink.To("tyst@example.test")), "main form");
        var known = await SignUp(asker, walk, "tyst@example.test");
        Assert.That(new[] { again, known }, Is.All.EqualTo(first.Replace("0 kommer", "1 kommer", StringComparison.Ordinal)).Or.EqualTo(first));

        for (var day = 0; day < 4; day++)
        {
            await Hub.Views.Execute("update hub.walk_guest set asked_at = asked_at - interval '11 minutes' where walk = @Walk", walk);
            await SignUp(asker, walk, "tyst@example.test");
        }

        foreach (var other in others) await SignUp(asker, other, "tyst@example.test");
        await SignUp(asker, walk, "sist@example.test");
        await Sink.To("sist@example.test");
        Assert.That(Sink.Mail.Count(mail => mail.To == "tyst@example.test"), Is.EqualTo(5), "three for one walk, five in all");
    }

    [Test]
    public async Task The_time_an_answer_takes_does_not_tell_a_members_address_from_a_strangers()
    {
        // As where one signs in: chance and the machine tilt one measurement, a difference in the code all of them.
        var likeliest = 0.0;
        for (var attempt = 0; attempt < 3 && likeliest <= 0.001; attempt++) likeliest = Math.Max(likeliest, await LikelihoodOfOneKind(await Announced(null)));
        Assert.That(likeliest, Is.GreaterThan(0.001));
    }

    async Task<double> LikelihoodOfOneKind(WalkCard walk)
    {
        var (guests, letters) = (Hub.Services.GetRequiredService<WalkGuests>(), Hub.Services.GetRequiredService<WalkLetters>());
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var members = await Hub.Views.Column<string>(
            """select lower(p.email) from hub.person p join member m on m.member = p.person where m.programme = @Programme and not m."left" order by p.person limit 200""", walk);
        Assert.That(members, Has.Count.GreaterThan(150));
        var (ofMembers, ofStrangers) = (new List<double>(), new List<double>());
        for (var i = 0; i < members.Count; i++)
            foreach (var isMember in new[] { i % 2 == 0, i % 2 != 0 })
            {
                var email = isMember ? members[i] : $"{Guid.NewGuid():N}@example.test";
                var start = Stopwatch.GetTimestamp();
                await letters.Asked(here, walk, email, "sv", await guests.Ask(walk, "", email, "sv"));
                (isMember ? ofMembers : ofStrangers).Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

        // Nobody waits for so many letters.
        await Hub.Views.Execute("delete from hub.letter");
        return RankTest.PValue(ofMembers, ofStrangers);
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
        await Hub.Services.GetRequiredService<Erasures>().Erase(greta, greta, DateTimeOffset.UtcNow, default);
        await Hub.Settled();
        Assert.That((await Taken(walk), (await Kept(walk)).Count), Is.EqualTo((0, 0)), "whoever is erased comes no more, and their address is nowhere");
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
    public async Task A_cut_between_the_log_and_the_row_leaves_no_seat_to_nobody()
    {
        var (walk, guests) = (await Announced(null), Hub.Services.GetRequiredService<WalkGuests>());
        using var asker = Hub.Visitor();
        foreach (var email in new[] { "avbruten@example.test", "svept@example.test", "igen@example.test" })
        {
            await SignUp(asker, walk, email);
            var row = (await Kept(walk)).Single(kept => kept.Email == email);
            var seat = (await guests.Take(row.Guest))!.Value;
            await Hub.Streams.Decide(StreamNames.Walk(walk.Walk), House(walk), state => Coming.Join(state, seat, DateTimeOffset.UtcNow));
        }

        await Hub.Settled();
        Assert.That(await Taken(walk), Is.EqualTo(3));
        await asker.Send(Links.Off((await Kept(walk)).Single(kept => kept.Email == "avbruten@example.test").Guest).AbsolutePath, "main form");
        Assert.That(await Taken(walk), Is.EqualTo(2), "by the link");

        await Hub.Views.Execute("update hub.walk_guest set asked_at = now() - interval '49 hours' where walk = @Walk", walk);
        await SignUp(asker, walk, "igen@example.test");
        Assert.That((await Sink.To("igen@example.test", 2)).Part("text/plain"), Does.Contain("Du har redan en plats"), "the log knows");
        await Run<SignInSwept>(job => job.Run(DateTimeOffset.UtcNow, default));
        await Hub.Settled();
        Assert.That((await Taken(walk), (await Kept(walk)).Single().Email), Is.EqualTo((1, "igen@example.test")), "by the sweep, of who never came back");
    }

    [Test]
    public async Task A_no_to_what_nobody_asked_for_ends_the_letters_and_many_at_once_count_together()
    {
        var (walk, other, guests) = (await Announced(null), await Announced(null), Hub.Services.GetRequiredService<WalkGuests>());
        using var asker = Hub.Visitor();
        await SignUp(asker, walk, "offer@example.test");
        var gone = await asker.Send(Links.Off((await Kept(walk)).Single().Guest).AbsolutePath, "main form");
        Assert.That(gone.Text, Does.Contain("inga fler mejl"));
        await SignUp(asker, walk, "offer@example.test");
        Assert.That(await Kept(walk), Is.Empty, "not again for this walk");
        await SignUp(asker, other, "offer@example.test");
        Assert.That(await Kept(other), Has.Count.EqualTo(1));

        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => guests.Ask(walk with { Walk = Guid.NewGuid() }, "", "samtidigt@example.test", "sv")));
        Assert.That(asked.Count(one => one is not null), Is.EqualTo(5));
        await Hub.Views.Execute("delete from hub.walk_guest where email = 'samtidigt@example.test'");
        Assert.That(await guests.Ask(walk, "", "samtidigt@example.test", "sv"), Is.Null, "forgotten names make no room for more letters");
    }

    [Test]
    public async Task More_than_people_are_who_do_not_answer_get_no_letter_and_it_is_noted()
    {
        var walk = await Announced(null);
        await Hub.Views.Execute(
            """
            insert into hub.walk_guest (guest, walk, programme, name, email, language, letters, asked_at)
            select gen_random_uuid(), @Walk, @Programme, '', n || '@lista.test', 'sv', 1, now() from generate_series(1, 500) n
            """,
            walk);
        using var asker = Hub.Visitor();
        await SignUp(asker, walk, "sist-i-raden@example.test");
        Assert.That((await Kept(walk)).Count, Is.EqualTo(500));
        Assert.That(() => Hub.Views.Value<int>("select count(*)::int from hub.security_event where kind = 'too-fast' and door like 'POST /walk/%'").Result, Is.Positive.After(5_000, 50));
    }

    [Test]
    public async Task A_member_of_another_programme_is_a_guest_here_and_called_what_they_say()
    {
        var (walk, person) = (await Announced(null), Guid.NewGuid());
        await Hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(person, "Ture Annanstans", "ture@example.test", "sv")]);
        using var guest = Hub.Visitor();
        await SignUp(guest, walk, "ture@example.test");
        await guest.Send(Guest.LinkIn(await Sink.To("ture@example.test")), "main form");
        Assert.Multiple(async () =>
        {
            Assert.That((await Kept(walk)).Single().Seat, Is.Not.EqualTo(person));
            Assert.That(await Seen(Cast.Astrid, walk), Does.Contain("Någon utan namn").And.Not.Contain("Ture Annanstans"));
        });
    }

    [Test]
    public async Task What_nobody_was_told_of_when_the_hub_stopped_is_told_once_by_the_next_look()
    {
        var walk = await Announced(null);
        using var guest = Hub.Visitor();
        await SignUp(guest, walk, "ovetande@example.test");
        await guest.Send(Guest.LinkIn(await Sink.To("ovetande@example.test")), "main form");
        await Hub.Streams.Decide(StreamNames.Walk(walk.Walk), House(walk), _ => Decision.Accept(new WalkMoved(walk.Walk, "Bryggan", walk.StartsAt)));
        await Hub.Settled();
        for (var look = 0; look < 2; look++) await Run<WalksTold>(job => job.Run(DateTimeOffset.UtcNow, default));
        Assert.That((await Sink.To("ovetande@example.test", 2)).Part("text/plain"), Does.Contain("Bryggan"));
        Assert.That(() => Hub.Views.Value<int>("select count(*)::int from hub.letter").Result, Is.Zero.After(5_000, 50), "letters that wait");
        Assert.That(Sink.Mail.Count(mail => mail.To == "ovetande@example.test"), Is.EqualTo(2));
    }

    [Test]
    public async Task Moving_and_calling_off_is_told_once_also_when_it_is_sent_twice_at_once()
    {
        var walk = await Announced(null);
        using var guest = Hub.Visitor();
        await SignUp(guest, walk, "vandrare@example.test");
        await guest.Send(Guest.LinkIn(await Sink.To("vandrare@example.test")), "main form");
        using var astrid = await Hub.As(Cast.Astrid);
        await Twice(astrid, walk, "Move", ("Meeting.Place", "Torget"));
        var moved = await Sink.To("vandrare@example.test", 2);
        Assert.That(moved.Part("text/plain"), Does.Contain("Torget"));

        await Twice(astrid, walk, "CallOff", ("CallOff.Reason", "Det blåser"));
        Assert.That((await Sink.To("vandrare@example.test", 3)).Part("text/plain"), Does.Contain("Det blåser"));
        // Letters go in their turn: when this one has come, whatever was before it has.
        await SignUp(guest, await Announced(null), "efter@example.test");
        await Sink.To("efter@example.test");
        Assert.That(Sink.Mail.Count(mail => mail.To == "vandrare@example.test"), Is.EqualTo(3));
        using var other = Hub.Visitor();
        Assert.That((await other.Get($"/walk/{walk.Walk}")).All("main form"), Is.Empty);

        await Open(walk, false);
        Assert.That((await other.Get($"/walk/{walk.Walk}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "why it was called off is not everybody's business there");
        await Open(walk, true);
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

    /// <summary>What was written by a hub that then stopped.</summary>
    static Writer House(WalkCard walk) => new(walk.Programme, null, DateTimeOffset.UtcNow, Guid.NewGuid());

    async Task Open(WalkCard walk, bool isPublic)
    {
        await Hub.Views.Execute("update programme set public = @isPublic where programme = @Programme", new { isPublic, walk.Programme });
        Hub.Services.GetRequiredService<ProgrammeDirectory>().Forget();
    }

    sealed record KeptGuest(Guid Guest, string Email, Guid? Seat, DateTimeOffset? ConfirmedAt);

    WalkLinks Links => Hub.Services.GetRequiredService<WalkLinks>();

    Task<IReadOnlyList<KeptGuest>> Kept(WalkCard walk) =>
        Hub.Views.Many<KeptGuest>("select guest, email, seat, confirmed_at from hub.walk_guest where walk = @Walk order by guest", walk);

    /// <summary>Which of the guests has no seat.</summary>
    async Task<int> Index(WalkCard walk) => int.Parse((await Kept(walk)).First(row => row.ConfirmedAt is null).Email["gast".Length..].Split('@')[0], System.Globalization.CultureInfo.InvariantCulture);

    Task<int> Taken(WalkCard walk) => Hub.Views.Value<int>("select count(*)::int from walk_seat where walk = @Walk", walk);

    async Task<string> Seen(string who, WalkCard walk)
    {
        using var one = await Hub.As(who);
        return (await one.Get($"{Walks}/{walk.Number}")).One("main").TextContent;
    }

    /// <returns>What the page says.</returns>
    static async Task<string> SignUp(Visitor guest, WalkCard walk, string email, string name = "") =>
        (await guest.Send($"/walk/{walk.Walk}", "main form", ("Email", email), ("Name", name))).One("main").TextContent;

    static async Task Twice(Visitor who, WalkCard walk, string handler, (string Name, string Value) field)
    {
        var (target, values) = Visitor.FormOf(await who.Get($"{Walks}/{walk.Number}"), $"form[action*='{handler}']", field);
        await Task.WhenAll(who.Post(target, values), who.Post(target, values));
    }

    async Task Run<TJob>(Func<TJob, Task> run) where TJob : notnull
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TJob>());
    }

    /// <summary>Astrid announces a walk by the form.</summary>
    async Task<WalkCard> Announced(int? seats)
    {
        using var astrid = await Hub.As(Cast.Astrid);
        var page = await astrid.Send(
            $"{Walks}/plan", "main form", ("Form.Kind", "Safety"), ("Form.Title", "Kvällsrunda"), ("Form.Text", "Var är det mörkt?"), ("Form.Place", "Stationen"),
            ("Form.On", $"{DateTime.UtcNow.AddDays(8):yyyy-MM-dd}"), ("Form.At", "18:00"), ("Form.Seats", $"{seats}"));
        var number = page.Address.Segments[^1];
        var walk = (await Hub.Views.One<WalkCard>($"select * from walk where number = {int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)}"))!;
        Assert.That((walk.Seats, walk.Place, walk.Kind), Is.EqualTo((seats, "Stationen", WalkKind.Safety)));
        return walk;
    }
}
