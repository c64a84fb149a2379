using Activation.Domain.Members;
using Activation.Domain.Walks;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Walks;

public class WalkingTests
{
    static readonly Guid One = Id(500);
    static readonly DateTimeOffset Evening = Now.AddDays(7);
    static readonly PlanWalk Plan = new(One, WalkKind.Safety, " Kvällsrundan ", "Var är det mörkt?", "Stationen", "astorp", Evening, 2);

    static readonly object[] Planned =
        [.. Initiatives.Walk.Programme, new WalkPlanned(One, Astrid.Member, WalkKind.Safety, "Kvällsrundan", "Var är det mörkt?", "Stationen", "astorp", Evening, 2)];

    static readonly object[] Full = [.. Planned, Comes(601), Comes(602)];

    [Test]
    public void Core_team_and_coordinators_announce_and_those_who_only_look_or_help_do_not()
    {
        foreach (var guide in new[] { Astrid, Bo, Cilla, Elin, Farid })
            Given(Initiatives.Walk.Programme).When(guide, Plan).Happens(
                new WalkPlanned(One, guide.Member, WalkKind.Safety, "Kvällsrundan", "Var är det mörkt?", "Stationen", "astorp", Evening, 2));
        foreach (var other in new[] { Onlooker, Guest, David }) Given(Initiatives.Walk.Programme).When(other, Plan).IsRefused(Refusals.Walks.GuidesOnly);
        Given(Planned).When(Astrid, Plan).IsRefused(Refusals.Walks.Exists);
    }

    [Test]
    public void It_says_what_where_and_when()
    {
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Title = " " }).IsRefused(Refusals.Texts.TitleMissing);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Text = "" }).IsRefused(Refusals.Texts.Missing);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Place = "" }).IsRefused(Refusals.Texts.Missing);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { StartsAt = Now }).IsRefused(Refusals.Walks.StartsRange);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Seats = 0 }).IsRefused(Refusals.Walks.SeatsRange, Walk.MostSeats);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Municipality = "paris" }).IsRefused(Refusals.Programmes.MunicipalityUnknown);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Kind = (WalkKind)9 }).IsRefused(Refusals.Walks.KindUnknown);
        Given(Initiatives.Walk.Programme).When(Astrid, Plan with { Kind = WalkKind.Course }).IsRefused(Refusals.Walks.KindUnknown);
    }

    [Test]
    public void Its_leader_moves_it_and_calls_it_off_and_so_does_who_answers_for_the_place()
    {
        var later = new MoveWalk("Torget", Evening.AddDays(1));
        foreach (var one in new[] { Astrid, Bo, Cilla, Elin }) Given(Planned).When(one, later).Happens(new WalkMoved(One, "Torget", Evening.AddDays(1)));
        Given(Planned).When(Henrik, later).IsRefused(Refusals.Walks.LeaderOnly);
        Given(Planned).When(Iris, new CancelWalk("Det blåser")).IsRefused(Refusals.Walks.LeaderOnly);
        Given(Planned).When(Astrid, new MoveWalk("Stationen", Evening)).Happens();
        Given(Planned).When(Astrid, new CancelWalk("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Planned).When(Astrid, new CancelWalk("Det blåser")).Happens(new WalkCancelled(One, "Det blåser"));
        Given([.. Planned, new WalkCancelled(One, "Regn")]).When(Astrid, new CancelWalk("Igen")).Happens();
        Given([.. Planned, new WalkCancelled(One, "Regn")]).When(Astrid, later).IsRefused(Refusals.Walks.Cancelled);
        Given(Planned).When(Astrid, later, Evening).IsRefused(Refusals.Walks.Over);
    }

    [Test]
    public void Whoever_comes_counts_once_and_only_while_it_is_to_come()
    {
        Given(Planned).When(Guest, (w, actor, now) => Coming.Join(w.Walk, actor.Member, actor, now)).Happens(new WalkJoined(One, Guest.Member));
        Given(Planned).When(Onlooker, (w, actor, now) => Coming.Join(w.Walk, actor.Member, actor, now)).IsRefused(Refusals.Members.ViewersLook);
        Given(Full).When(Guest, (w, _, now) => Coming.Join(w.Walk, Id(602), now)).Happens();
        Given(Planned).When(Guest, (w, _, _) => Coming.Join(w.Walk, Id(602), Evening)).IsRefused(Refusals.Walks.Over);
        Given([.. Planned, new WalkCancelled(One, "Regn")]).When(Guest, (w, _, now) => Coming.Join(w.Walk, Id(602), now)).IsRefused(Refusals.Walks.Cancelled);
        Given().When(Guest, (w, _, now) => Coming.Join(w.Walk, Id(602), now)).IsRefused(Refusals.Walks.Unknown);
    }

    [Test]
    public void A_full_walk_says_so_and_a_seat_that_is_given_back_is_there_for_the_next()
    {
        Given(Full).When(Guest, (w, _, now) => Coming.Join(w.Walk, Id(603), now)).IsRefused(Refusals.Walks.Full);
        Given(Full).When(Guest, (w, _, now) => Coming.Leave(w.Walk, Id(601), now)).Happens(new WalkLeft(One, Id(601)));
        Given([.. Full, new WalkLeft(One, Id(601))]).When(Guest, (w, _, now) => Coming.Join(w.Walk, Id(603), now)).Happens(Comes(603));
        Given(Planned).When(Guest, (w, _, now) => Coming.Leave(w.Walk, Id(601), now)).Happens();
    }

    [Test]
    public void However_people_come_and_go_no_more_have_a_seat_than_there_are_seats([Range(1, 40)] int seed)
    {
        var dice = new Random(seed);
        var seats = dice.Next(1, 5);
        var walk = Walk.Evolve(Walk.None, new WalkPlanned(One, Astrid.Member, WalkKind.Place, "Runda", "Vad ser vi?", "Torget", "astorp", Evening, seats));
        for (var turn = 0; turn < 60; turn++)
        {
            var guest = Id(600 + dice.Next(12));
            var decision = dice.Next(3) == 0 ? Coming.Leave(walk, guest, Now) : Coming.Join(walk, guest, Now);
            if (decision is Accepted accepted) walk = accepted.Events.Aggregate(walk, Walk.Evolve);
            Assert.That(walk.Guests, Has.Count.LessThanOrEqualTo(seats));
        }
    }

    static WalkJoined Comes(int guest) => new(One, Id(guest));
}
