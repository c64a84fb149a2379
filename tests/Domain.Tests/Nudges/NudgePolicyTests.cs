using Activation.Domain.Members;
using Activation.Domain.Nudges;

namespace Activation.Domain.Tests.Nudges;

public class NudgePolicyTests
{
    // A Wednesday morning.
    static readonly DateTimeOffset Now = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly Guid Me = Cast.Astrid.Member;
    static readonly string This = NudgeObject.Activity(Cast.Id(70));
    static readonly string Other = NudgeObject.Activity(Cast.Id(71));

    static readonly Situation Calm = new(
        Now, SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")), NudgeChoice.None, Attention.Full, null, IsHere: true, IsPaused: false, IsTrue: true, null, []);

    [Test]
    public void What_is_due_and_true_goes() => Assert.That(Judge(Calm), Is.TypeOf<Verdict.Go>());

    [Test]
    public void Two_singles_in_seven_days_are_enough()
    {
        var told = new[] { Told(NudgeKind.NoPlanYet, Other, -6), Told(NudgeKind.RateOutcome, Other, -1) };
        Waits(Calm with { Told = told }, NudgeReason.DoseSpent, Morning(11));
        Goes(Calm with { Told = [Told(NudgeKind.NoPlanYet, Other, -7), Told(NudgeKind.RateOutcome, Other, -1)] });
        Goes(Calm with { Told = told, Choice = NudgeChoice.None with { Dose = 5 } });
    }

    [Test]
    public void The_digest_and_what_is_owed_are_no_singles() =>
        Goes(Calm with { Told = [Told(NudgeKind.WeeklyDigest, NudgeObject.Oneself, -1), Told(NudgeKind.DecisionMade, Other, -1), Told(NudgeKind.DecisionMade, Other, -2)] });

    [Test]
    public void A_decision_on_ones_own_is_told_whatever_the_dose()
    {
        var spent = Calm with { Choice = NudgeChoice.None with { Dose = 0 }, Told = [Told(NudgeKind.NoPlanYet, Other, 0), Told(NudgeKind.RateOutcome, Other, 0)] };
        Assert.That(Judge(spent, NudgeKind.DecisionMade), Is.TypeOf<Verdict.Go>());
        Assert.That(Judge(Calm with { Choice = NudgeChoice.None with { Muted = [NudgeKind.DecisionMade] } }, NudgeKind.DecisionMade), Is.TypeOf<Verdict.Go>(), "a no to it was possible once");
        Skips(spent, NudgeReason.WantsNone);
    }

    [Test]
    public void Who_wants_none_of_a_kind_gets_none() => Skips(Calm with { Choice = NudgeChoice.None with { Muted = [NudgeKind.Overdue] } }, NudgeReason.Muted);

    [Test]
    public void A_mail_waits_for_room_among_what_was_heard_by_bell_or_mail()
    {
        var old = Told(NudgeKind.NoPlanYet, Other, -21) with { MailedAt = Now.AddDays(-1) };
        Mails(Calm with { Told = [old] }, new Verdict.Go());
        Mails(Calm with { Told = [old, Told(NudgeKind.RateOutcome, Other, -2)] }, new Verdict.Wait(NudgeReason.DoseSpent, Morning(15)));
        Mails(Calm with { Told = [Told(NudgeKind.DueSoon, This, 0)] }, new Verdict.Wait(NudgeReason.SameDay, Morning(11)));
        Waits(Calm with { Told = [old, old with { Object = This, MailedAt = Now.AddDays(-2) }] }, NudgeReason.DoseSpent, Morning(15));
    }

    [Test]
    public void That_we_go_quiet_is_not_told_to_who_wants_none() =>
        Assert.That(Judge(Calm with { Choice = NudgeChoice.None with { Dose = 0 } }, NudgeKind.FadingOut), Is.EqualTo(new Verdict.Skip(NudgeReason.WantsNone)));

    [Test]
    public void That_we_go_quiet_waits_for_room_like_all_that_nobody_is_owed_and_counts()
    {
        var spent = Calm with { Told = [Told(NudgeKind.NoPlanYet, Other, -1), Told(NudgeKind.RateOutcome, Other, -2)] };
        Assert.That(Judge(spent, NudgeKind.FadingOut), Is.EqualTo(new Verdict.Wait(NudgeReason.DoseSpent, Morning(15))));
        Waits(Calm with { Told = [Told(NudgeKind.FadingOut, NudgeObject.Oneself, -1), Told(NudgeKind.RateOutcome, Other, -2)] }, NudgeReason.DoseSpent, Morning(15));
        Assert.That(Enumerable.Range(1, 99).Any(n => HoldOut.Has(Cast.Id(n), NudgeKind.FadingOut, "2027-Q1")), Is.False, "it is told to all");
    }

    [Test]
    public void Three_open_asks_are_enough() =>
        Waits(Calm with { Told = [.. Enumerable.Range(1, 3).Select(n => Told(NudgeKind.ReadyDraft, Other, -8 - n) with { IsOpen = true })] }, NudgeReason.OpenAsks, Morning(11));

    [Test]
    public void Three_open_asks_are_enough_for_a_letter_of_the_week_too_and_what_it_asked_is_one_of_them()
    {
        Told[] two = [.. Enumerable.Range(1, 2).Select(n => Told(NudgeKind.ReadyDraft, Other, -8 - n) with { IsOpen = true })];
        Assert.That(InDigest(NudgeKind.Overdue, Calm with { Told = two }), Is.TypeOf<Verdict.Go>());
        Assert.That(InDigest(NudgeKind.Overdue, Calm with { Told = two, Asked = 1 }), Is.EqualTo(new Verdict.Wait(NudgeReason.OpenAsks, Morning(11))));
        Assert.That(InDigest(NudgeKind.OutcomeKnown, Calm with { Told = two, Asked = 1 }), Is.TypeOf<Verdict.Go>(), "it asks for nothing");
        Waits(Calm with { Told = two, Asked = 1 }, NudgeReason.OpenAsks, Morning(11));

        static Verdict InDigest(NudgeKind kind, Situation situation) =>
            NudgePolicy.JudgeInDigest(new DueNudge(kind, Me, This, "1", "astorp", Now.AddDays(14), [], NudgeDeed.Look()), situation);
    }

    [Test]
    public void It_is_said_twice_and_then_a_human_should() =>
        Skips(Calm with { Told = [Told(NudgeKind.Overdue, This, -20), Told(NudgeKind.Overdue, This, -10)] }, NudgeReason.SaidTwice);

    [Test]
    public void What_chance_held_out_or_the_letter_of_the_week_told_is_a_time_as_well()
    {
        Skips(Calm with { Told = [Told(NudgeKind.Overdue, This, -10)], Aside = 1 }, NudgeReason.SaidTwice);
        Goes(Calm with { Aside = 1 });
    }

    [Test]
    public void Of_a_kind_of_which_there_are_two_a_month_there_are_two_a_month_by_bell_and_by_letter_of_the_week_together()
    {
        var example = new DueNudge(NudgeKind.FitsYourGap, Me, This, "1", "astorp", Now.AddDays(14), [], NudgeDeed.Look());
        var (bell, month) = (Told(NudgeKind.FitsYourGap, Other, -20), Now.AddDays(-30));
        var full = Calm with { Told = [bell], Digested = [Now.AddDays(-10)] };
        Assert.That(NudgePolicy.JudgeInDigest(example, full), Is.EqualTo(new Verdict.Wait(NudgeReason.DoseSpent, new(2027, 3, 22, 8, 30, 0, TimeSpan.FromHours(1)))));
        Assert.That(NudgePolicy.Judge(example, full), Is.EqualTo(new Verdict.Wait(NudgeReason.DoseSpent, new(2027, 3, 22, 8, 30, 0, TimeSpan.FromHours(1)))));
        Assert.That(NudgePolicy.JudgeInDigest(example, full with { Digested = [month] }), Is.TypeOf<Verdict.Go>());
        Goes(Calm with { Digested = [Now.AddDays(-1), Now.AddDays(-1)] });
    }

    [Test]
    public void Nothing_is_said_twice_about_one_thing_on_one_day() =>
        Waits(Calm with { Choice = NudgeChoice.None with { Dose = 5 }, Told = [Told(NudgeKind.DueSoon, This, 0)] }, NudgeReason.SameDay, Morning(11));

    [Test]
    public void Who_was_at_it_within_two_days_is_left_alone()
    {
        Waits(Calm with { ActedAt = Now.AddHours(-47) }, NudgeReason.ActedLately, Now.AddHours(1));
        Goes(Calm with { ActedAt = Now.AddHours(-48) });
    }

    [Test]
    public void Nothing_goes_out_at_night_or_to_who_is_away()
    {
        Waits(Calm with { Now = Now.AddHours(8) }, NudgeReason.OutsideWindow, Morning(11));
        Waits(Calm with { Away = new(new DateOnly(2027, 3, 8), new DateOnly(2027, 3, 12)) }, NudgeReason.Away, Morning(15));
        Goes(Calm with { Away = new Absence(new DateOnly(2027, 3, 1), new DateOnly(2027, 3, 9)) });
    }

    [Test]
    public void What_is_put_off_or_paused_waits()
    {
        Waits(Calm with { Choice = NudgeChoice.None with { SnoozedUntil = Now.AddDays(7) } }, NudgeReason.Snoozed, Now.AddDays(7));
        Waits(Calm with { IsPaused = true }, NudgeReason.Paused, Now.AddDays(1));
    }

    [Test]
    public void What_is_not_true_any_more_or_too_late_or_for_nobody_is_dropped()
    {
        Skips(Calm with { IsTrue = false }, NudgeReason.NoLongerTrue);
        Skips(Calm with { IsHere = false }, NudgeReason.Gone);
        Skips(Calm with { Now = Now.AddDays(15) }, NudgeReason.TooLate);
    }

    [Test]
    public void Who_never_answers_hears_once_a_month_and_then_nothing()
    {
        Waits(Calm with { Attention = Attention.Monthly, Told = [Told(NudgeKind.RateOutcome, Other, -10)] }, NudgeReason.Fading, Morning(30));
        Goes(Calm with { Attention = Attention.Monthly, Told = [Told(NudgeKind.RateOutcome, Other, -28)] });
        Assert.That(Judge(Calm with { Attention = Attention.Silent }), Is.TypeOf<Verdict.Wait>());
    }

    [Test]
    public void Silence_is_measured_from_the_day_on_which_we_said_so()
    {
        Assert.That(Of(null, null), Is.EqualTo(Attention.Full));
        Assert.That(Of(10, null), Is.EqualTo(Attention.Monthly));
        Assert.That(Of(60, null), Is.EqualTo(Attention.Silent));
        Assert.That(Of(60, 1), Is.EqualTo(Attention.Full), "heard of again");

        static Attention Of(int? faded, int? heard) => Fading.Of(
            faded is { } told ? Now.AddDays(-told) : null, heard is { } last ? Now.AddDays(-last) : null, Me, new NudgeTime(Cast.Id(50), Now, Calm.Window));
    }

    [Test]
    public void Who_is_spoken_to_in_fifty_places_has_all_of_it_in_the_bell_and_no_more_letters_than_they_chose()
    {
        var one = Calm with { Choice = NudgeChoice.None with { Dose = 1 }, Told = [Told(NudgeKind.Overdue, Other, -3)] };
        foreach (var kind in new[] { NudgeKind.SpokenTo, NudgeKind.StoryHeld })
        {
            Assert.That(Judge(one, kind), Is.TypeOf<Verdict.Go>(), "it rings beside the dose");
            Assert.That(Letter(kind, one), Is.EqualTo(new Verdict.Wait(NudgeReason.DoseSpent, Morning(15))));
            Assert.That(Letter(kind, Calm with { Told = one.Told }), Is.TypeOf<Verdict.Go>());
        }

        Assert.That(Letter(NudgeKind.SpokenTo, one, "hidden"), Is.TypeOf<Verdict.Go>(), "what was decided about one's own words is as a decision on what is one's own");
        Assert.That(Letter(NudgeKind.DecisionMade, one), Is.TypeOf<Verdict.Go>());
    }

    [Test]
    public void A_letter_takes_room_though_its_bell_took_none_and_what_was_decided_about_one_s_own_words_takes_none()
    {
        var rang = Told(NudgeKind.SpokenTo, Other, -3);
        var mailed = rang with { MailedAt = Now.AddDays(-1) };
        var one = Calm with { Choice = NudgeChoice.None with { Dose = 1 } };
        Goes(one with { Told = [rang] });
        Waits(one with { Told = [mailed] }, NudgeReason.DoseSpent, Morning(16));
        Assert.That(Letter(NudgeKind.SpokenTo, one with { Told = [mailed] }), Is.EqualTo(new Verdict.Wait(NudgeReason.DoseSpent, Morning(16))));
        Goes(one with { Told = [mailed with { IsVerdict = true }] });
        Goes(one with { Told = [mailed with { Kind = NudgeKind.DecisionMade }] });
    }

    static Verdict Letter(NudgeKind kind, Situation situation, string how = "mention") =>
        NudgePolicy.JudgeMail(new DueNudge(kind, Me, This, "1", "astorp", Now.AddDays(14), [NudgeArg.Title, how], NudgeDeed.Look()), situation);

    [Test]
    public void Kinds_whose_feature_is_not_there_are_refused()
    {
        var later = Catalogue.All.Where(rules => rules.ComesWith is not null).Select(rules => rules.Kind).ToList();
        Assert.That(later, Is.Not.Empty);
        Assert.That(later.Select(kind => Judge(Calm, kind)), Has.All.EqualTo(new Verdict.Skip(NudgeReason.ComesLater)));
    }

    [Test]
    public void Every_kind_is_in_the_catalogue_and_has_a_name_of_its_own()
    {
        Assert.That(Catalogue.All.Select(rules => rules.Kind), Is.EquivalentTo(NudgeKinds.All));
        Assert.That(NudgeKind.FitsYourGap.Kebab(), Is.EqualTo("fits-your-gap"));
        Assert.That(NudgeKinds.All.Select(kind => NudgeKinds.Named(kind.Kebab())), Is.EqualTo(NudgeKinds.All));
    }

    static Told Told(NudgeKind kind, string about, int days) => new(kind, about, Now.AddDays(days), IsOpen: false);

    static DateTimeOffset Morning(int day) => new(2027, 3, day, 8, 30, 0, TimeSpan.FromHours(day >= 28 ? 2 : 1));

    static Verdict Judge(Situation situation, NudgeKind kind = NudgeKind.Overdue) =>
        NudgePolicy.Judge(new DueNudge(kind, Me, This, "1", "astorp", Now.AddDays(14), [], NudgeDeed.Look()), situation);

    static void Mails(Situation situation, Verdict verdict) =>
        Assert.That(NudgePolicy.JudgeMail(new DueNudge(NudgeKind.Overdue, Me, This, "1", "astorp", Now.AddDays(14), [], NudgeDeed.Look()), situation), Is.EqualTo(verdict));

    static void Goes(Situation situation) => Assert.That(Judge(situation), Is.TypeOf<Verdict.Go>());

    static void Skips(Situation situation, NudgeReason reason) => Assert.That(Judge(situation), Is.EqualTo(new Verdict.Skip(reason)));

    static void Waits(Situation situation, NudgeReason reason, DateTimeOffset until)
    {
        var verdict = Judge(situation);
        Assert.That(verdict, Is.TypeOf<Verdict.Wait>());
        Assert.That(((Verdict.Wait)verdict).Reason, Is.EqualTo(reason));
        Assert.That(((Verdict.Wait)verdict).Until, Is.EqualTo(until));
    }
}
