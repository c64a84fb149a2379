using Activation.Domain.Courses;
using Activation.Domain.Initiatives;
using Activation.Domain.Tests.Initiatives;
using Activation.Domain.Walks;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Courses;

public class OfferingTests
{
    static readonly object[] Agreed = [.. Initiatives.Walk.Programme, .. Initiatives.Walk.Scheduled];

    [Test]
    public void Whoever_answers_for_an_agreed_activity_offers_a_course_for_it_under_its_title()
    {
        foreach (var one in new[] { Astrid, Bo, David, Elin })
            Given(Agreed).When(one, Film.Offer).Happens(
                new WalkPlanned(Film.Id, one.Member, WalkKind.Course, "Språkpromenad", "Lär dig berätta med mobilen.", "Biblioteket", "astorp", Film.Starts, 2),
                new CourseOffered(Film.Id, Initiatives.Walk.Id, Initiatives.Walk.First, [WorkKind.Text, WorkKind.Film], "Svenska, lite arabiska", Film.JoinBy));
        foreach (var other in new[] { Onlooker, Guest }) Given(Agreed).When(other, Film.Offer).IsRefused(Refusals.Courses.OrganisersOnly);
        foreach (var other in new[] { Henrik, Iris }) Given(Agreed).When(other, Film.Offer).IsRefused(Refusals.Courses.NotYours);
        Given([.. Initiatives.Walk.Programme, .. Initiatives.Walk.Submitted]).When(Astrid, Film.Offer).IsRefused(Refusals.Courses.NotAgreed);
        Given([.. Initiatives.Walk.Programme, .. Initiatives.Walk.CarriedOut]).When(Astrid, Film.Offer).IsRefused(Refusals.Courses.NotAgreed);
        Given(Agreed).When(Astrid, Film.Offer with { Activity = Id(999) }).IsRefused(Refusals.Activities.Unknown);
        Given(Film.Offered).When(Astrid, Film.Offer).IsRefused(Refusals.Courses.Exists);
    }

    [Test]
    public void It_says_what_one_makes_where_when_for_how_many_and_until_when_one_signs_up()
    {
        Given(Agreed).When(Astrid, Film.Offer with { Text = " " }).IsRefused(Refusals.Texts.Missing);
        Given(Agreed).When(Astrid, Film.Offer with { Place = "" }).IsRefused(Refusals.Texts.Missing);
        Given(Agreed).When(Astrid, Film.Offer with { Languages = "" }).IsRefused(Refusals.Texts.Missing);
        Given(Agreed).When(Astrid, Film.Offer with { Makes = [] }).IsRefused(Refusals.Courses.MakesMissing);
        Given(Agreed).When(Astrid, Film.Offer with { Makes = [(WorkKind)9] }).IsRefused(Refusals.Courses.MakesMissing);
        Given(Agreed).When(Astrid, Film.Offer with { StartsAt = Now }).IsRefused(Refusals.Walks.StartsRange);
        foreach (var seats in new[] { 0, Domain.Walks.Walk.MostSeats + 1 })
            Given(Agreed).When(Astrid, Film.Offer with { Seats = seats }).IsRefused(Refusals.Courses.SeatsRange, Domain.Walks.Walk.MostSeats);
        foreach (var last in new[] { Now, Film.Starts.AddMinutes(1) })
            Given(Agreed).When(Astrid, Film.Offer with { JoinBy = last }).IsRefused(Refusals.Courses.JoinByRange);
    }

    [Test]
    public void Whoever_offered_it_moves_it_and_calls_it_off_also_a_communicator()
    {
        object[] davids = [.. Agreed, new WalkPlanned(Film.Id, David.Member, WalkKind.Course, "Språkpromenad", "Text", "Biblioteket", "astorp", Film.Starts, 2)];
        Given(davids).When(David, new MoveWalk("Torget", Film.Starts.AddDays(1))).Happens(new WalkMoved(Film.Id, "Torget", Film.Starts.AddDays(1)));
        Given(davids).When(David, new CancelWalk("Läraren är sjuk")).Happens(new WalkCancelled(Film.Id, "Läraren är sjuk"));
        Given(davids).When(Doris, new CancelWalk("Läraren är sjuk")).IsRefused(Refusals.Walks.LeaderOnly);
    }

    [Test]
    public void Moved_away_there_is_time_again_and_free_seats_go_to_those_who_wait_and_moved_nearer_nobody_signs_up_after_the_beginning()
    {
        object[] free = [.. Film.Queued, new WalkLeft(Film.Id, Film.Guest(1))];
        var moved = new WalkMoved(Film.Id, "Biblioteket", Film.Starts.AddDays(7));
        Given(free).When(Astrid, new MoveWalk("Biblioteket", moved.StartsAt), Film.Starts.AddHours(-2)).Happens(moved, Film.Gets(3));
        Given(free).When(Astrid, new MoveWalk("Torget", Film.Starts), Film.Starts.AddHours(-2)).Happens(new WalkMoved(Film.Id, "Torget", Film.Starts));
        Assert.That(new World([.. Film.Offered, new WalkMoved(Film.Id, "Biblioteket", Film.JoinBy.AddDays(-1))]).Walk.JoinBy, Is.EqualTo(Film.JoinBy.AddDays(-1)));
    }

    [Test]
    public void Moved_away_one_signs_up_as_many_days_longer_and_until_it_begins_where_one_could_until_then()
    {
        static DateTimeOffset? LastOf(params object[] events) => new World([.. Film.Offered, .. events]).Walk.JoinBy;
        static WalkMoved To(DateTimeOffset at) => new(Film.Id, "Biblioteket", at);
        Assert.That(LastOf(To(Film.Starts.AddDays(7))), Is.EqualTo(Film.JoinBy.AddDays(7)));
        Assert.That(LastOf(To(Film.Starts.AddHours(3))), Is.EqualTo(Film.JoinBy), "later the same day");
        Assert.That(LastOf(To(Film.Starts.AddDays(-1))), Is.EqualTo(Film.JoinBy), "nearer, and still after the last day");
        var begins = Film.JoinBy.AddDays(-1);
        Assert.That(LastOf(To(begins), To(begins.AddHours(2))), Is.EqualTo(begins.AddHours(2)));
        var closed = Film.JoinBy.AddHours(1);
        Given(Film.Offered).When(Guest, (w, _, _) => Coming.Join(w.Walk, Film.Guest(1), closed)).IsRefused(Refusals.Courses.JoinByPassed);
        Given([.. Film.Offered, To(Film.Starts.AddDays(7))]).When(Guest, (w, _, _) => Coming.Join(w.Walk, Film.Guest(1), closed)).Happens(Film.Comes(1));
    }

    [Test]
    public void More_seats_go_to_those_who_wait_and_fewer_take_none_from_anybody()
    {
        Given(Film.Queued).When(Astrid, new SetSeats(3)).Happens(new CourseSeatsSet(Film.Id, 3), Film.Gets(3));
        Given(Film.Queued).When(Astrid, new SetSeats(9)).Happens(new CourseSeatsSet(Film.Id, 9), Film.Gets(3), Film.Gets(4));
        Given(Film.Queued).When(Astrid, new SetSeats(1)).Happens(new CourseSeatsSet(Film.Id, 1));
        Given([.. Film.Queued, new CourseSeatsSet(Film.Id, 1)]).When(Guest, (w, _, now) => Coming.Leave(w.Walk, Film.Guest(1), now)).Happens(new WalkLeft(Film.Id, Film.Guest(1)));
        Given(Film.Queued).When(Astrid, new SetSeats(2)).Happens();
        Given(Film.Queued).When(Astrid, new SetSeats(0)).IsRefused(Refusals.Courses.SeatsRange, Domain.Walks.Walk.MostSeats);
        Given(Film.Queued).When(Henrik, new SetSeats(3)).IsRefused(Refusals.Walks.LeaderOnly);
        Given(Film.Queued).When(Astrid, new SetSeats(3), Film.Starts).IsRefused(Refusals.Walks.Over);
    }

    [Test]
    public void A_walk_has_no_waiting_list_and_its_seats_are_not_set()
    {
        object[] walk = [new WalkPlanned(Film.Id, Astrid.Member, WalkKind.Place, "Runda", "Vad ser vi?", "Torget", "astorp", Film.Starts, 1), Film.Comes(1)];
        Given(walk).When(Astrid, new SetSeats(3)).IsRefused(Refusals.Courses.Unknown);
        Given(walk).When(Guest, (w, _, now) => Coming.Join(w.Walk, Film.Guest(2), now)).IsRefused(Refusals.Walks.Full);
    }
}
