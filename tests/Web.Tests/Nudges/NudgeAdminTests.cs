using System.Globalization;
using System.Net;
using Activation.Domain.Nudges;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Those who keep a programme see what its nudges do, and only administrators see whose they were.</summary>
public sealed class NudgeAdminTests
{
    const string Path = $"{Sown.Here}/admin/nudges";

    const string Lines = "section .table tbody tr";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_kind_is_given_a_rest_by_an_administrator_and_goes_out_again()
    {
        await hub.Rings(await hub.PersonCalled(Cast.Astrid), NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        using var farid = await hub.As(Cast.Farid);
        var paused = await farid.Send(Path, "form[action*='Pause'] button[value='due-soon']");
        Assert.That(paused.All("form[action*='Resume'] button[value='due-soon']"), Has.Count.EqualTo(1), paused.Text);
        var resumed = await farid.Send(paused, "form[action*='Resume'] button[value='due-soon']");
        Assert.That(resumed.All("form[action*='Resume']"), Is.Empty);
    }

    [Test]
    public async Task Who_leads_reads_but_lets_nothing_rest()
    {
        await hub.Rings(await hub.PersonCalled(Cast.Cilla), NudgeKind.Overdue, NudgeSamples.Facts[NudgeKind.Overdue]);
        using var elin = await hub.As(Cast.Elin);
        var sheet = await elin.Get(Path);
        Assert.That(sheet.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sheet.All("form[action*='Pause']"), Is.Empty);
    }

    [Test]
    public async Task What_is_in_doubt_is_settled_once_by_a_human_who_sees_whose_it_was()
    {
        var nudge = await hub.Rings(await hub.PersonCalled(Cast.Greta), NudgeKind.RateOutcome, NudgeSamples.Facts[NudgeKind.RateOutcome]);
        await hub.Views.Execute("update hub.nudge set state = 'unknown', lease_until = hub.clock(), shown_at = null, sent_at = null where nudge = @nudge", new { nudge });
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get(Path)).One("#doubts-title").ParentElement!.TextContent, Does.Not.Contain(Cast.Greta));
        using var farid = await hub.As(Cast.Farid);
        var sheet = await farid.Get(Path);
        Assert.That(sheet.Text, Does.Contain(Cast.Greta));
        var button = $"form:has(input[value='{nudge}']) button[value='true']";
        await farid.Send(sheet, button);
        Assert.That((await hub.Nudge(nudge)).State, Is.EqualTo("sent"));
        var again = await farid.Send(sheet, $"form:has(input[value='{nudge}']) button[value='false']");
        Assert.That(again.All(".errors"), Is.Not.Empty);
        Assert.That((await hub.Nudge(nudge)).State, Is.EqualTo("sent"), "it was sent again by somebody who came late");
    }

    [Test]
    public async Task What_did_not_arrive_what_is_held_back_behind_a_bell_and_what_was_dropped_is_there_with_its_reason()
    {
        foreach (var (name, change) in new[]
        {
            (Cast.Iris, "state = 'failed'"), (Cast.Henrik, "reason = 'mail_server', not_before = hub.clock() + interval '1 hour'"), (Cast.David, "reason = 'muted', not_before = '9000-01-01'"),
            (Cast.Bo, "state = 'skipped', reason = 'too_late'"), (Cast.Greta, "state = 'skipped', reason = 'in_digest'"),
        })
        {
            var nudge = await hub.Rings(await hub.PersonCalled(name), NudgeKind.NoPlanYet, NudgeSamples.Facts[NudgeKind.NoPlanYet]);
            await hub.Views.Execute($"update hub.nudge set {change} where nudge = @nudge", new { nudge });
        }

        using var farid = await hub.As(Cast.Farid);
        var sheet = await farid.Get(Path);
        Assert.That(sheet.One("#failed-title").ParentElement!.TextContent, Does.Contain(Cast.Iris));
        var texts = hub.Services.GetRequiredService<Activation.Web.Platform.Texts>().Of("sv");
        var held = sheet.One("#held-title").ParentElement!.TextContent;
        Assert.That(held, Does.Contain(texts["nudge-admin.held-mail"]).And.Contain(texts["nudge-admin.reason-MailServer"]).And.Contain(texts["nudge-admin.reason-Muted"]));
        Assert.That(sheet.One("#dropped-title ~ table").TextContent, Does.Contain(texts["nudge-admin.reason-TooLate"]).And.Not.Contain(texts["nudge-admin.reason-InDigest"]));
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get(Path)).One("#failed-title").ParentElement!.TextContent, Does.Not.Contain(Cast.Iris), "a name for who administers alone");
        Assert.That((await elin.Get(Path)).All("form[action*='Again']"), Is.Empty);
        Assert.That((await farid.Send(sheet, "form[action*='Again'] button")).All("#failed-title"), Is.Empty, "it is sent again");
    }

    [Test]
    public async Task All_of_tomorrow_is_there_a_page_at_a_time()
    {
        await hub.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before)
            select gen_random_uuid(), programme, 'due_soon', 'activity:' || gen_random_uuid(), gen_random_uuid(), 'pages', 'due', '["Cykla", "2027-05-30", "1"]', 'look', hub.clock(), hub.clock()
              from programme, generate_series(1, 230) where slug = @Programme
            """,
            new { Cast.Programme });
        using var farid = await hub.As(Cast.Farid);
        var sheet = await farid.Get($"{Path}/tomorrow");
        var lines = sheet.All(Lines).Count;
        var summed = sheet.All("[aria-labelledby=sums] td.num").Sum(cell => int.Parse(string.Concat(cell.TextContent.Where(char.IsDigit)), CultureInfo.InvariantCulture));
        while (sheet.All("a[rel=next]") is [var next])
        {
            sheet = await farid.Get($"{Path}/tomorrow{next.GetAttribute("href")}");
            lines += sheet.All(Lines).Count;
            Assert.That(sheet.All("[aria-labelledby=sums]"), Is.Empty, "said once");
        }

        Assert.That(lines, Is.GreaterThanOrEqualTo(230));
        Assert.That(summed, Is.EqualTo(lines), "kind by kind");
        Assert.That(string.Concat(sheet.All("main p.muted")[^1].TextContent.Where(char.IsDigit)), Does.EndWith($"{lines}"), "of how many");
        Assert.That(sheet.All("a[rel=prev]"), Has.Count.EqualTo(1));
        await hub.Views.Execute("delete from hub.nudge where period = 'pages'");
    }

    [Test]
    public async Task Tomorrow_is_foreseen_by_role_and_only_administrators_read_names()
    {
        using var elin = await hub.As(Cast.Elin);
        using var farid = await hub.As(Cast.Farid);
        var before = await hub.Views.Value<int>("select count(*)::int from hub.nudge");
        var (seen, known) = (await elin.Get($"{Path}/tomorrow"), await farid.Get($"{Path}/tomorrow"));
        Assert.That(seen.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.nudge"), Is.EqualTo(before), "looking ahead wrote something");
        var names = await hub.Views.Column<string>("select p.name from hub.person p join member m on m.member = p.person");
        // Who looks stands at the top of the page.
        Assert.That(names.Where(name => name != Cast.Elin && seen.One("main").TextContent.Contains(name, StringComparison.Ordinal)), Is.Empty);
        if (known.All(Lines).Count > 0) Assert.That(names.Any(name => known.One("main").TextContent.Contains(name, StringComparison.Ordinal)), Is.True);
    }
}
