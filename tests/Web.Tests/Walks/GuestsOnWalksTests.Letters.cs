using System.Diagnostics;
using System.Net;
using Activation.Domain;
using Activation.Domain.Walks;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Mail;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Walks;

/// <summary>Who asks is told the same whoever they are, and nobody is written to more than they asked for.</summary>
public sealed partial class GuestsOnWalksTests
{
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
            await Hub.Views.Execute("update hub.walk_guest set asked_at = asked_at - interval '11 minutes' where walk = @Walk", new { walk.Walk });
            await SignUp(asker, walk, "tyst@example.test");
        }

        foreach (var other in others) await SignUp(asker, other, "tyst@example.test");
        for (var i = 0; i < 5; i++) await SignUp(asker, others[i % 3], $"tyst+{i}@example.test");
        await SignUp(asker, walk, "sist@example.test");
        await Sink.To("sist@example.test");
        Assert.That(() => Sink.Mail.Count(mail => mail.To == "tyst@example.test"), Is.EqualTo(5).After(20_000, 50), "three for one walk, five in all");
        Assert.That(Sink.Mail.Select(mail => mail.To), Has.None.StartsWith("tyst+"), "to one mailbox, however it is spelled");
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.walk_guest where walk = @Walk and email like 'tyst%'", new { others[0].Walk }), Is.EqualTo(1), "and one seat");
    }

    [Test, Category("Clock")]
    public async Task The_time_an_answer_takes_does_not_tell_a_members_address_from_a_strangers()
    {
        // As where one signs in: chance and the machine tilt one measurement, a difference in the code all of them.
        var likeliest = 0.0;
        for (var attempt = 0; attempt < 3 && likeliest <= 0.01; attempt++) likeliest = Math.Max(likeliest, await LikelihoodOfOneKind([await Announced(null), await Announced(null), await Announced(null)]));
        Assert.That(likeliest, Is.GreaterThan(0.01));
    }

    [Test]
    public async Task The_work_for_a_members_address_is_that_for_a_strangers_statement_by_statement()
    {
        using var statements = new Statements();
        var walk = await Announced(null);
        await Posted($"{Guid.NewGuid():N}@example.test");
        var stranger = await Posted($"{Guid.NewGuid():N}@example.test");
        Assert.That(stranger.Statements, Has.Count.GreaterThanOrEqualTo(3), "keeping who asks, looking what was kept, and a letter");
        var members = await Hub.Views.Column<string>("""select lower(p.email) from hub.person p join member m on m.member = p.person where m.programme = @Programme and not m."left" order by p.person limit 2""", new { walk.Programme });
        Assert.That(members, Has.Count.EqualTo(2));
        foreach (var email in members)
        {
            var member = await Posted(email);
            Assert.That(member.Statements, Is.EqualTo(stranger.Statements), email);
            Assert.That(member.Told, Is.EqualTo(stranger.Told), email);
        }

        async Task<(IReadOnlyList<string> Statements, string Told)> Posted(string email)
        {
            using var visitor = Hub.Visitor();
            var (target, values) = Visitor.FormOf(await visitor.Get($"/walk/{walk.Walk}"), "main form", ("Email", email));
            var told = "";
            var work = await statements.Of(async () => told = (await visitor.Post(target, values)).One("main").TextContent);
            return (work, told.Replace(email, "", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Test]
    public async Task A_no_to_what_nobody_asked_for_ends_the_letters_and_many_at_once_count_together()
    {
        var (walk, other, guests) = (await Announced(null), await Announced(null), Hub.Services.GetRequiredService<WalkGuests>());
        using var asker = Hub.Visitor();
        await SignUp(asker, walk, "offer@example.test");
        var gone = await asker.Send(Links.Off((await Kept(walk)).Single().Guest).AbsolutePath, "main form");
        Assert.That(gone.Text, Does.Contain("inga fler mejl"));
        await Guess.FindsNothing(Hub, "walk_letter", "offer@example.test");
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
        Assert.That(() => Hub.Views.Value<int>("select count(*)::int from hub.security_event where kind = 'too-fast' and door like 'POST /walk/%'").Result, Is.Positive.After(20_000, 50));
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
        Assert.That(() => Hub.Views.Value<int>("select count(*)::int from hub.letter").Result, Is.Zero.After(20_000, 50), "letters that wait");
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
        Assert.That(moved.Part("text/plain"), Does.Contain("Torget").And.Contain("Jag kommer inte"));

        await Twice(astrid, walk, "CallOff", ("CallOff.Reason", "Det blåser"));
        var off = await Sink.To("vandrare@example.test", 3);
        Assert.That(off.Part("text/plain"), Does.Contain("Det blåser").And.Not.Contain("Jag kommer inte"), "where nobody can come nobody needs to stay away");
        Assert.That(() => Hub.Views.Value<int>("select count(*)::int from hub.letter").Result, Is.Zero.After(20_000, 50), "letters that wait");
        Assert.That(Sink.Mail.Count(mail => mail.To == "vandrare@example.test"), Is.EqualTo(3));
        using var other = Hub.Visitor();
        Assert.That((await other.Get($"/walk/{walk.Walk}")).All("main form"), Is.Empty);

        await Open(walk, false);
        Assert.That((await other.Get($"/walk/{walk.Walk}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "why it was called off is not everybody's business there");
        await Open(walk, true);
    }

    /// <summary>The same members for each walk: five hundred of each kind and more, and nobody asked for more often than letters leave to them.</summary>
    async Task<double> LikelihoodOfOneKind(WalkCard[] walks)
    {
        const int Each = 170;
        var (guests, letters) = (Hub.Services.GetRequiredService<WalkGuests>(), Hub.Services.GetRequiredService<WalkLetters>());
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var members = await Hub.Views.Column<string>(
            """select lower(p.email) from hub.person p join member m on m.member = p.person where m.programme = @Programme and not m."left" order by p.person limit @Each""", new { Each, walks[0].Programme });
        Assert.That(members, Has.Count.EqualTo(Each));
        var (ofMembers, ofStrangers) = (new List<double>(), new List<double>());
        for (var i = 0; i < walks.Length * Each; i++)
            foreach (var isMember in new[] { i % 2 == 0, i % 2 != 0 })
            {
                var walk = walks[i / Each];
                var email = isMember ? members[i % Each] : $"{Guid.NewGuid():N}@example.test";
                var start = Stopwatch.GetTimestamp();
                await letters.Asked(here, walk, email, "sv", await guests.Ask(walk, "", email, "sv"));
                (isMember ? ofMembers : ofStrangers).Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

        // Nobody waits for so many letters.
        await Hub.Views.Execute("delete from hub.letter; delete from hub.walk_letter where walk = any(@walks)", new { walks = walks.Select(walk => walk.Walk).ToArray() });
        return RankTest.PValue(ofMembers, ofStrangers);
    }

    static async Task Twice(Visitor who, WalkCard walk, string handler, (string Name, string Value) field)
    {
        var (target, values) = Visitor.FormOf(await who.Get($"{Walks}/{walk.Number}"), $"form[action*='{handler}']", field);
        await Task.WhenAll(who.Post(target, values), who.Post(target, values));
    }
}
