using System.Net;
using Activation.Domain.Members;
using Activation.Web.Features.Deeds;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

public sealed class AccountTests
{
    const string Why = "Telefonen blev stulen i går";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_is_shut_out_on_the_page_loses_pages_sockets_and_keys_within_five_seconds_and_is_let_in_again()
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        using var visitor = await hub.As(Cast.Iris);
        await using var socket = await Listener.Open(hub, Cast.Iris);
        var tokens = hub.Services.GetRequiredService<Tokens>();
        var token = await tokens.Invent(iris, "skript", Scopes.All, DateTimeOffset.UtcNow);
        using var farid = await hub.As(Cast.Farid);
        var links = hub.Services.GetRequiredService<DeedLinks>();
        var link = await links.Make(Deed.Done, await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme }), Guid.NewGuid(), iris, TimeSpan.FromDays(9));
        var deed = link.Segments[^1];
        Assert.That(await links.Find(deed), Is.Not.Null);
        Assert.That((await farid.Get(Account(iris))).Text, Does.Contain("för program").And.Contain("slutar fungera för gott"));
        Assert.That((await farid.Send(Account(iris), "button[formaction*=ShutOut]", ("Reason", ""))).One("#Reason-error").TextContent, Is.Not.Empty);
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"), "without a reason nobody is shut out");

        Assert.That((await farid.Send(Account(iris), "button[formaction*=ShutOut]", ("Reason", Why))).Text, Does.Contain("Stängt sedan"));
        Assert.Multiple(() =>
        {
            Assert.That(() => visitor.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(20_000, 100), "page");
            Assert.That(() => socket.IsOpen, Is.False.After(20_000, 100), "socket");
        });
        Assert.That(await tokens.Find(token, DateTimeOffset.UtcNow), Is.Null, "key");
        Assert.That((await farid.Get($"{Sown.Here}/admin/people/{iris}")).Text, Does.Contain("Kontot är stängt"), "roles alone would look as if they held");
        var told = (await farid.Get($"{Sown.Here}/admin/audit?kind=member-shut-out")).One("tbody tr").TextContent;
        Assert.That(told, Does.Contain(Cast.Iris).And.Contain(Cast.Farid).And.Contain(Why).And.Contain("Sida"));

        // What a session of hers makes in the moment in which it is ended.
        var late = await tokens.Invent(iris, "skript till", Scopes.All, DateTimeOffset.UtcNow);
        var lateDeed = (await links.Make(Deed.Done, (await hub.Programme()).Id, Guid.NewGuid(), iris, TimeSpan.FromDays(9))).Segments[^1];
        await farid.Send(Account(iris), "button[formaction*=LetIn]", ("Reason", "Hon har en ny telefon"));
        using var back = await hub.As(Cast.Iris);
        Assert.That((await back.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
        Assert.That(await tokens.Find(token, DateTimeOffset.UtcNow), Is.Null, "whoever held the key holds nothing");
        Assert.That(await links.Find(deed), Is.Null, "nor does the letter with a deed");
        Assert.That((await tokens.Find(late, DateTimeOffset.UtcNow), await links.Find(lateDeed)), Is.EqualTo(((object?)null, (object?)null)), "while the door is shut nobody makes anything rightfully");
    }

    [Test]
    public async Task An_administrator_signs_somebody_out_everywhere_who_may_come_back_at_once()
    {
        using var phone = await hub.As(Cast.Bo);
        using var desk = await hub.As(Cast.Bo);
        using var farid = await hub.As(Cast.Farid);
        var bo = await hub.PersonCalled(Cast.Bo);
        Assert.That((await farid.Get(Account(bo))).Text, Does.Contain("På 2 enheter"));
        await farid.Send(Account(bo), "button[formaction*=SignOut]", ("Reason", "Glömde logga ut på biblioteket"));
        foreach (var one in new[] { phone, desk })
            Assert.That(() => one.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(20_000, 100));
        using var again = await hub.As(Cast.Bo);
        Assert.That((await again.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Nobody_shuts_out_themselves_or_somebody_who_is_in_a_programme_of_others_too()
    {
        using var farid = await hub.As(Cast.Farid);
        var own = await farid.Get(Account(await hub.PersonCalled(Cast.Farid)));
        Assert.That(own.All("main form button[formaction*=ShutOut]"), Is.Empty);

        var next = await Settlement.NextDoor(hub, "kontolandet");
        var greta = await hub.PersonCalled(Cast.Greta);
        await next.Enrol(greta);
        using var visitor = await hub.As(Cast.Greta);
        var refused = await farid.Send(Account(greta), "button[formaction*=ShutOut]", ("Reason", Why));
        Assert.That(refused.Text, Does.Contain("som ni inte administrerar"));
        Assert.That(refused.One("#Reason").TextContent.Trim(), Is.EqualTo(Why), "what was typed is still there");
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Of_who_left_the_account_is_another_programmes_and_stays_signed_in_there()
    {
        var next = await Settlement.NextDoor(hub, "avresan");
        var gunnar = next.People[Role.CoreTeam];
        await hub.Views.Execute("update hub.person set name = 'Gunnar Avrest' where person = @gunnar", new { gunnar });
        using var visitor = await hub.As("Gunnar Avrest");
        await Came(gunnar);
        using var farid = await hub.As(Cast.Farid);
        var open = await farid.Get(Account(gunnar));
        Assert.That(open.Text, Does.Contain("På en enhet"), "the test looks for what is there");
        await farid.Send($"{Sown.Here}/admin/people/{gunnar}", "form[action*=Leave]", ("SureToEnd", "true"));

        Assert.That((await farid.Get(Account(gunnar))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await farid.Get($"{Sown.Here}/admin/people/{gunnar}")).All("a[href$='/account']"), Is.Empty);
        foreach (var button in new[] { "SignOut", "ShutOut" })
            Assert.That((await farid.Send(open, $"button[formaction*={button}]", ("Reason", Why))).Status, Is.EqualTo(HttpStatusCode.NotFound), button);
        Assert.That((await visitor.Get($"/p/{next.Slug}")).Address.AbsolutePath, Is.EqualTo($"/p/{next.Slug}"));

        // Shut by those of the other programme it is theirs to open.
        await hub.Services.GetRequiredService<Accounts>().Disable(gunnar, DateTimeOffset.UtcNow);
        Assert.That((await farid.Get(Account(gunnar))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_door_that_was_shut_before_somebody_left_is_opened_so_that_they_can_be_invited_again()
    {
        using var farid = await hub.As(Cast.Farid);
        var henrik = await hub.PersonCalled(Cast.Henrik);
        await farid.Send(Account(henrik), "button[formaction*=ShutOut]", ("Reason", Why));
        await farid.Send($"{Sown.Here}/admin/people/{henrik}", "form[action*=Leave]", ("SureToEnd", "true"));
        var person = await farid.Get($"{Sown.Here}/admin/people/{henrik}");
        var shut = await farid.Get(person.One($"a[href='{Account(henrik)}']").GetAttribute("href")!);
        Assert.That(shut.Text, Does.Contain("Stängt sedan").And.Not.Contain("Ingenstans just nu"));
        Assert.That((await farid.Send(shut, "button[formaction*=LetIn]", ("Reason", "Kommer tillbaka i vår"))).Text, Does.Contain("Kontot är öppet igen").And.Contain("syns inte här längre"));
        Assert.That(await hub.Views.Value<bool>("select disabled_at is null from hub.account where person = @henrik", new { henrik }), Is.True);
        await Came(henrik);
    }

    [Test]
    public async Task Each_time_the_door_is_shut_or_opened_there_is_a_line_in_whichever_programme_it_was_done()
    {
        var next = await Settlement.NextDoor(hub, "tvalandet");
        var (david, farid) = (await hub.PersonCalled(Cast.David), await hub.PersonCalled(Cast.Farid));
        await next.Enrol(david);
        await next.Enrol(farid, Role.Administrator);
        using var administrator = await hub.As(Cast.Farid);
        var there = $"/p/{next.Slug}/admin/people/{david}/account";
        await administrator.Send(Account(david), "button[formaction*=ShutOut]", ("Reason", Why));
        await administrator.Send(there, "button[formaction*=LetIn]", ("Reason", "Den är hittad"));
        await administrator.Send(Account(david), "button[formaction*=ShutOut]", ("Reason", "Den är borta igen"));
        Assert.That((await administrator.Get(there)).Text, Does.Contain("Stängt sedan"));
        await administrator.Send(there, "button[formaction*=LetIn]", ("Reason", "Nu är det löst"));
        Assert.That(await Told(Sown.Here, "member-shut-out"), Has.Count.EqualTo(2).And.Some.Contains(Why).And.Some.Contains("borta igen"));
        Assert.That(await Told($"/p/{next.Slug}", "member-let-in"), Has.Count.EqualTo(2).And.Some.Contains("hittad").And.Some.Contains("löst"));

        async Task<IReadOnlyList<string>> Told(string programme, string kind) =>
            [.. (await administrator.Get($"{programme}/admin/audit?kind={kind}&who=solhage")).All("tbody tr").Select(row => row.TextContent)];
    }

    [Test]
    public async Task An_administrator_sees_the_keys_of_those_who_are_here_and_takes_one_back_with_a_reason()
    {
        var (henrik, tokens) = (await hub.PersonCalled(Cast.Henrik), hub.Services.GetRequiredService<Tokens>());
        var secret = await tokens.Invent(henrik, "Henriks veckorapport", [Scopes.Read], DateTimeOffset.UtcNow);
        using var farid = await hub.As(Cast.Farid);
        var row = (await farid.Get($"{Keys}?q=VECKORAPPORT")).One("tbody tr");
        Assert.That(row.TextContent, Does.Contain("Henriks veckorapport").And.Contain(Cast.Henrik).And.Contain("Läsa").And.Contain("aldrig"));
        var path = row.QuerySelector("a")!.GetAttribute("href")!;
        Assert.That((await farid.Get(path)).Text, Does.Not.Contain(secret).And.Not.Contain(secret[4..12]));

        Assert.That((await farid.Send(path, "main form", ("Reason", " "))).One("#Reason-error").TextContent, Is.Not.Empty);
        Assert.That(await tokens.Find(secret, DateTimeOffset.UtcNow), Is.Not.Null, "without a reason nothing is taken back");
        await farid.Send(path, "main form", ("Reason", "Skriptet ligger på en dator som är borta"));
        Assert.That(await tokens.Find(secret, DateTimeOffset.UtcNow), Is.Null);
        Assert.That((await farid.Get($"{Keys}?q=veckorapport")).All("tbody tr"), Is.Empty);
        Assert.That((await farid.Get($"{Keys}?q=veckorapport&all=true")).One("tbody tr").TextContent, Does.Contain("återkallad"));
        Assert.That((await farid.Get($"{Sown.Here}/admin/audit?kind=member-key-taken-back")).One("tbody tr").TextContent,
            Does.Contain(Cast.Henrik).And.Contain(Cast.Farid).And.Contain("Skriptet ligger på en dator"));
        Assert.That((await farid.Get(path)).All("main form"), Is.Empty, "what is taken back stays so");
    }

    [Test]
    public async Task A_key_of_somebody_elsewhere_is_not_there_and_ones_own_is_taken_back_by_oneself()
    {
        var next = await Settlement.NextDoor(hub, "nyckellandet");
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Keys}/{next.Token}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await farid.Get($"{Keys}?q=Viewer i nyckellandet&all=true")).All("tbody tr"), Is.Empty);

        var tokens = hub.Services.GetRequiredService<Tokens>();
        await tokens.Invent(await hub.PersonCalled(Cast.Farid), "Farids egen", [Scopes.Read], DateTimeOffset.UtcNow);
        var own = (await farid.Get($"{Keys}?q=farids egen")).One("tbody tr a").GetAttribute("href")!;
        var shown = await farid.Get(own);
        Assert.That(shown.All("main form"), Is.Empty);
        Assert.That(shown.All("main a[href='/me/tokens']"), Is.Not.Empty);
    }

    /// <summary>Takes part here.</summary>
    async Task Came(Guid person)
    {
        var here = await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme });
        var programme = await hub.Streams.Read(StreamNames.Programme(here));
        var outcome = await hub.Streams.Decide(StreamNames.Member(here, person), new Writer(here, null, DateTimeOffset.UtcNow, Guid.NewGuid()),
            state => Enrolling.Enrol(state, programme, new EnrolMember(person, "klippan", [Role.PoolMember]), Actor.House, DateTimeOffset.UtcNow));
        Assert.That(outcome, Is.InstanceOf<Done>());
        await hub.Settled();
    }

    const string Keys = $"{Sown.Here}/admin/keys";

    static string Account(Guid person) => $"{Sown.Here}/admin/people/{person}/account";
}
