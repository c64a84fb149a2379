using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using ActivityPlan = Activation.Domain.Initiatives.ActivityPlan;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What the letter of the week may begin with: the same policy as for what comes by itself.</summary>
public class FirstLineTests
{
    // A Tuesday, on which letters of the week go out.
    static readonly DateTimeOffset Now = new(2027, 3, 9, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly NudgeTime Time = At(Now);

    static readonly NudgeKind[] Kinds = [NudgeKind.Overdue, NudgeKind.WaitingApproval, NudgeKind.ReadyDraft, NudgeKind.RateOutcome, NudgeKind.DecisionMade];
    static readonly Guid Reader = Enumerable.Range(1, 99).Select(n => Cast.Id(n)).First(one => !Kinds.Any(kind => HoldOut.Has(one, kind, "2027-Q1") || HoldOut.Has(one, kind, "2027-Q3")));

    static readonly Standing Late = new(
        Reader, NudgeKind.Overdue, NudgeObject.Activity(Cast.Id(70)), Cast.Id(70), 7, "Cykla", 1, 0, null, null, IsUnwanted: false, null, new DateOnly(2027, 3, 4), null, NeedsHelp: false, null);

    [Test]
    public void What_stands_still_may_be_the_first_line() => Begins(Late);

    [Test]
    public void Not_of_a_kind_that_its_reader_wants_none_of_or_that_rests() => DoesNot(Late with { IsUnwanted = true });

    [Test]
    public void Not_what_was_told_as_often_as_one_is_told_it()
    {
        Begins(Late with { Times = 1, FirstAt = Now.AddDays(-3) });
        DoesNot(Late with { Times = 2, FirstAt = Now.AddDays(-7) });
        Begins(Late with { Kind = NudgeKind.WaitingApproval, DueOn = null, Times = 9 });
    }

    [Test]
    public void Not_what_was_told_today_by_bell_or_mail()
    {
        DoesNot(Late with { Times = 1, FirstAt = Now.AddMinutes(-15), ToldAt = Now.AddMinutes(-15).ToUniversalTime() });
        Begins(Late with { Times = 1, FirstAt = Now.AddDays(-1), ToldAt = Now.AddDays(-1) });
    }

    [Test]
    public void Not_what_its_reader_was_at_within_two_days()
    {
        DoesNot(Late with { ActedAt = Now.AddHours(-47) });
        Begins(Late with { ActedAt = Now.AddHours(-48) });
    }

    [Test]
    public void Not_what_was_answered_that_it_goes_on_or_needs_help()
    {
        DoesNot(Late with { AnsweredAt = Now.AddDays(-3) });
        Begins(Late with { AnsweredAt = Now.AddDays(-9) });
        DoesNot(Late with { NeedsHelp = true });
    }

    [Test]
    public void As_long_as_the_nudge_of_its_kind_counts_days_on_which_its_reader_could_be_told()
    {
        var (summer, due) = (At(new(2027, 8, 10, 9, 0, 0, TimeSpan.FromHours(2))), new DateOnly(2027, 7, 1));
        Begins(Late with { DueOn = due }, summer); // Twelve days, the weeks without reminders not counted.
        DoesNot(Late with { DueOn = due }, At(summer.Now.AddDays(3)));
        Begins(Late with { DueOn = due }, At(summer.Now.AddDays(3)) with { Unreached = new[] { new Absence(new(2027, 8, 11), new(2027, 8, 12)) }.ToLookup(_ => Reader) });
        var done = Late with { Kind = NudgeKind.RateOutcome, DueOn = null, Since = summer.Now.AddDays(-60) };
        Begins(done, summer);
        DoesNot(done with { Since = summer.Now.AddDays(-68) }, summer);
        var back = Late with { Kind = NudgeKind.DecisionMade, DueOn = null, Since = summer.Now.AddDays(-40) };
        Begins(back, summer);
        DoesNot(back with { Since = summer.Now.AddDays(-42) }, summer);
    }

    [Test]
    public void Not_what_chance_holds_out_drawn_for_when_it_was_first_told()
    {
        var held = Enumerable.Range(1, 999).Select(n => Cast.Id(n)).First(one => HoldOut.Has(one, NudgeKind.Overdue, "2027-Q1") && !HoldOut.Has(one, NudgeKind.Overdue, "2026-Q4"));
        DoesNot(Late with { Member = held });
        Begins(Late with { Member = held, Times = 1, FirstAt = new(2026, 12, 30, 9, 0, 0, TimeSpan.Zero) });
    }

    [Test]
    public void Of_drafts_only_one_that_can_be_sent()
    {
        var draft = Late with { Kind = NudgeKind.ReadyDraft, DueOn = null, Plan = new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", "") };
        DoesNot(draft);
        Begins(draft with { Plan = new("Cykla", "Cykla genom hela regionen", "Fritid", "", new DateOnly(2027, 5, 1), "Åstorp", "", null, "", "", "") });
    }

    static NudgeTime At(DateTimeOffset now) => new(Cast.Id(50), now, SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")));

    static void Begins(Standing one, NudgeTime? time = null) => Assert.That(Weekly.MayBegin(one, time ?? Time), Is.True);

    static void DoesNot(Standing one, NudgeTime? time = null) => Assert.That(Weekly.MayBegin(one, time ?? Time), Is.False);
}
