using System.Collections.Concurrent;
using System.Diagnostics;
using Activation.Domain.Members;
using Activation.Web.Features.Admin.People;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

public sealed class InviteTests
{
    const string People = $"{Sown.Here}/admin/people";

    readonly Post post = new();

    TestHub hub;

    // A post of its own: so many letters would push those of other tests out of the folder.
    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(services => services.AddSingleton<ICarrier>(post));

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task One_is_invited_waits_and_the_invitation_is_taken_back()
    {
        using var elin = await hub.As(Cast.Elin);
        var email = $"{Guid.NewGuid():N}@example.test";
        var sent = await elin.Send($"{People}/invite", "form.panel", ("Email", email), ("Municipality", "klippan"), ("Roles", "CoreTeam"));
        Assert.That(sent.Text, Does.Contain("Inbjudan är skickad").And.Contain(email));
        Assert.That(() => post.To(email), Is.Not.Null.After(20_000, 20));
        var link = new Uri(post.To(email)!.Plain.Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
        await elin.Send(sent, "form[action*=Withdraw]");
        Assert.That((await hub.Visitor().Get(link)).Text, Does.Contain("gäller inte längre"));
    }

    [Test]
    public async Task A_role_that_belongs_to_a_municipality_is_not_given_out_without_one()
    {
        using var elin = await hub.As(Cast.Elin);
        var refused = await elin.Send($"{People}/invite", "form.panel", ("Email", $"{Guid.NewGuid():N}@example.test"), ("Municipality", ""), ("Roles", "Coordinator"));
        Assert.That(refused.One("#Municipality-error").TextContent, Does.Contain("Välj en kommun"));
        Assert.That(refused.All("#Email-error"), Is.Empty);
    }

    [Test]
    public async Task What_somebody_sent_who_lost_the_role_or_is_shut_out_opens_nothing()
    {
        using var farid = await hub.As(Cast.Farid);
        var person = $"{People}/{await hub.PersonCalled(Cast.Elin)}";
        var other = await Invited(farid);
        foreach (var (page, button, back, role) in new[] { (person, "form[action*=Roles]", "form[action*=Roles]", "ProgrammeLead"), ($"{person}/account", "button[formaction*=ShutOut]", "button[formaction*=LetIn]", "") })
        {
            using var elin = await hub.As(Cast.Elin);
            var link = await Invited(elin);
            Assert.That((await hub.Visitor().Get(link)).All("main form"), Is.Not.Empty);
            await farid.Send(page, button, [.. role.Length > 0 ? [("Roles", "Communicator")] : Array.Empty<(string, string)>(), ("Reason", "Datorn blev stulen")]);
            Assert.That((await hub.Visitor().Get(link)).All("main form"), Is.Empty, button);
            await farid.Send(page, back, [.. role.Length > 0 ? [("Roles", role)] : Array.Empty<(string, string)>(), ("Reason", "Allt är bra igen")]);
        }

        Assert.That((await hub.Visitor().Get(other)).All("main form"), Is.Not.Empty, "what others sent is theirs");

        async Task<string> Invited(Visitor by)
        {
            var email = $"{Guid.NewGuid():N}@example.test";
            await by.Send($"{People}/invite", "form.panel", ("Email", email), ("Municipality", "klippan"), ("Roles", "CoreTeam"));
            Assert.That(() => post.To(email), Is.Not.Null.After(20_000, 20));
            return new Uri(post.To(email)!.Plain.Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
        }
    }

    [Test]
    public async Task A_double_click_invites_once()
    {
        using var elin = await hub.As(Cast.Elin);
        var before = await hub.Views.Value<int>("select count(*)::int from hub.invitation");
        var form = await elin.Get($"{People}/invite");
        (string, string)[] fields = [("Email", $"{Guid.NewGuid():N}@example.test"), ("Municipality", "klippan"), ("Roles", "CoreTeam")];
        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => elin.Send(form, "form.panel", fields)));
        Assert.That(sent.Select(sheet => sheet.All("form[action*=Withdraw]").Count), Is.All.GreaterThan(0));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.invitation"), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Every_row_of_a_list_shows_its_fate_before_anything_is_sent_and_then_only_the_good_ones_are()
    {
        using var farid = await hub.As(Cast.Farid);
        var bo = await hub.Views.Value<string>("select email from hub.person where name = @Bo", new { Cast.Bo });
        var id = $"{Guid.NewGuid():N}";
        var list = string.Join('\n', "e-post;namn;kommun;roll", $"ny-{id}@example.test;Ny Person;Klippan;kärntrupp", $"NY-{id}@example.test;Samma;Klippan;kärntrupp",
            $"{bo};Bo;Åstorp;samordnare", $"a-{id}@example.test;A;Lund;kärntrupp", $"b-{id}@example.test;B;Bjuv;kung", "ingen adress@;C;Bjuv;partner",
            $"=cmd|x;D;Bjuv;partner", $"lead-{id}@example.test;E;;programledare", $"core-{id}@example.test;F;;kärntrupp");
        var before = await hub.Views.Value<int>("select count(*)::int from hub.invitation");
        var preview = await farid.Send($"{People}/import", "form.stack-form", ("List", list));
        var fates = preview.All("tbody tr").Select(row => row.QuerySelector("td.full")!.TextContent).ToList();
        string[] expected = ["Får en inbjudan", "Står redan högre upp", "redan med", "”Lund” finns inte", "”kung” finns inte", "ingen e-postadress", "formel", "Får en inbjudan", "Kommunen"];
        Assert.That(fates, Has.Count.EqualTo(expected.Length));
        Assert.Multiple(() =>
        {
            for (var i = 0; i < expected.Length; i++) Assert.That(fates[i], Does.Contain(expected[i]), $"row {i}");
        });
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.invitation"), Is.EqualTo(before), "nothing is sent by looking");
        var sent = await farid.Send(preview, "form[action*=Send]");
        Assert.That(sent.Text, Does.Contain("2 inbjudningar är skickade"));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.invitation"), Is.EqualTo(before + 2));
        var again = await farid.Send($"{People}/import", "form.stack-form", ("List", list));
        Assert.That(again.One("tbody tr td.full").TextContent, Does.Contain("redan inbjuden"));
    }

    [Test]
    public async Task As_many_as_a_list_may_hold_are_invited_within_one_request()
    {
        using var farid = await hub.As(Cast.Farid);
        var id = $"{Guid.NewGuid():N}"[..8];
        var list = string.Join('\n', Enumerable.Range(0, Guests.MostRows).Select(i => $"gast-{i}-{id}@example.test;Gäst {i};Klippan;kärntrupp"));
        var page = await farid.Get($"{People}/import");
        var clock = Stopwatch.StartNew();
        var preview = await farid.Send(page, "form.stack-form", ("List", list));
        var read = clock.Elapsed;
        clock.Restart();
        var sent = await farid.Send(preview, "form[action*=Send]");
        await TestContext.Progress.WriteLineAsync($"{Guests.MostRows} guests: read in {read.TotalSeconds:0.00} s, invited in {clock.Elapsed.TotalSeconds:0.00} s");
        Assert.That(sent.Text, Does.Contain($"{Guests.MostRows} inbjudningar är skickade"));
        var wait = (await farid.Send(page, "form.stack-form", ("List", list))).All("td.full").Count(fate => fate.TextContent.Contains("redan inbjuden", StringComparison.Ordinal));
        Assert.That(wait, Is.EqualTo(Guests.MostRows));
        Assert.That(() => post.Count($"-{id}@"), Is.EqualTo(Guests.MostRows).After(20_000, 50), "one letter each");
    }

    [Test]
    public async Task An_address_gets_three_invitations_a_day_whoever_sends_them_and_each_takes_the_place_of_the_one_before()
    {
        var name = $"{Guid.NewGuid():N}";
        using var elin = await hub.As(Cast.Elin);
        using var farid = await hub.As(Cast.Farid);
        var told = new List<string>();
        foreach (var (by, email) in new[] { (elin, name), (farid, name), (elin, name), (farid, name) })
            told.Add((await by.Send($"{People}/invite", "form.panel", ("Email", $"{email}@example.test"), ("Municipality", "klippan"), ("Roles", "CoreTeam"))).Text);
        Assert.That(told[..3], Has.All.Contains("Inbjudan är skickad"));
        Assert.That(told[3], Does.Contain("har redan fått 3 inbjudningar"));
        var waiting = (await elin.Get($"{People}/invite")).All("ul.me-list b").Count(one => one.TextContent == $"{name}@example.test");
        Assert.That(waiting, Is.EqualTo(1), "the last one alone is open");
        Assert.That(() => post.Count(name), Is.EqualTo(3).After(20_000, 50));
        // However it is spelled, also when nothing waits there any more.
        var inviting = hub.Services.GetRequiredService<Inviting>();
        var programme = await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme });
        foreach (var one in (await inviting.Waiting(programme)).Where(one => one.Email.StartsWith(name, StringComparison.Ordinal))) await inviting.Withdraw(programme, one.Invitation);
        var other = await elin.Send($"{People}/invite", "form.panel", ("Email", $"{name}+3@example.test"), ("Municipality", "klippan"), ("Roles", "CoreTeam"));
        var preview = await elin.Send($"{People}/import", "form.stack-form", ("List", $"{name}+4@example.test;Ny;Klippan;kärntrupp"));
        Assert.That(new[] { other.Text, preview.One("tbody tr td.full").TextContent }, Has.All.Contains("har redan fått 3 inbjudningar"));
    }

    [Test]
    public async Task A_list_that_writes_one_mailbox_in_five_ways_sends_it_one()
    {
        var name = $"{Guid.NewGuid():N}";
        using var elin = await hub.As(Cast.Elin);
        var list = string.Join('\n', Enumerable.Range(0, 5).Select(i => $"{name}+{i}@example.test;Gäst;Klippan;kärntrupp"));
        var preview = await elin.Send($"{People}/import", "form.stack-form", ("List", list));
        Assert.That(preview.All("td.full").Select(row => row.TextContent), Has.Exactly(1).Contains("Får en inbjudan").And.Exactly(4).Contains("skriven på ett annat sätt"));
        // Whoever sends past the preview, too: the letters are counted as they leave.
        var dose = hub.Services.GetRequiredService<InvitationDose>();
        var programme = await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme });
        var letters = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        Assert.That(await dose.Take(programme, letters, [.. Enumerable.Range(0, 5).Select(i => $"{name}+{i}@example.test")]), Is.EquivalentTo(letters[..3]));
        await Guess.FindsNothing(hub, "invitation_letter", $"{name}@example.test");
    }

    [Test]
    public async Task Another_spelling_of_a_mailbox_that_is_here_or_invited_already_is_refused_and_of_elsewhere_nothing_is_told()
    {
        using var elin = await hub.As(Cast.Elin);
        var (name, elsewhere) = ($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
        await hub.Services.GetRequiredService<Features.People.PeopleDirectory>().Add([new(Guid.NewGuid(), "Någon Annanstans", $"{elsewhere}@example.test", "sv")]);
        Assert.That(await Told($"{name}@example.test"), Does.Contain("Inbjudan är skickad"));
        var waiting = await hub.Views.Value<int>("select count(*)::int from hub.invitation");
        var bo = (await hub.Views.Value<string>("select email from hub.person where name = @Bo", new { Cast.Bo }))!.Replace("@", "+igen@", StringComparison.Ordinal);
        foreach (var email in new[] { $"{name}+2@example.test", $"{name.ToUpperInvariant()}+3@example.test", bo })
        {
            Assert.That(await Told(email), Does.Contain("skriven på ett annat sätt"), email);
            var preview = await elin.Send($"{People}/import", "form.stack-form", ("List", $"{email};Ny;Klippan;kärntrupp"));
            Assert.That(preview.One("tbody tr td.full").TextContent, Does.Contain("skriven på ett annat sätt"), email);
        }

        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.invitation"), Is.EqualTo(waiting));
        Assert.That(await Told($"{elsewhere}+1@example.test"), Does.Contain("Inbjudan är skickad"), "who is known elsewhere only is known to nobody here");

        async Task<string> Told(string email) => (await elin.Send($"{People}/invite", "form.panel", ("Email", email), ("Municipality", "klippan"), ("Roles", "CoreTeam"))).Text;
    }

    [Test]
    public async Task A_programme_sends_two_thousand_a_day_and_what_was_not_sent_is_told()
    {
        await using var own = await TestHub.Sown(services => services.AddSingleton<ICarrier>(new Post()));
        await own.Views.Execute(
            """
            insert into hub.invitation_letter select gen_random_uuid(), programme, decode(md5(n::text), 'hex'), now() - interval '23 hours'
              from programme cross join generate_series(1, @sent) n where slug = @Programme
            """,
            new { sent = InvitationDose.ProgrammeADay - 2, Cast.Programme });
        using var elin = await own.As(Cast.Elin);
        string List(string kind) => string.Join('\n', Enumerable.Range(0, 3).Select(i => $"{kind}-{i}@example.test;Gäst {i};Klippan;kärntrupp"));
        var preview = await elin.Send($"{People}/import", "form.stack-form", ("List", List("forst")));
        Assert.That(preview.All("td.full").Select(row => row.TextContent.Trim()), Is.EqualTo(new[] { "Får en inbjudan.", "Får en inbjudan.", "Programmet skickar högst 2000 inbjudningar på ett dygn. Resten får vänta till i morgon." }));
        // Somebody else's list takes the room meanwhile.
        var other = await elin.Send($"{People}/import", "form.stack-form", ("List", List("andra")));
        Assert.That((await elin.Send(other, "form[action*=Send]")).Text, Does.Contain("2 inbjudningar är skickade"));
        Assert.That((await elin.Send(preview, "form[action*=Send]")).Text, Does.Contain("Får vänta").IgnoreCase);
        Assert.That((await elin.Send($"{People}/invite", "form.panel", ("Email", "en-till@example.test"), ("Municipality", "klippan"), ("Roles", "CoreTeam"))).Text, Does.Contain("Programmet skickar högst"));
        Assert.That(await own.Views.Value<int>("select count(*)::int from hub.invitation"), Is.EqualTo(2));
        Assert.That(async () => await own.Views.Value<int>("select sum(times)::int from hub.security_event where kind = 'invitations-held'"), Is.EqualTo(1).After(20_000, 100));
        await own.Services.GetRequiredService<InvitationDose>().Sweep(DateTimeOffset.UtcNow.AddHours(2));
        Assert.That((await elin.Send($"{People}/invite", "form.panel", ("Email", "en-till@example.test"), ("Municipality", "klippan"), ("Roles", "CoreTeam"))).Text, Does.Contain("Inbjudan är skickad"), "the next day");
    }

    [Test]
    public async Task Of_a_list_that_grew_too_long_since_it_was_read_the_first_are_sent_and_the_rest_is_told()
    {
        await using var own = await TestHub.Sown(services => services.AddSingleton<ICarrier>(new Post()));
        var inviting = own.Services.GetRequiredService<Inviting>();
        var here = (await own.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        await own.Views.Execute("insert into hub.invitation_letter select gen_random_uuid(), @Id, decode(md5(n::text), 'hex'), now() from generate_series(1, @sent) n", new { here.Id, sent = InvitationDose.ProgrammeADay - 3 });
        var elin = new Actor(await own.PersonCalled(Cast.Elin), "", new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());
        var invites = Enumerable.Range(0, 120).Select(i => new Invite($"gast-{i}@example.test", "klippan", [Role.CoreTeam], "sv")).ToList();
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => inviting.SendAll(here, elin, invites, Guid.NewGuid())));
        Assert.That((sent.Sum(one => one.Letters), sent.Sum(one => one.Held)), Is.EqualTo((3, 477)), "however many send at once");
    }

    [TestCase("anna.example.se;Anna;Klippan;kärntrupp")]
    [TestCase("anna;Anna;Klippan;kärntrupp")]
    [TestCase("anna;Anna;;kärntrupp")]
    [TestCase("anna.example.se")]
    public async Task An_address_that_is_typed_wrong_in_the_first_row_is_told_of_and_not_taken_for_headings(string first)
    {
        using var elin = await hub.As(Cast.Elin);
        var preview = await elin.Send($"{People}/import", "form.stack-form", ("List", $"{first}\n{Guid.NewGuid():N}@example.test;Ny;Klippan;kärntrupp"));
        Assert.That(preview.All("tbody tr").Select(row => row.QuerySelector("td.full")!.TextContent), Has.Exactly(2).Items);
        Assert.That(preview.One("tbody tr td.full").TextContent, Does.Contain("ingen e-postadress"));
    }

    [TestCase("hej"), TestCase(""), TestCase("\"a;b")]
    public async Task What_is_no_list_is_told_so(string list)
    {
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Send($"{People}/import", "form.stack-form", ("List", list))).All(".err"), Is.Not.Empty);
    }

    /// <summary>Keeps what it carries.</summary>
    sealed class Post : ICarrier
    {
        readonly ConcurrentQueue<PrintedLetter> carried = new();

        public PrintedLetter? To(string address) => carried.FirstOrDefault(letter => letter.To == address);

        public int Count(string address) => carried.Count(letter => letter.To?.Contains(address, StringComparison.Ordinal) == true);

        public Task Carry(PrintedLetter mail, CancellationToken cancellationToken)
        {
            carried.Enqueue(mail);
            return Task.CompletedTask;
        }
    }
}
