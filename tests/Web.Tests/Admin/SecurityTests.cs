using System.Net;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Web.Tests.Admin;

public sealed class SecurityTests
{
    const string Security = $"{Sown.Here}/admin/security";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_was_turned_away_here_is_read_here_and_by_nobody_next_door()
    {
        // An alarm is told to everybody; another test raises one.
        await hub.Views.Execute("delete from hub.security_event where kind = 'alarm'");
        var next = await Settlement.NextDoor(hub, "larmlandet");
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Get(Security);
        await astrid.Get($"/p/{next.Slug}/initiatives");
        await Written(2, "person = @who", await hub.PersonCalled(Cast.Astrid));

        using var farid = await hub.As(Cast.Farid);
        var here = await farid.Get($"{Security}?who=lind");
        Assert.That(here.All("tbody tr").Select(row => row.TextContent), Has.Exactly(1).Items.And.All.Contains("Rollen räcker inte").And.All.Contains("GET /p/{programme}/admin/security"));
        using var theirs = hub.Visitor();
        await theirs.StepInto(next.People[Domain.Members.Role.Administrator]);
        var there = (await theirs.Get($"/p/{next.Slug}/admin/security")).All("tbody tr").Select(row => row.TextContent).ToList();
        Assert.That(there, Has.Exactly(1).Items.And.All.Contains("Någon annans program").And.All.Contains("någon utanför programmet"));
        Assert.That(there, Has.None.Contains("Astrid"), "who somebody is elsewhere is not told");
        Assert.That((await theirs.Get(Security)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_wrong_code_is_known_to_be_about_its_owner_and_no_formula_leaves_in_the_list()
    {
        using var visitor = hub.Visitor();
        await visitor.Send("/sign-in", "form:has([name=Email])", ("Email", await hub.Views.Value<string>("select email from hub.person where name = @name", new { name = Cast.Henrik })));
        await visitor.Send("/sign-in/code", "form:has([name=Code])", ("Code", "1111 1111"));
        var henrik = await hub.PersonCalled(Cast.Henrik);
        await Written(1, "person = @who and kind = 'sign-in-failed'", henrik);
        await hub.Views.Execute("insert into hub.security_event (at, kind, person, door, origin, times) values (now(), 'sign-in-failed', @henrik, '=HYPERLINK(1)', '@evil', 3)", new { henrik });
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Security}?kind=sign-in-failed&who=falkenbjerg")).All("tbody tr"), Has.Count.EqualTo(2));
        Assert.That((await farid.Get($"{Security}?origin=evil")).All("tbody tr"), Has.Count.EqualTo(1));
        Assert.That((await farid.Get($"{Security}?until=2001-01-01")).Text, Does.Contain("Inget hittades"));
        var csv = await farid.Client.GetStringAsync(new Uri(hub.Address, $"{Security}?kind=sign-in-failed&handler=Csv"));
        Assert.That(csv, Does.Contain("'=HYPERLINK(1)").And.Contain("'@evil").And.Contain(Cast.Henrik));
    }

    [Test]
    public async Task What_somebody_meets_with_after_they_left_is_nobodys_here()
    {
        var (greta, programme) = (await hub.PersonCalled(Cast.Greta), await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme }));
        var now = DateTimeOffset.UtcNow;
        await hub.Streams.Decide(StreamNames.Member(programme, greta), new Writer(programme, null, now, Guid.NewGuid()), _ => Domain.Decision.Accept(new Domain.Members.MemberLeft(greta)));
        await hub.Settled();
        foreach (var (origin, at) in new[] { ("10.0.0.1", now.AddHours(-1)), ("10.0.0.2", now.AddMinutes(1)) })
            await hub.Views.Execute("insert into hub.security_event (at, kind, person, door, origin, times) values (@at, 'sign-in-failed', @greta, 'POST /sign-in/code', @origin, 1)", new { at, greta, origin });
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Security}?who=havstam")).All("tbody tr").Select(row => row.TextContent), Has.Exactly(1).Items.And.All.Contains("10.0.0.1"));
        Assert.That(await farid.Client.GetStringAsync(new Uri(hub.Address, $"{Security}?who=havstam&handler=Csv")), Does.Contain("10.0.0.1").And.Not.Contain("10.0.0.2"));
    }

    [Test]
    public async Task Who_invited_and_who_took_it_back_is_written_down_without_whom()
    {
        using var elin = await hub.As(Cast.Elin);
        var (elins, email) = (await hub.PersonCalled(Cast.Elin), $"{Guid.NewGuid():N}@example.test");
        var sent = await elin.Send($"{Sown.Here}/admin/people/invite", "form.panel", ("Email", email), ("Municipality", "klippan"), ("Roles", "CoreTeam"));
        await elin.Send(sent, $"form[action*=Withdraw]:has(input[value='{await hub.Views.Value<Guid>("select invitation from hub.invitation order by sent_at desc limit 1")}'])");
        var list = string.Join('\n', Enumerable.Range(0, 3).Select(i => $"{i}-{email};Gäst;Klippan;kärntrupp"));
        await elin.Send(await elin.Send($"{Sown.Here}/admin/people/import", "form.stack-form", ("List", list)), "form[action*=Send]");
        Assert.That(async () => await hub.Views.Column<string>("select kind || ' ' || times || ' ' || door || ' ' || programme from hub.security_event where person = @elins and kind like 'invit%' order by id", new { elins }),
            Is.EquivalentTo(new[]
            {
                $"invited 1 POST /p/{{programme}}/admin/people/invite {Cast.Programme}", $"invitation-withdrawn 1 POST /p/{{programme}}/admin/people/invite {Cast.Programme}",
                $"invited 3 POST /p/{{programme}}/admin/people/import {Cast.Programme}",
            }).After(20_000, 100));
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Sown.Here}/admin/security?kind=invited")).One("tbody").TextContent, Does.Contain("Skickade inbjudan").And.Contain(Cast.Elin));
        Assert.That(await Privacy.Dump.Of(hub), Does.Not.Contain(email), "whom, stands in their letter alone");
    }

    [Test]
    public async Task Who_came_in_by_which_way_and_what_changed_of_it_is_written_down()
    {
        var (cilla, email) = (await hub.PersonCalled(Cast.Cilla), await hub.EmailOf(Cast.Cilla));
        using var visitor = hub.Visitor();
        await visitor.Ask(email);
        await visitor.Send(await hub.LinkTo(email), "main form");
        var app = await visitor.Get("/me/security/second");
        var secret = hub.Services.GetRequiredService<SecondFactors>().Opened(app.One("[name=Sealed]").GetAttribute("value"))!;
        await visitor.Send(app, "form:has([name=Sealed])", ("Code", Totp.CodeAt(secret, DateTimeOffset.UtcNow)));
        await visitor.Send("/me/tokens", "section[aria-labelledby=make] form", ("Name", "Skript"), ("Scope", "read"));
        await visitor.Send("/me/tokens", "form[action*=Revoke] button");
        await hub.Views.Execute("insert into hub.passkey values ('hers', @cilla, 'Telefon', '', now(), null, 0, '{}', true, false, false, '', '')", new { cilla });
        await visitor.Send("/me/security", "form[action*=RemoveKey] button");
        await visitor.Send("/me/security", "form[action*=RemoveApp] button");
        Assert.That(async () => await Kinds(cilla), Is.EqualTo(new[]
        {
            SecurityKinds.SignedIn, SecurityKinds.FactorAdded, SecurityKinds.TokenMade, SecurityKinds.TokenRevoked, SecurityKinds.PasskeyRemoved, SecurityKinds.FactorRemoved,
        }).After(20_000, 100));
        using var farid = await hub.As(Cast.Farid);
        var rows = (await farid.Get($"{Security}?kind={SecurityKinds.SignedIn}")).All("tbody tr").Select(row => row.TextContent).ToList();
        Assert.That(rows, Has.Exactly(1).Items.And.All.Contains("Loggade in").And.All.Contains(Cast.Cilla).And.All.Contains("Kod i mejl"));
    }

    [Test]
    public async Task Hundreds_who_try_to_get_in_raise_one_alarm_that_every_administrator_sees()
    {
        await hub.Views.Execute("delete from hub.security_event where kind = 'alarm'");
        var watch = new SignInWatch(hub.Services.GetRequiredService<Views>(), NullLogger<SignInWatch>.Instance);
        var now = DateTimeOffset.UtcNow.AddDays(1);
        await Tries(now.AddMinutes(-1), SignInWatch.TooMany - 1);
        await watch.Run(now, CancellationToken.None);
        Assert.That(await Alarms(), Is.Zero, "a Monday morning is none");
        await Tries(now.AddMinutes(-10), 500);
        await watch.Run(now, CancellationToken.None);
        Assert.That(await Alarms(), Is.Zero, "what is over is over");
        await Tries(now.AddMinutes(-1), 1);
        await watch.Run(now, CancellationToken.None);
        await watch.Run(now.AddMinutes(1), CancellationToken.None);
        Assert.That(await Alarms(), Is.EqualTo(1), "once an hour");
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get(Security)).One(".note").TextContent, Does.Contain($"{SignInWatch.TooMany} försök").And.Contain($"från {SignInWatch.TooMany - 1} nät"));
    }

    [Test]
    public async Task Far_more_invitations_than_a_programme_sends_raise_an_alarm_that_its_own_administrators_see()
    {
        var next = await Settlement.NextDoor(hub, "lugna-landet");
        var watch = new SignInWatch(hub.Services.GetRequiredService<Views>(), NullLogger<SignInWatch>.Instance);
        var now = DateTimeOffset.UtcNow.AddDays(2);
        await Noted("invited", SignInWatch.ManyInvited - 1, now);
        await watch.Run(now, CancellationToken.None);
        Assert.That(await Raised(), Is.Zero, "the longest list, and nearly another");
        await Noted("invited", 1, now);
        await watch.Run(now, CancellationToken.None);
        await watch.Run(now.AddMinutes(1), CancellationToken.None);
        Assert.That(await Raised(), Is.EqualTo(1), "once an hour");
        using var farid = await hub.As(Cast.Farid);
        var page = await farid.Get(Security);
        Assert.That(page.All(".note").Select(note => note.TextContent), Has.Some.Contains($"Ovanligt många inbjudningar härifrån: {SignInWatch.ManyInvited}"));
        Assert.That((await farid.Get($"{Security}?kind=invitation-alarm")).All("tbody tr").Single().TextContent, Does.Contain("Larm: många inbjudningar"));
        using var theirs = hub.Visitor();
        await theirs.StepInto(next.People[Domain.Members.Role.Administrator]);
        Assert.That((await theirs.Get($"/p/{next.Slug}/admin/security")).Text, Does.Not.Contain("Ovanligt många inbjudningar"));
        await Noted("invitations-held", SignInWatch.ManyHeld, now.AddHours(2));
        await watch.Run(now.AddHours(2), CancellationToken.None);
        Assert.That(await Raised(), Is.EqualTo(2), "whoever goes on when nothing leaves any more");

        Task Noted(string kind, int times, DateTimeOffset at) => hub.Views.Execute(
            "insert into hub.security_event (at, kind, programme, door, times) values (@at, @kind, @Programme, 'POST /p/{programme}/admin/people/import', @times)",
            new { at = at.AddMinutes(-1), kind, Cast.Programme, times });

        Task<long> Raised() => hub.Views.Value<long>("select count(*) from hub.security_event where kind = 'invitation-alarm'");
    }

    [Test]
    public async Task An_address_that_nobody_has_is_counted_and_not_kept()
    {
        var log = hub.Services.GetRequiredService<SecurityLog>();
        using var visitor = hub.Visitor();
        await visitor.Send("/sign-in", "form:has([name=Email])", ("Email", "ingen.alls@example.test"));
        Assert.That(async () => (await log.Latest(200)).Count(row => row.Kind == SecurityKinds.Stranger && row.Person is null), Is.GreaterThanOrEqualTo(1).After(20_000, 100));
        Assert.That((await log.Latest(200)).Select(row => row.Door), Has.None.Contains("ingen.alls"));
    }

    [Test]
    public async Task What_a_stranger_writes_where_a_programme_or_a_method_stands_is_not_kept()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var who = await hub.PersonCalled(Cast.Henrik);
        foreach (var i in Enumerable.Range(0, 5)) await henrik.Get($"/p/hittepa-{i}/initiatives");
        using var odd = new HttpRequestMessage(new HttpMethod("HITTEPA"), "/p/hittepa/initiatives");
        await henrik.Client.SendAsync(odd);
        await Written(1, "person = @who and kind = 'not-theirs'", who);
        var rows = await hub.Services.GetRequiredService<SecurityLog>().Latest(200);
        Assert.That(rows.Select(row => $"{row.Programme} {row.Door}"), Has.None.Contains("hittepa").IgnoreCase);
    }

    [Test]
    public async Task Who_floods_the_log_pushes_out_nothing_but_the_same()
    {
        var log = hub.Services.GetRequiredService<SecurityLog>();
        await hub.Views.Execute(
            """
            insert into hub.security_event (at, kind, door, times) values (now(), 'other-site', 'POST /language', 1);
            insert into hub.security_event (at, kind, programme, door, times) values (now(), 'unknown-token', @here, 'GET /api', 1);
            insert into hub.security_event (at, kind, door, origin, times) select now(), 'unknown-token', 'GET /api', n::text, 1 from generate_series(1, 300) n
            """,
            new { here = Cast.Programme });
        await log.Trim(mostOfKind: 200);
        Assert.Multiple(async () =>
        {
            Assert.That(await Count("kind = 'unknown-token' and programme is null"), Is.EqualTo(200));
            Assert.That(await Count("kind = 'unknown-token' and origin = '300'"), Is.EqualTo(1), "the newest stay");
            Assert.That(await Count("kind = 'unknown-token' and programme is not null"), Is.EqualTo(1));
            Assert.That(await Count("kind = 'other-site'"), Is.EqualTo(1));
        });

        Task<long> Count(string where) => hub.Views.Value<long>($"select count(*) from hub.security_event where {where}");
    }

    Task<IReadOnlyList<string>> Kinds(Guid who) => hub.Views.Column<string>("select kind from hub.security_event where person = @who order by id", new { who });

    Task Tries(DateTimeOffset at, int count) => hub.Views.Execute(
        "insert into hub.security_event (at, kind, door, origin, times) select @at, 'sign-in-stranger', 'POST /sign-in', '10.1.' || n / 250 || '.' || n % 250 || @at::text, 1 from generate_series(1, @count) n",
        new { at, count });

    Task<long> Alarms() => hub.Views.Value<long>("select count(*) from hub.security_event where kind = 'alarm'");

    async Task Written(int count, string where, Guid who)
    {
        long Count() => hub.Views.Value<long>($"select count(*) from hub.security_event where {where}", new { who }).Result;
        Assert.That(Count, Is.GreaterThanOrEqualTo(count).After(20_000, 100));
        await Task.CompletedTask;
    }
}
