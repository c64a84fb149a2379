using System.Globalization;
using Activation.Domain.Consents;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.Admin;
using Activation.Web.Features.Admin.Audit;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Chronicle;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

public sealed class AuditTests
{
    const string Audit = $"{Sown.Here}/admin/audit";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task What_was_done_is_read_with_who_and_why_the_newest_first()
    {
        var david = await hub.PersonCalled(Cast.David);
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{Sown.Here}/admin/people/{david}", "form[action*=Roles]", ("Roles", "Communicator"), ("Roles", "PoolMember"), ("Reason", "Hjälper till i poolen"));
        using var farid = await hub.As(Cast.Farid);
        var first = (await farid.Get(Audit)).One("tbody tr");
        Assert.That(first.TextContent, Does.Contain("Roller ändrade").And.Contain("Hjälper till i poolen").And.Contain(Cast.Elin).And.Contain(Cast.David));
        var found = await farid.Get($"{Audit}?who=solhage&kind=roles-changed");
        Assert.That(found.All("tbody tr"), Has.Count.EqualTo(1));
        Assert.That((await farid.Get($"{Audit}?until=2001-01-01")).Text, Does.Contain("Inget sådant har hänt"));
        var csv = await farid.Client.GetStringAsync(new Uri(hub.Address, $"{Audit}?kind=roles-changed&handler=Csv"));
        Assert.That(csv.Trim().Split('\n'), Has.Length.EqualTo(2));
    }

    [TestCase("astrid", "")]
    [TestCase("e", "")]
    [TestCase("varnhem", "activity-approved")]
    [TestCase("nobody is called so", "")]
    public async Task Whoever_is_looked_for_is_found_wherever_they_did_something_or_it_was_about_them(string who, string kind)
    {
        const int aPage = 7;
        var here = await hub.Programme();
        Reach.Into(here.Id);
        var all = await hub.Views.Column<long>(
            """
            select a.position from audit a left join hub.person p on p.person = a.actor left join hub.person q on q.person = a.member
             where a.programme = @Id and (@kind = '' or a.kind = @kind) and (strpos(lower(p.name), @who) > 0 or strpos(lower(q.name), @who) > 0) order by a.position desc limit 100
            """,
            new { here.Id, who, kind });
        var (list, found) = (hub.Services.GetRequiredService<AuditList>(), new List<long>());
        for (var before = 0L; found.Count < all.Count; before = found[^1])
        {
            var page = await list.Find(here, new Lookup(who, kind, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddDays(1), before), aPage);
            Assert.That(page, Has.Count.InRange(1, aPage));
            found.AddRange(page.Select(entry => entry.Position));
        }

        Assert.That(found.Take(all.Count), Is.EqualTo(all));
        Assert.That(all.Count, who.Contains(' ', StringComparison.Ordinal) ? Is.Zero : Is.GreaterThan(aPage));
    }

    [Test]
    public async Task What_few_have_done_is_looked_up_by_them()
    {
        var here = await hub.Programme();
        Reach.Into(here.Id);
        Task<IReadOnlyList<Entry>> Find(string who, int limit) =>
            hub.Services.GetRequiredService<AuditList>().Find(here, new Lookup(who, "", DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddDays(1), 0), limit);
        Assert.That(await Questions.With("unnest(@people)", () => Find("astrid", 2_000)), Has.Count.EqualTo(1));
        Assert.That(await Questions.With("unnest(@people)", () => Find("e", 2_000)), Is.Empty, "many have an e, and have done much");
    }

    [Test]
    public async Task From_where_it_was_done_stands_beside_it_and_a_vote_leaves_no_such_trace()
    {
        using var cilla = await hub.As(Cast.Cilla);
        cilla.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        var number = (await hub.OpenTo(Cast.Cilla))[0];
        await cilla.Send(Sown.Initiative(number), "button[value=Support]");
        await cilla.Send(Sown.Initiative(number), "form[action*=Comment]:has(textarea)", ("Text", "Kan vi bli fler?"));
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Audit}?kind=comment-posted&who=ekeblom")).One("tbody tr").TextContent, Does.Contain("Sida, Safari, iPhone"));
        var csv = await farid.Client.GetStringAsync(new Uri(hub.Address, $"{Audit}?kind=comment-posted&who=ekeblom&handler=Csv"));
        Assert.That(csv, Does.Contain("Sida, Safari, iPhone"));
        Assert.That(
            await hub.Views.Value<long>("select count(*) from hub.came_by c join happening h using (position) where h.kind in ('vote-cast', 'pledge-made')"), Is.Zero);
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.came_by where person = @cilla", new { cilla = await hub.PersonCalled(Cast.Cilla) }), Is.EqualTo(1), "the comment, and not the vote");
    }

    [Test]
    public async Task What_a_change_of_the_programme_came_to_is_read_in_each_readers_language()
    {
        using var farid = await hub.As(Cast.Farid);
        await farid.Send("/admin/start", "main form", ("Name", "Ändrad"), ("Organisation", "Två kommuner"), ("Slug", "andrad"));
        const string page = "/p/andrad/admin/programme", audit = "/p/andrad/admin/audit";
        await farid.Send(page, "form[action*=Describe]", ("Description.Name", "Ändrad"), ("Description.Organisation", "Två kommuner"), ("Description.Public", "true"));
        await farid.Send(page, "form[action*=Rules]", ("Rules.VotingDays", "10"), ("Rules.VoteBudget", "3"));
        await farid.Send(page, "form[action*=Quiet]", ("Quiet.From", "27"), ("Quiet.To", "30"));
        await farid.Send(page, "form[action*=Vision]", ("Vision.Text", "Alla känner varandra"), ("Vision.Source", "Mötet i mars"));
        var told = (await farid.Get(audit)).One("tbody").TextContent;
        Assert.That(told, Does.Contain("Bara för dem som är med").And.Contain("Öppet för alla att läsa").And.Contain("Omröstning i 10 dagar, stöd till 3 initiativ")
            .And.Contain("Vecka 27 till 30").And.Contain("Mötet i mars"));
        var csv = await farid.Client.GetStringAsync(new Uri(hub.Address, $"{audit}?kind=programme-described&handler=Csv"));
        Assert.That(csv, Does.Contain("Öppet för alla att läsa").And.Not.Contain("\t"));
        using var danish = await hub.As(Cast.Farid, "da");
        Assert.That((await danish.Get(audit)).One("tbody").TextContent, Does.Contain("Åben for alle at læse").And.Contain("Uge 27 til 30"));
    }

    [Test]
    public void Every_change_of_the_programme_says_what_it_came_to()
    {
        var silent = EventNames.All().Shapes().Select(entry => entry.Shape.Type)
            .Where(type => type.Namespace == typeof(Domain.Programmes.RulesSet).Namespace && type.GetProperties().Length > 0 && AuditProjection.IsListed(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)))
            .Where(type => AuditProjection.DetailOf(Filled(type)) is not { Length: > 0 });
        Assert.That(silent, Is.Empty);
    }

    /// <summary>One with something in every field.</summary>
    static object Filled(Type type)
    {
        var maker = type.GetConstructors()[0];
        return maker.Invoke([.. maker.GetParameters().Select(parameter => Something(parameter.ParameterType))]);
    }

    static object? Something(Type type) => type == typeof(string) ? "något"
        : type == typeof(string[]) ? new[] { "sv" }
        : Nullable.GetUnderlyingType(type) is { } inner ? Something(inner)
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type == typeof(Domain.Scoring.ScoringRules) ? Domain.Scoring.ScoringRules.AtStart
        : null;

    [Test]
    public async Task Page_follows_page_without_a_gap()
    {
        using var farid = await hub.As(Cast.Farid);
        var (seen, path) = (0, Audit);
        var whole = await hub.Views.Value<int>("select count(*)::int from audit join programme g using (programme) where g.slug = @Programme", new { Cast.Programme });
        for (var pages = 0; pages < 4; pages++)
        {
            var page = await farid.Get(path);
            seen += page.All("tbody tr").Count;
            path = page.One("a[href*='before=']:not([href*=Csv])").GetAttribute("href")!;
        }

        Assert.That(seen, Is.EqualTo(200));
        Assert.That(whole, Is.GreaterThan(200));
    }

    [Test]
    public async Task How_somebody_voted_or_rated_is_not_in_it()
    {
        var kinds = await hub.Views.Column<string>("select distinct kind from audit");
        Assert.That(kinds, Has.None.StartsWith("vote-").And.None.StartsWith("support-").And.None.StartsWith("points-").And.None.StartsWith("badge-").And.None.StartsWith("outcome-").And.None.StartsWith("pledge-"));
        Assert.That(kinds, Has.Count.GreaterThan(15));
    }

    [Test]
    public void Where_a_municipality_lies_is_told_with_its_name() => Assert.That(
        AuditDetail.Read(AuditDetail.Of(new MunicipalityMoved("astorp", 56.13, 12.95)), hub.Services.GetRequiredService<Texts>(), key => key == "astorp" ? "Åstorp" : key),
        Is.EqualTo("Åstorp: 56.13, 12.95."));

    static readonly object[] InWords =
    [
        new MemberEnrolled(Guid.Empty, "klippan", [Role.Administrator, Role.ProgrammeLead]), new RolesChanged(Guid.Empty, [Role.CoreTeam], "Ny tjänst"), new DeputyAppointed(Guid.Empty, "klippan"),
        new ProgrammeStarted(Guid.Empty, "p", "Resan", "Region", "Europe/Stockholm", ["sv", "da"], true), new ConsentGiven(Guid.Empty, ConsentPurpose.PublicName, null, 1, default),
    ];

    static readonly string[] AsRead =
        ["administratör, programledare.", "kärntrupp: Ny tjänst", "Klippan.", "Resan, Region. Språk: Svenska, Dansk. Öppet för alla att läsa.", "Namn på öppna sidor."];

    [Test]
    public void Nobody_reads_words_of_the_program()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv-SE");
        var texts = hub.Services.GetRequiredService<Texts>();
        Assert.That(InWords.Select(one => AuditDetail.Read(AuditProjection.DetailOf(one), texts, key => key == "klippan" ? "Klippan" : key)), Is.EqualTo(AsRead));
    }

    [Test]
    public void Every_event_that_is_listed_has_its_words() => Assert.That(
        EventNames.All().Names.Except(Unlisted)
            .Where(name => !IsOfOneNudge(name) && !hub.Services.GetRequiredService<Texts>().Has($"audit.kind-{name}")),
        Is.Empty);

    [Test]
    public async Task Only_an_administrator_reads_it()
    {
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get(Audit)).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    static readonly string[] Unlisted =
    [
        "vote-cast", "vote-withdrawn", "support-reserved", "support-released", "outcome-rated", "pledge-made", "pledge-withdrawn", "points-chosen",
        "badge-awarded", "walk-joined", "walk-left", "course-queue-joined", "course-seat-given", "work-submitted", "work-chosen", "work-declined", "work-withdrawn",
        "reaction-given", "reaction-taken-back", "topic-followed", "topic-unfollowed", "comment-reported",
    ];

    /// <summary>What people are told is theirs; what an administrator does about it is listed.</summary>
    static bool IsOfOneNudge(string name) =>
        name.StartsWith("nudge", StringComparison.Ordinal) && name is not ("nudge-kind-paused" or "nudge-kind-resumed" or "nudge-doubt-settled");
}
