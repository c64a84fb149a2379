using System.Globalization;
using System.Net;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Points;

public sealed class PointsTests
{
    const string Mine = $"/me/points?programme={Cast.Programme}";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_has_not_said_yes_has_no_line_no_badge_and_no_place_on_a_list()
    {
        using var greta = await hub.As(Cast.Greta);
        var page = await greta.Get(Mine);
        Assert.That(page.All(".ledger, .badges"), Is.Empty);
        Assert.That(page.One("input[value=Nobody]").HasAttribute("checked"), Is.True);
        Assert.That(await hub.Views.Value<long>("select count(*) from badge b where not exists (select from points_choice c where c.programme = b.programme and c.member = b.member)"), Is.Zero);
    }

    [Test]
    public async Task Above_a_long_list_stands_the_way_to_the_choice()
    {
        using var doer = await hub.As((await hub.Views.Value<string>(
            "select p.name from deed d join points_choice c using (programme, member) join hub.person p on p.person = d.member where d.kind = 'completed' order by p.name limit 1"))!);
        var page = await doer.Get(Mine);
        Assert.That(page.All(".ledger"), Is.Not.Empty);
        Assert.That(page.One("main a[href='#choice']").TextContent, Is.EqualTo("Välj om det ska räknas"));
        Assert.That(page.All("#choice"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_total_is_the_sum_of_the_lines_that_one_reads()
    {
        var name = await hub.Views.Value<string>(
            "select p.name from deed d join points_choice c using (programme, member) join hub.person p on p.person = d.member where d.kind = 'completed' group by p.name order by count(*) desc, p.name limit 1");
        using var doer = await hub.As(name!, "en");
        var page = await doer.Get(Mine);
        var lines = page.All(".ledger tbody tr td:last-child").Select(cell => decimal.Parse(cell.TextContent.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.That(lines, Is.Not.Empty);
        Assert.That(page.One("[data-figure=points]").TextContent, Does.Contain($"of {lines.Sum():0.##} earned"));
        Assert.That(page.One("[data-defines=points]").TextContent, Does.Contain("2^(−d ÷ h)"), "what it is worth today opens its definition");
        using var csv = new StreamReader(await doer.Client.GetStreamAsync(new Uri($"{Mine}&handler=Csv", UriKind.Relative)));
        var written = (await csv.ReadToEndAsync()).Trim().Split('\n');
        Assert.That(written, Has.Length.EqualTo(lines.Count + 1));
        Assert.That(written[0], Does.Contain("Rule").And.Not.Contain("{"), "a head is a word");
    }

    [Test]
    public async Task Saying_no_takes_one_off_every_list_at_once_and_ends_the_counting()
    {
        using var cilla = await hub.As(Cast.Cilla);
        using var henrik = await hub.As(Cast.Henrik);
        await cilla.Send(Mine, "#choice form", ("Audience", "Programme"));
        await Earn(Cast.Cilla, Badge.FirstStep);
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Contain(Cast.Cilla), "she chose to be seen");
        var sent = await cilla.Send(Mine, "#choice form", ("Audience", "Nobody"));
        Assert.That(sent.Text, Does.Contain("Inget räknas längre"));
        Assert.That((await henrik.Get($"{Sown.Here}/points")).Text, Does.Not.Contain(Cast.Cilla), "gone with the next page");
        Assert.That((await cilla.Get("/me")).All(".ledger, .badges"), Is.Empty);
        var head = await hub.Log.Head();
        await hub.Services.GetRequiredService<Badging>().Award(await Here(), await hub.PersonCalled(Cast.Cilla), DateTimeOffset.UtcNow, default);
        Assert.That(await hub.Log.Head(), Is.EqualTo(head), "nothing is computed any longer");
        await cilla.Send(Mine, "#choice form", ("Audience", "Myself"));
        Assert.That((await cilla.Get("/me")).One(".badges").TextContent, Does.Contain("Första steget"), "a badge is never lost");
    }

    [TestCase(true), TestCase(false)]
    public async Task Who_left_and_came_back_says_the_same_yes_and_is_counted(bool ended)
    {
        var here = await Here();
        var doer = (await hub.Views.Many<Doer>(
            """
            select c.member, p.name, c.audience from points_choice c join hub.person p on p.person = c.member join deed d using (programme, member) join member m using (programme, member)
             where m.roles <@ array['core_team', 'coordinator'] and p.name not like 'Jonna%' group by 1, 2, 3 order by count(*) desc, p.name offset 1 limit 2
            """)).ElementAt(ended ? 0 : 1);
        var stream = Web.Platform.StreamNames.Member(here.Id, doer.Member).Name;
        using var farid = await hub.As(Cast.Farid);
        if (ended) await farid.Send($"{Sown.Here}/admin/people/{doer.Member}", "form[action*=Leave]", ("SureToEnd", "true"));
        // As it stands in logs from before leaving ended the choice.
        else await Append(stream, (await hub.Log.ReadStream(stream)).Count, null, DateTimeOffset.UtcNow, new MemberLeft(doer.Member));
        await hub.Settled();
        Assert.That((await hub.Log.ReadStream(Web.Platform.StreamNames.Points(here.Id, doer.Member).Name)).Any(e => e.Data is PointsChosen { Audience: Audience.Nobody }), Is.EqualTo(ended));
        await Append(stream, (await hub.Log.ReadStream(stream)).Count, null, DateTimeOffset.UtcNow, new MemberEnrolled(doer.Member, "klippan", [Role.CoreTeam]));
        await hub.Settled();
        using var back = await hub.As(doer.Name);
        Assert.That((await back.Get(Mine)).All(".ledger"), Is.Empty, "nobody is counted who was not asked since");
        var sent = await back.Send(Mine, "#choice form", ("Audience", $"{doer.Audience}"));
        Assert.That(sent.All(".ledger tbody tr"), Is.Not.Empty, sent.Text);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "live and rebuilt are the same");
    }

    sealed record Doer(Guid Member, string Name, Audience Audience);

    // By Monday to Friday alone these are nine, ten and twenty-four days.
    [TestCase("2026-12-22", "2027-01-04", 3)]
    [TestCase("2026-12-22", "2027-01-05", 0)]
    [TestCase("2027-07-08", "2027-08-11", 3)]
    public async Task An_answer_is_in_time_by_the_working_days_after_which_its_coordinator_is_reminded(DateTime sent, DateTime answered, int points)
    {
        var (here, coordinator) = (await Here(), Guid.NewGuid());
        var row = new DeedRow(
            here.Id, coordinator, 1, DeedKind.Decided, At(answered), 2, Guid.NewGuid(), Guid.NewGuid(), null, At(sent), null, Across: false, 0);
        Assert.That(PointsLedger.Of(coordinator, [row.ToDeed(here)], RulesBook.AtStart).Total, Is.EqualTo(points));

        static DateTimeOffset At(DateTime day) => new(day.AddHours(9), TimeSpan.Zero);
    }

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

    [Test]
    public async Task What_nothing_can_earn_yet_is_not_told_as_a_rule()
    {
        using var astrid = await hub.As(Cast.Astrid);
        foreach (var page in new[] { $"{Sown.Here}/points", Mine })
        {
            var rules = (await astrid.Get(page)).All("section").Single(section => section.QuerySelector("#rules-title, #how") is not null).TextContent;
            Assert.That(rules, Does.Contain("Du betygsatte ett utfall").And.Contain("Betyg ger poäng 6 gånger i månaden."), page);
            Assert.That(rules, Does.Not.Contain("Bekräftad hjälp").And.Not.Contain("temperatur").And.Not.Contain("Hjälp ger"), page);
        }

        Assert.That(await hub.Views.Value<long>("select count(*) from deed where kind = any(@kinds)", new { kinds = DeedKinds.ToCome.Select(kind => PointsWords.Key(kind).Replace('-', '_')).ToArray() }), Is.Zero);
    }

    [Test]
    public async Task An_idea_that_gets_its_yes_earns_ten_and_its_badge_is_told_on_the_next_page()
    {
        using var jonna = await hub.As("Jonna Askelund");
        await jonna.Send(Mine, "#choice form", ("Audience", "Myself"));
        await Proposal.Send(jonna, "Språkcafé i väntsalen", Proposal.ConcretePlan);
        var activity = await hub.Views.Value<Guid>("select a.activity from activity a join initiative i using (initiative) where i.title = 'Språkcafé i väntsalen'");
        var coordinator = await hub.Views.Value<string>(
            "select p.name from activity a join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles) join hub.person p on p.person = m.member where a.activity = @activity order by p.name limit 1", new { activity });
        using var answers = await hub.As(coordinator!);
        await answers.Send($"{Sown.Here}/queue?activity={activity}", "button[formaction*=Approve]", ("Reason", "Det här behövs"));
        await Until(async () => await hub.Views.Value<long>("select count(*) from badge where badge = 'first_step' and member = @jonna", new { jonna = await hub.PersonCalled("Jonna Askelund") }) == 1);
        Sheet page = null!;
        await Until(async () => (page = await jonna.Get(Sown.Here)).All(".note.pass").Any(note => note.TextContent.Contains("Första steget", StringComparison.Ordinal)));
        Assert.That(page.One(".note.pass").TextContent, Does.Contain("Nytt märke"));
        Assert.That((await jonna.Get(Sown.Here)).Text, Does.Not.Contain("Nytt märke"), "once");
        Assert.That((await jonna.Get(Mine)).One(".ledger tbody tr").TextContent, Does.Contain("Din idé fick ja").And.Contain("+10"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "live and rebuilt are the same");
    }

    [Test]
    public async Task One_s_own_word_that_it_was_done_earns_nothing_until_another_has_seen_it()
    {
        var (henrik, astrid) = (await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Astrid));
        var activity = await CarriedOut(by: henrik, owner: henrik, (20, -3));
        Assert.That(await Completed(activity), Is.Empty, "the owner says so");
        await Rate(activity, henrik, RaterPart.Owner);
        Assert.That(await Completed(activity), Is.Empty, "and says it again");
        await Rate(activity, astrid, RaterPart.Participant);
        Assert.That(await Completed(activity), Is.EqualTo(new[] { astrid }));
    }

    [Test]
    public async Task A_day_that_was_moved_after_it_had_passed_is_not_kept()
    {
        var (henrik, astrid) = (await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Astrid));
        Assert.That(await Completed(await CarriedOut(by: astrid, owner: henrik, (20, 10), (5, -3))), Is.Empty, "moved five days too late");
        Assert.That(await Completed(await CarriedOut(by: astrid, owner: henrik, (20, 10), (15, -3))), Is.EqualTo(new[] { astrid }), "moved five days before");
        Assert.That(await Completed(await CarriedOut(by: astrid, owner: henrik, (20, 10), (5, -3), (4, -9))), Is.Empty, "and moved again");
    }

    [Test]
    public async Task Votes_of_fresh_accounts_earn_nobody_anything_but_their_own_being_there()
    {
        var (here, now) = (await Here(), DateTimeOffset.UtcNow);
        Web.Platform.Reach.Into(here.Id);
        var scores = hub.Services.GetRequiredService<Features.Scores.ScoresQuery>();
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where programme = @Id and state = 'active' order by last_at desc limit 1", new { here.Id });
        var place = await hub.Views.Value<string>("select municipality from initiative where initiative = @initiative", new { initiative });
        var (deeds, before) = (await Deeds(), (await scores.Of(here, now)).Rows.Single(row => row.Key == place));
        foreach (var member in Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()))
        {
            await Append(Web.Platform.StreamNames.Member(here.Id, member).Name, 0, null, now, new MemberEnrolled(member, place, [Role.CoreTeam]));
            await Append(Web.Platform.StreamNames.Ballot(initiative, member).Name, 0, member, now, new VoteCast(initiative, member, place, Stance.Support, null));
        }

        await hub.Settled();
        var after = (await scores.Of(here, now)).Rows.Single(row => row.Key == place);
        Assert.Multiple(async () =>
        {
            Assert.That(await Deeds(), Is.EqualTo(deeds), "no line in anybody's ledger");
            Assert.That(after.Facts with { Active = 0, Enrolled = 0, Outcome = before.Facts.Outcome }, Is.EqualTo(before.Facts with { Active = 0, Enrolled = 0 }), "nothing but breadth");
            Assert.That(after.Facts.Active - before.Facts.Active, Is.EqualTo(after.Facts.Enrolled - before.Facts.Enrolled).And.EqualTo(20));
        });

        Task<long> Deeds() => hub.Views.Value<long>("select count(*) from deed");
    }

    /// <summary>An activity that was scheduled, each time so many days ago for so many days ago, and carried out today.</summary>
    async Task<Guid> CarriedOut(Guid by, Guid owner, params (int Ago, int DueAgo)[] days)
    {
        var here = await Here();
        var (initiative, activity, now, version) = (Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow, 0);
        await Tell(days[0].Ago, new InitiativeProposed(initiative, owner, "klippan", [], 2, "Idé", "Mer", [], [], [], now, null));
        await Tell(days[0].Ago, new ActivityPlanned(initiative, activity, owner, "klippan", new("Gör", "", "", "", null, "", "", null, "", "", ""), owner));
        await Tell(days[0].Ago, new ActivitySubmitted(initiative, activity, 70));
        await Tell(days[0].Ago, new ActivityApproved(initiative, activity, by, null));
        foreach (var (ago, due) in days) await Tell(ago, new ActivityScheduled(initiative, activity, "vi", here.Today(now).AddDays(-due), "torget"));
        await Tell(0, new ActivityCarriedOut(initiative, activity, by, here.Today(now), 9, ""));
        await hub.Settled();
        return activity;

        Task Tell(int ago, object @event) => Append(Web.Platform.StreamNames.Initiative(initiative).Name, version++, owner, now.AddDays(-ago), @event);
    }

    async Task Rate(Guid activity, Guid member, RaterPart part)
    {
        var initiative = await hub.Views.Value<Guid>("select initiative from activity where activity = @activity", new { activity });
        await Append(
            Web.Platform.StreamNames.Rating(activity, member).Name, 0, member, DateTimeOffset.UtcNow, new OutcomeRated(initiative, activity, member, part, 5, null, null));
        await hub.Settled();
    }

    async Task Append(string stream, int version, Guid? actor, DateTimeOffset at, object @event) =>
        await hub.Log.Append(new Append(Guid.CreateVersion7(), (await Here()).Id, actor, stream, version, at, [@event]));

    /// <summary>On whose word the activity was completed.</summary>
    Task<IReadOnlyList<Guid>> Completed(Guid activity) =>
        hub.Views.Column<Guid>("select by from deed where activity = @activity and kind = 'completed'", new { activity });

    [Test]
    public async Task The_ladder_is_shown_to_oneself_and_small_numbers_to_nobody()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get("/me")).All(".ladder li[aria-current=step]"), Has.Count.EqualTo(1));
        var counts = await astrid.Get($"{Sown.Here}/points");
        Assert.That(counts.All("[data-figure=ladder]").Concat(counts.All("[data-defines=ladder]")), Has.Exactly(2).Items);
        foreach (var cell in counts.All("[aria-labelledby=ladder] td"))
            Assert.That(cell.TextContent, Is.EqualTo("få").Or.Matches<string>(text => int.Parse(text!, CultureInfo.InvariantCulture) is 0 or >= SmallNumbers.ShownFrom));
    }

    [Test]
    public async Task Nothing_is_chosen_for_a_programme_that_one_is_not_in()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get("/me/points?programme=no-such")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var wrong = await astrid.Send(Mine, "#choice form", ("Audience", "Everybody<script>"));
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(wrong.All(".err"), Is.Not.Empty);
    }

    [Test]
    public async Task Whether_somebody_collects_points_is_not_in_the_audit() =>
        Assert.That(await hub.Views.Value<long>("select count(*) from audit where kind in ('points-chosen', 'badge-awarded')"), Is.Zero);

    async Task<ProgrammeView> Here() => (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;

    // What others do decides when one has a badge; here it is given by the product's own event.
    async Task Earn(string name, Badge badge)
    {
        var here = await Here();
        var member = await hub.PersonCalled(name);
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where programme = @Id limit 1", new { here.Id });
        await hub.Streams.Decide(
            Web.Platform.StreamNames.Points(here.Id, member), new Web.Platform.Writer(here.Id, null, DateTimeOffset.UtcNow, Guid.NewGuid()),
            choice => choice.Badges.Contains(badge) ? Domain.Decision.Accept() : Domain.Decision.Accept(new BadgeAwarded(member, badge, DateTimeOffset.UtcNow, initiative)));
        await hub.Settled();
    }

    static async Task Until(Func<Task<bool>> isSo)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < patience; await Task.Delay(20))
            if (await isSo()) return;
        throw new AssertionException("It did not come to that");
    }
}
