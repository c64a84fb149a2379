using Activation.Domain.Walks;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Privacy;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Walks;

/// <summary>People without an account on walks: a seat is theirs when their address is verified, and nothing is kept of them for longer than it is needed.</summary>
public sealed partial class GuestsOnWalksTests : MailedHub
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
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.walk_guest where walk = @Walk and confirmed_at is not null", new { walk.Walk }), Is.EqualTo(2), string.Join(", ", told));

        var (came, waits) = ((await Kept(walk)).First(row => row.ConfirmedAt is not null), links[await Index(walk)]);
        using var two = Hub.Visitor();
        Assert.That((await two.Get(waits)).Text, Does.Contain("Alla platser är tagna"));
        await two.Send(Links.Off(came.Guest).AbsolutePath, "main form");
        Assert.That((await two.Send(waits, "main form")).One("h1").TextContent, Is.EqualTo("Du är anmäld"), "the seat that was given back");
        Assert.That(await Taken(walk), Is.EqualTo(2));
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

        await Hub.Views.Execute("update hub.walk_guest set asked_at = now() - interval '49 hours' where walk = @Walk", new { walk.Walk });
        await SignUp(asker, walk, "igen@example.test");
        Assert.That((await Sink.To("igen@example.test", 2)).Part("text/plain"), Does.Contain("Du har redan en plats"), "the log knows");
        await Run<SignInSwept>(job => job.Run(DateTimeOffset.UtcNow, default));
        await Hub.Settled();
        Assert.That((await Taken(walk), (await Kept(walk)).Single().Email), Is.EqualTo((1, "igen@example.test")), "by the sweep, of who never came back");
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
        Hub.Views.Many<KeptGuest>("select guest, email, seat, confirmed_at from hub.walk_guest where walk = @Walk order by guest", new { walk.Walk });

    /// <summary>Which of the guests has no seat.</summary>
    async Task<int> Index(WalkCard walk) => int.Parse((await Kept(walk)).First(row => row.ConfirmedAt is null).Email["gast".Length..].Split('@')[0], System.Globalization.CultureInfo.InvariantCulture);

    Task<int> Taken(WalkCard walk) => Hub.Views.Value<int>("select count(*)::int from walk_seat where walk = @Walk", new { walk.Walk });

    async Task<string> Seen(string who, WalkCard walk)
    {
        using var one = await Hub.As(who);
        return (await one.Get($"{Walks}/{walk.Number}")).One("main").TextContent;
    }

    /// <returns>What the page says.</returns>
    static async Task<string> SignUp(Visitor guest, WalkCard walk, string email, string name = "") =>
        (await guest.Send($"/walk/{walk.Walk}", "main form", ("Email", email), ("Name", name))).One("main").TextContent;

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
            ("Form.On", Sown.Day(8)), ("Form.At", "18:00"), ("Form.Seats", $"{seats}"));
        var number = page.Address.Segments[^1];
        var walk = (await Hub.Views.One<WalkCard>($"select * from walk where number = {int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)}"))!;
        Assert.That((walk.Seats, walk.Place, walk.Kind), Is.EqualTo((seats, "Stationen", WalkKind.Safety)));
        return walk;
    }
}
