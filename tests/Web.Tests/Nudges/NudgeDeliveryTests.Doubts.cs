using System.Net.Mail;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>A mail server, a node or a clock fails in the middle: nothing goes twice, and nobody knows less than they could.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task A_line_that_breaks_leaves_a_doubt_that_only_a_human_settles()
    {
        var nudge = await Mailed(Fault.HungUp);
        Assert.That((await Row(nudge)).State, Is.EqualTo("unknown"));
        await town.TimeIs(Morning.AddDays(5));
        await Run();
        Assert.That(Mails(nudge), Is.EqualTo(1), "never again by itself");
        var doubts = town.Hub.Services.GetRequiredService<Doubts>();
        Assert.That(await doubts.Settle(NudgeTown.Programme, nudge, arrived: true, town.Coordinator), Is.True);
        Assert.That(await doubts.Settle(NudgeTown.Programme, nudge, arrived: true, town.Coordinator), Is.False, "it was settled");
        Assert.That((await Row(nudge)) is { State: "sent", MailedAt: not null }, Is.True);
    }

    [Test]
    public async Task A_node_that_dies_in_the_middle_leaves_a_doubt_when_its_lease_is_over()
    {
        var nudge = await Mailed(Fault.DeathBefore);
        Assert.That((await Row(nudge)).State, Is.EqualTo("claimed"));
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("claimed"), "it may be at it still");
        await town.TimeIs(Morning.AddDays(2).AddMinutes(3));
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("unknown"));
        Assert.That(Mails(nudge), Is.Zero);
    }

    [Test]
    public async Task A_clock_that_jumps_back_an_hour_sends_nothing_twice_and_leaves_nothing_behind()
    {
        var rung = await Overdue();
        await town.TimeIs(Morning.AddHours(-1));
        await Run();
        Assert.That((await Row(rung)) is { State: "sent", Via: NudgeVia.Bell, MailedAt: null }, Is.True);
        await town.TimeIs(Morning.AddDays(2));
        await Run();
        Assert.That(Mails(rung), Is.EqualTo(1));
        await town.TimeIs(Morning.AddDays(2).AddHours(-1));
        await Run();
        await town.TimeIs(Morning.AddDays(2).AddMinutes(5));
        await Run();
        Assert.That(Mails(rung), Is.EqualTo(1), "it went twice");

        await SomebodyElse();
        var held = await Mailed(Fault.DeathBefore);
        await town.TimeIs(Morning.AddDays(2).AddHours(-1));
        await Run();
        Assert.That((await Row(held)).State, Is.EqualTo("claimed"), "by this clock its lease is not over");
        await town.TimeIs(Morning.AddDays(2).AddMinutes(3));
        await Run();
        Assert.That((await Row(held)).State, Is.EqualTo("unknown"), "it is stuck");
        Assert.That(Mails(held), Is.Zero);
    }

    [TestCase(Fault.Busy), TestCase(Fault.Refused)]
    public async Task A_server_that_did_not_take_it_is_asked_again(object fault)
    {
        var nudge = await Mailed((Fault)fault);
        Assert.That((await Row(nudge)) is { State: "sent", MailedAt: null, Reason: NudgeReason.MailServer, Attempts: 1 }, Is.True);
        await town.TimeIs(Morning.AddDays(2).AddMinutes(5));
        await Run();
        Assert.That(Mails(nudge), Is.EqualTo(1));
        Assert.That((await Row(nudge)) is { Via: NudgeVia.Mail, MailedAt: not null }, Is.True);
    }

    [Test]
    public async Task What_a_server_has_against_all_letters_makes_none_of_them_fail_and_once_it_is_mended_they_go()
    {
        var nudge = await Mailed(Fault.Busy);
        for (var n = 0; n < 11; n++) await Again(new UnsureCarrier(taken, mail => mail == Name(nudge) ? Fault.Busy : Fault.None), nudge);
        Assert.That((await Row(nudge)) is { State: "sent", Reason: NudgeReason.MailServer, MailedAt: null, Attempts: 12 }, Is.True, $"{await Row(nudge)}");
        Assert.That((await Row(nudge)).NotBefore, Is.EqualTo(town.Now.AddHours(3.2)).Within(TimeSpan.FromHours(.8)), "four hours at most");
        await Again(new UnsureCarrier(taken, _ => Fault.None), nudge);
        Assert.That(Mails(nudge), Is.EqualTo(1));
        Assert.That((await Row(nudge)) is { Via: NudgeVia.Mail, MailedAt: not null }, Is.True);
    }

    [Test]
    public async Task A_mailbox_that_is_full_each_time_is_there_to_be_seen()
    {
        var nudge = await Mailed(Fault.Busy);
        for (var n = 0; n < 9; n++)
        {
            Assert.That((await Row(nudge)).State, Is.EqualTo("sent"));
            await Again(new FullMailbox(Name(nudge)), nudge);
        }

        Assert.That((await Row(nudge)) is { State: "failed", Attempts: 10, MailedAt: null }, Is.True, $"{await Row(nudge)}");
    }

    /// <summary>Its next turn has come.</summary>
    async Task Again(ICarrier carrier, Guid nudge)
    {
        await town.Views.Execute("update hub.nudge set not_before = hub.clock() where nudge = @nudge", new { nudge });
        await town.Node(carrier).Run(default, CancellationToken.None);
    }

    /// <summary>Takes all letters but one, whose mailbox is full.</summary>
    sealed class FullMailbox(string mail) : ICarrier
    {
        public Task Carry(PrintedLetter letter, CancellationToken cancellationToken) => letter.MessageId != mail ? Task.CompletedTask
            : throw new SmtpFailedRecipientException(SmtpStatusCode.MailboxBusy, letter.To);
    }

    [Test]
    public async Task What_another_run_has_taken_meanwhile_is_not_written_over()
    {
        var nudge = await Overdue();
        await Run();
        await town.TimeIs(Morning.AddDays(2));
        // The run stands still between reading and judging, for as long as this holds what it asks about people.
        await using var other = await town.Hub.ReadModels.Pages.OpenConnectionAsync();
        await using var holding = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table hub.account in access exclusive mode", transaction: holding);
        var run = Run();
        while (!await town.Views.Value<bool>("select exists (select from pg_locks where not granted and relation = 'hub.account'::regclass)")) await Task.Yield();
        await town.Views.Execute(
            """
            update hub.nudge set state = 'claimed', claimed_by = 'another', lease_until = hub.clock() + interval '2 minutes' where nudge = @nudge;
            insert into hub.nudge_choice values (@owner, 2, array[]::text[], hub.clock() + interval '7 days', hub.clock())
            """,
            new { nudge, owner });
        await holding.CommitAsync();
        await run;
        Assert.That((await Row(nudge)).State, Is.EqualTo("claimed"), "what waits was written over what is being sent: it would go twice");
    }

    [Test]
    public async Task Who_stops_it_waits_for_the_letters_that_are_under_way_and_begins_no_more()
    {
        var late = await Many("stopped", 30, 44);
        using var stop = new CancellationTokenSource();
        var carrier = new UnsureCarrier(taken, _ =>
        {
            stop.Cancel();
            return Fault.None;
        });
        Assert.That(async () => await town.Node(carrier).Run(default, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(taken, Has.Count.InRange(1, 8));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where message_id = any(@mails) and state = 'sent' and mailed_at is not null", new { mails = taken.ToArray() }), Is.EqualTo(taken.Count));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = any(@late) and state in ('claimed', 'unknown')", new { late }), Is.Zero, "they are in doubt");
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge_step"), Is.Zero, "the log was not told");
    }

    [Test]
    public async Task A_mail_server_that_takes_its_time_holds_up_no_bell_of_any_programme()
    {
        var letter = await Overdue();
        await SomebodyElse();
        var bell = await OverdueElsewhere();
        await town.TimeIs(Morning.AddDays(2));
        string? rung = null;
        var carrier = new UnsureCarrier(taken, _ =>
        {
            rung ??= town.Views.Value<string>("select coalesce((select state from hub.nudge where nudge = @bell), 'silent')", new { bell }).GetAwaiter().GetResult();
            return Fault.None;
        });
        await town.Node(carrier).Run(default, CancellationToken.None);
        Assert.That((Mails(letter), rung), Is.EqualTo((1, "sent")));
    }

    [Test]
    public async Task A_letter_that_cannot_be_written_is_there_to_be_seen_and_stops_no_other()
    {
        var late = await Many("unwritten", 12, 74);
        var broken = late[5];
        town.Unwritable = broken;
        try
        {
            await Run();
        }
        finally
        {
            town.Unwritable = null;
        }

        var states = (await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = any(@late) and kind = 'overdue' and object = any(@about)", new { late, about = late.Select(member => NudgeObject.Activity(DerivedId.From("unwritten", member))).ToArray() }))
            .ToDictionary(row => row.Recipient);
        Assert.That(states[broken] is { State: "failed", LastError: "InvalidOperationException", MailedAt: null }, Is.True, $"{states[broken]}");
        Assert.That(states.Values.Count(row => row.MailedAt is not null), Is.EqualTo(11));
    }

    [Test]
    public async Task What_a_node_did_not_tell_the_log_the_next_one_does()
    {
        var nudge = await Overdue();
        await Run();
        await town.Views.Execute(
            "insert into hub.nudge_step select nudge, 1, 'due', null, due_at from hub.nudge where nudge = @nudge on conflict do nothing", new { nudge });
        await Run();
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSent) }), "told twice, written once");
    }
}
