using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>Scheduling and carrying out.</summary>
public class DoingTests
{
    static readonly DateOnly Today = Now.Today();
    static readonly ScheduleActivity Schedule = new(Walk.First, "Biblioteket", Today.AddDays(20), "Torget");
    static readonly MarkCarriedOut Done = new(Walk.First, Today, 12, "");

    [Test]
    public void A_yes_gets_who_when_and_where() => Given(Walk.Approved).When(Astrid, Schedule)
        .Happens(new ActivityScheduled(Walk.Id, Walk.First, "Biblioteket", Today.AddDays(20), "Torget"));

    [Test]
    public void A_new_date_replaces_the_old_one() => Given(Walk.Scheduled).When(Bo, Schedule with { DueOn = Today.AddDays(30) })
        .Happens(new ActivityScheduled(Walk.Id, Walk.First, "Biblioteket", Today.AddDays(30), "Torget"));

    [Test]
    public void The_same_date_again_is_no_event() => Given(Walk.Scheduled).When(Astrid, Schedule).Happens();

    [Test]
    public void Yesterday_is_too_late_and_ten_years_too_far()
    {
        Given(Walk.Approved).When(Astrid, Schedule with { DueOn = Today.AddDays(-1) }).IsRefused(Refusals.Activities.DatePassed, Today);
        Given(Walk.Approved).When(Astrid, Schedule with { DueOn = Today.AddYears(10) }).IsRefused(Refusals.Activities.DateTooFar);
    }

    [Test]
    public void Nothing_is_scheduled_before_a_yes() => Given(Walk.Submitted).When(Astrid, Schedule).IsRefused(Refusals.Activities.Submitted);

    [Test]
    public void Somebody_else_does_not_schedule() => Given(Walk.Approved).When(Henrik, Schedule).IsRefused(Refusals.Activities.OwnersOnly);

    [Test]
    public void Cancelling_takes_a_reason()
    {
        Given(Walk.Scheduled).When(Astrid, new CancelActivity(Walk.First, "")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Walk.Scheduled).When(Astrid, new CancelActivity(Walk.First, "ingen kom"))
            .Happens(new ActivityCancelled(Walk.Id, Walk.First, Astrid.Member, "ingen kom"));
    }

    [Test]
    public void What_was_scheduled_is_carried_out() => Given(Walk.Scheduled).When(Astrid, Done)
        .Happens(new ActivityCarriedOut(Walk.Id, Walk.First, Astrid.Member, Today, 12, ""));

    [Test]
    public void What_was_only_approved_is_not() => Given(Walk.Approved).When(Astrid, Done).IsRefused(Refusals.Activities.Approved);

    [Test]
    public void What_is_done_is_not_done_again() => Given(Walk.CarriedOut).When(Astrid, Done).IsRefused(Refusals.Activities.CarriedOut);

    [Test]
    public void Nothing_was_done_tomorrow() =>
        Given(Walk.Scheduled).When(Astrid, Done with { On = Today.AddDays(1) }).IsRefused(Refusals.Activities.NotYetDone, Today);

    [Test]
    public void Nothing_that_is_said_today_was_done_longer_than_a_year_ago()
    {
        Given(Walk.Scheduled).When(Astrid, Done with { On = Today.AddYears(-1) }).Happens(new ActivityCarriedOut(Walk.Id, Walk.First, Astrid.Member, Today.AddYears(-1), 12, ""));
        Given(Walk.Scheduled).When(Astrid, Done with { On = Today.AddYears(-1).AddDays(-1) }).IsRefused(Refusals.Activities.DoneTooLongAgo, Today.AddYears(-1));
        Given(Walk.Scheduled).When(Astrid, Done with { On = new(1970, 1, 1) }).IsRefused(Refusals.Activities.DoneTooLongAgo, Today.AddYears(-1));
    }

    [Test]
    public void A_day_that_only_some_years_have_is_a_year_back_from_the_last_of_February() =>
        Given(Walk.Scheduled).When(Astrid, Done with { On = new(2027, 2, 28) }, new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.FromHours(1)))
            .Happens(new ActivityCarriedOut(Walk.Id, Walk.First, Astrid.Member, new(2027, 2, 28), 12, ""));

    [Test]
    public void Today_is_the_programme_s_own_day_also_late_in_the_evening() =>
        Given(Walk.Scheduled).When(Astrid, Done, new DateTimeOffset(Today, new(0, 30), TimeSpan.FromHours(1))).Happens(
            new ActivityCarriedOut(Walk.Id, Walk.First, Astrid.Member, Today, 12, ""));

    [Test]
    public void Participants_are_none_or_some() =>
        Given(Walk.Scheduled).When(Astrid, Done with { Participants = -1 }).IsRefused(Refusals.Activities.ParticipantsRange);

    [Test]
    public void Another_municipality_s_coordinator_does_not_mark_it() =>
        Given(Walk.Scheduled).When(Iris, Done).IsRefused(Refusals.Activities.OwnersOnly);
}
