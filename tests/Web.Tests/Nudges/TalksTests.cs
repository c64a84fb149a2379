using Activation.Web.Features.Deeds;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Where letters end a human begins: a coordinator's list of those to talk to.</summary>
public sealed class TalksTests
{
    const string Path = $"{Sown.Here}/talks";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_asks_for_help_stands_on_the_list_of_their_coordinator_until_they_have_talked()
    {
        var one = (await hub.Views.One<Found>(
            """
            select a.programme, a.activity, a.owner, a.title, p.name as coordinator from activity a join initiative i using (initiative)
              join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles) and m.member <> a.owner join hub.person p on p.person = m.member
             where a.state = 'scheduled' and i.state = 'active' and a.due_on > now() order by a.activity limit 1
            """))!;
        using var coordinator = await hub.As(one.Coordinator);
        Assert.That((await coordinator.Get(Path)).All($"button[value='{one.Activity}']"), Is.Empty);
        var link = await hub.Services.GetRequiredService<DeedLinks>().Make(Deed.Help, one.Programme, one.Activity, one.Owner, TimeSpan.FromDays(1));
        using var owner = hub.Visitor();
        await owner.Send(link.AbsolutePath, "main form", ("Note", "Vi saknar en lokal"));
        var sheet = await coordinator.Get(Path);
        Assert.That(sheet.Text, Does.Contain("Vi saknar en lokal"));
        await coordinator.Send(sheet, $"button[value='{one.Activity}']");
        Assert.That((await coordinator.Get(Path)).All($"button[value='{one.Activity}']"), Is.Empty);
    }

    [Test]
    public async Task Another_municipality_s_coordinator_sees_nothing_of_it()
    {
        var elsewhere = await hub.Views.Column<string>(
            "select distinct a.municipality from activity a where a.state = 'scheduled' and a.due_on < now() - interval '15 days'");
        using var bo = await hub.As(Cast.Bo);
        var text = (await bo.Get(Path)).One("main").TextContent;
        var names = await hub.Views.Column<string>(
            "select name from municipality where municipality = any(@elsewhere) and municipality <> 'astorp'", new { elsewhere = elsewhere.ToArray() });
        Assert.That(names.Where(name => text.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Who_answered_neither_of_two_reminders_is_shown_to_their_coordinator_and_who_wants_none_is_not()
    {
        var (greta, astrid, cilla) = (await hub.PersonCalled(Cast.Greta), await hub.PersonCalled(Cast.Astrid), await hub.PersonCalled(Cast.Cilla));
        await Reminded(greta, 5);
        await Reminded(astrid, 1);
        await Reminded(cilla, 5);
        await hub.Views.Execute("insert into hub.nudge_choice values (@cilla, 0, array[]::text[], null, hub.clock()) on conflict (person) do update set dose = 0", new { cilla });
        using var bo = await hub.As(Cast.Bo);
        var names = (await bo.Get(Path)).All("#unheard-title ~ table tbody th").Select(cell => cell.TextContent).ToList();
        Assert.That(names, Has.Count.EqualTo(1));
        Assert.That(names[0], Does.Contain(Cast.Greta));
        await hub.Views.Execute("update hub.nudge set acted_at = hub.clock() where recipient = @greta and period = '2'", new { greta });
        Assert.That((await bo.Get(Path)).All("#unheard-title"), Is.Empty, "she has answered");

        Task Reminded(Guid person, int days) => hub.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, municipality, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
            select gen_random_uuid(), programme, 'first_act', 'unheard', @person, n::text, 'astorp', 'sent', '["Åstorp"]', 'look', t, t, t, t, t, 'bell'
              from programme, generate_series(1, 2) n, lateral (select hub.clock() - make_interval(days => @days + 7 * (2 - n))) as x(t) where slug = @Programme
            """,
            new { person, days, Cast.Programme });
    }

    [TestCase("'in_digest'", "null", "told by letter, then by bell")]
    [TestCase("null", "'in_digest'", "told by bell, then by letter")]
    public async Task A_reminder_by_letter_of_the_week_is_one_of_the_two(string first, string second, string how)
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        await Reminded();
        using var bo = await hub.As(Cast.Bo);
        Assert.That((await bo.Get(Path)).All("#unheard-title ~ table tbody th").Any(cell => cell.TextContent.Contains(Cast.Iris, StringComparison.Ordinal)), Is.True, how);
        await hub.Views.Execute("delete from hub.nudge where recipient = @iris and object = 'unheard-letters'", new { iris });

        Task Reminded() => hub.Views.Execute(
            $"""
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, municipality, state, reason, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
            select gen_random_uuid(), programme, 'first_act', 'unheard-letters', @iris, n::text, 'astorp', case when r is null then 'sent' else 'skipped' end, r, '["Åstorp"]', 'look', t, t, t, t,
                   case when r is null then t end, 'bell'
              from programme, generate_series(1, 2) n, lateral (select hub.clock() - make_interval(days => 5 + 7 * (2 - n)), case n when 1 then {first} else {second} end) as x(t, r) where slug = @Programme
            """,
            new { iris, Cast.Programme });
    }

    [Test]
    public async Task Who_got_the_last_of_them_alone_and_who_was_asked_once_more_by_a_letter_s_first_line_are_shown_too_and_who_was_held_out_is_not()
    {
        var (david, henrik, elin) = (await hub.PersonCalled(Cast.David), await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Elin));
        await Told(david, "first_act", "2", "sent");
        await Told(henrik, "rate_outcome", "1", "sent");
        await Told(elin, "first_act", "2", "held_out");
        await hub.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, sent_at, mailed_at, via, first_kind, first_object)
            select gen_random_uuid(), programme, 'weekly_digest', 'person', @henrik, 'test', 'sent', '[]', 'look', t, t, t, t, t, 'digest', 'rate_outcome', 'unheard-alone'
              from programme, lateral (select hub.clock() - interval '4 days') as x(t) where slug = @Programme
            """,
            new { henrik, Cast.Programme });
        using var bo = await hub.As(Cast.Bo);
        var shown = string.Concat((await bo.Get(Path)).All("#unheard-title ~ table tbody th").Select(cell => cell.TextContent));
        Assert.That(shown, Does.Contain(Cast.David).And.Contain(Cast.Henrik).And.Not.Contain(Cast.Elin));
        await hub.Views.Execute("delete from hub.nudge where object = 'unheard-alone' or kind = 'weekly_digest' and period = 'test'");

        Task Told(Guid person, string kind, string period, string state) => hub.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, municipality, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
            select gen_random_uuid(), programme, @kind, 'unheard-alone', @person, @period, 'astorp', @state, '["Åstorp", "2027-05-13"]', 'look', t, t, t, t, t, 'bell'
              from programme, lateral (select hub.clock() - interval '5 days') as x(t) where slug = @Programme
            """,
            new { person, kind, period, state, Cast.Programme });
    }

    sealed record Found(Guid Programme, Guid Activity, Guid Owner, string Title, string Coordinator);
}
