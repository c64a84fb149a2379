using Activation.Domain.Courses;
using Activation.Domain.Tests.Initiatives;
using Activation.Domain.Walks;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Courses;

public class QueueingTests
{
    [Test]
    public void Whoever_comes_has_a_seat_or_a_place_in_the_list_and_once_only()
    {
        Join(Film.Offered, 1, Now).Happens(Film.Comes(1));
        Join(Film.Full, 3, Now).Happens(Film.Waits(3));
        Join(Film.Queued, 3, Now).Happens();
        Join(Film.Queued, 1, Now).Happens();
    }

    [Test]
    public void Nobody_signs_up_after_the_last_day_and_nobody_when_it_is_called_off()
    {
        Join(Film.Offered, 1, Film.JoinBy).Happens(Film.Comes(1));
        Join(Film.Offered, 1, Film.JoinBy.AddSeconds(1)).IsRefused(Refusals.Courses.JoinByPassed);
        Join([.. Film.Offered, new WalkCancelled(Film.Id, "Läraren är sjuk")], 1, Now).IsRefused(Refusals.Walks.Cancelled);
    }

    [Test]
    public void A_seat_that_is_given_back_is_the_first_ones_who_waits_while_there_is_time_to_say_no()
    {
        Leave(Film.Queued, 1, Now).Happens(new WalkLeft(Film.Id, Film.Guest(1)), Film.Gets(3));
        Leave([.. Film.Queued, new WalkLeft(Film.Id, Film.Guest(1)), Film.Gets(3)], 3, Now).Happens(new WalkLeft(Film.Id, Film.Guest(3)), Film.Gets(4));
        Leave(Film.Queued, 3, Now).Happens(new WalkLeft(Film.Id, Film.Guest(3)));
        Leave(Film.Queued, 9, Now).Happens();
        Leave(Film.Queued, 1, Film.Starts).IsRefused(Refusals.Walks.Over);
        Leave(Film.Queued, 1, Film.Starts - Queueing.TimeToSayNo).Happens(new WalkLeft(Film.Id, Film.Guest(1)), Film.Gets(3));
        Leave(Film.Queued, 1, Film.Starts - Queueing.TimeToSayNo + TimeSpan.FromSeconds(1)).Happens(new WalkLeft(Film.Id, Film.Guest(1)));
        Leave([.. Film.Queued, new WalkCancelled(Film.Id, "Läraren är sjuk")], 1, Now).Happens(new WalkLeft(Film.Id, Film.Guest(1)));
    }

    [Test]
    public void On_the_last_day_whoever_waits_takes_a_free_seat_at_a_press()
    {
        object[] free = [.. Film.Queued, new WalkLeft(Film.Id, Film.Guest(1))];
        Join(free, 4, Film.Starts.AddHours(-1)).Happens(Film.Comes(4));
        Join(free, 5, Film.Starts.AddHours(-1)).IsRefused(Refusals.Courses.JoinByPassed);
    }

    [Test]
    public void A_seat_that_is_free_is_theirs_who_wait_and_nobody_overtakes_them_who_comes_on_the_last_day()
    {
        var (soon, waiting) = (Film.Starts.AddHours(-1), Film.Queued.Select(told => told is CourseOffered offered ? offered with { JoinBy = Film.Starts } : told).ToArray());
        object[] free = [.. waiting, new WalkLeft(Film.Id, Film.Guest(1))];
        Join(free, 5, soon).IsRefused(Refusals.Courses.OthersWait);
        Join(free, 4, soon).Happens(Film.Comes(4));
        Join(waiting, 5, soon).Happens(Film.Waits(5));
        Join([.. free, new WalkLeft(Film.Id, Film.Guest(3)), new WalkLeft(Film.Id, Film.Guest(4))], 5, soon).Happens(Film.Comes(5));
    }

    [Test]
    public void However_people_come_and_go_no_seat_is_sold_twice_none_is_empty_while_somebody_waits_and_the_first_is_first([Range(1, 40)] int seed)
    {
        var dice = new Random(seed);
        var (walk, order) = (Film.Offered.Aggregate(Domain.Walks.Walk.None, Domain.Walks.Walk.Evolve), new List<Guid>());
        for (var turn = 0; turn < 80; turn++)
        {
            var guest = Film.Guest(dice.Next(9));
            var decision = dice.Next(3) switch
            {
                0 => Coming.Leave(walk, guest, Now),
                1 => Offering.SetSeats(walk, new SetSeats(Math.Min(5, walk.Seats!.Value + dice.Next(2))), Astrid, Now),
                _ => Coming.Join(walk, guest, Now),
            };
            foreach (var happened in ((Accepted)decision).Events)
            {
                if (happened is CourseQueueJoined waits) order.Add(waits.Guest);
                if (happened is CourseSeatGiven given) Assert.That(order[0], Is.EqualTo(given.Guest), "the first in the list");
                if (happened is CourseSeatGiven or WalkLeft) order.Remove(happened is CourseSeatGiven got ? got.Guest : guest);
                walk = Domain.Walks.Walk.Evolve(walk, happened);
            }

            Assert.That(walk.Guests, Has.Count.LessThanOrEqualTo(walk.Seats!.Value));
            Assert.That(walk.Queue, Is.EqualTo(order));
            Assert.That(walk.Queue.IsEmpty || walk.IsFull, "a seat is empty and somebody waits");
        }
    }

    static Then Join(object[] before, int guest, DateTimeOffset now) => Given(before).When(Guest, (w, _, _) => Coming.Join(w.Walk, Film.Guest(guest), now));

    static Then Leave(object[] before, int guest, DateTimeOffset now) => Given(before).When(Guest, (w, _, _) => Coming.Leave(w.Walk, Film.Guest(guest), now));
}
