using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using static Activation.Domain.Tests.Cast;

namespace Activation.Domain.Tests.Initiatives;

public class MergingTests
{
    static readonly Guid Twin = Id(110);
    static readonly MergeInitiative Same = new("Samma promenad");

    /// <summary>Henrik's in Helsingborg, which goes up in Astrid's walk in Åstorp.</summary>
    static readonly object[] TwinProposed =
        [new InitiativeProposed(Twin, Henrik.Member, "helsingborg", [], 1, "Promenad på svenska", "", [], [], [], Walk.VotingUntil, null)];

    static readonly object[] RoomMade = [.. Walk.Proposed, new DuplicateTakenIn(Walk.Id, Twin, Bo.Member, World.Now)];

    static readonly object[] Merged = [.. TwinProposed, new InitiativeMerged(Twin, Walk.Id, Bo.Member, Same.Reason)];

    [Test]
    public void What_is_taken_back_where_a_duplicate_never_came_is_not_taken_back_where_it_did()
    {
        var vote = new World([.. Merged, new VoteCast(Twin, Cilla.Member, "helsingborg", Stance.Support, null)]).BallotOf(Cilla.Member);
        Then(Voting.TakeBack(Of(Merged), Id(111), vote, Cilla)).Happens();
        Then(Voting.TakeBack(Of(Merged), Walk.Id, vote, Cilla)).Happens(new VoteWithdrawn(Twin, Cilla.Member, Stance.Support));
        var pledge = new World([.. Merged, new PledgeMade(Twin, Cilla.Member, "helsingborg", null)]).PledgeOf(Cilla.Member);
        Then(Pledging.TakeBack(Of(Merged), Id(111), pledge, Cilla)).Happens();
    }

    [Test]
    public void The_one_that_stays_makes_room_and_then_the_other_goes_up_in_it()
    {
        Then(Merging.TakeIn(Of(Walk.Proposed), Of(TwinProposed), Same, Bo, World.Now)).Happens(RoomMade[^1]);
        Then(Merging.Merge(Of(TwinProposed), Of(RoomMade), Same, Bo, World.Now)).Happens(Merged[^1]);
    }

    [Test]
    public void Nothing_goes_up_where_no_room_was_made() =>
        Then(Merging.Merge(Of(TwinProposed), Of(Walk.Proposed), Same, Bo, World.Now)).IsRefused(Refusals.Initiatives.MergeMissed);

    [Test]
    public void A_second_click_is_no_second_merge()
    {
        Then(Merging.TakeIn(Of(RoomMade), Of(Merged), Same, Bo, World.Now)).Happens();
        Then(Merging.Merge(Of(Merged), Of(RoomMade), Same, Bo, World.Now)).Happens();
    }

    [Test]
    public void Who_coordinates_where_one_of_them_is_at_home_or_leads_decides()
    {
        var helsingborg = new Actor(Id(20), "helsingborg", new HashSet<Role> { Role.Coordinator }, new HashSet<string>());
        foreach (var allowed in (Actor[])[Bo, helsingborg, Cilla, Elin])
            Assert.That(Merging.TakeIn(Of(Walk.Proposed), Of(TwinProposed), Same, allowed, World.Now), Is.TypeOf<Accepted>());
        foreach (var other in (Actor[])[Astrid, Henrik, Iris, Farid, Guest, Onlooker])
            Then(Merging.TakeIn(Of(Walk.Proposed), Of(TwinProposed), Same, other, World.Now)).IsRefused(Refusals.Initiatives.MergeCoordinatorsOnly);
    }

    [Test]
    public void Nothing_is_merged_into_itself() =>
        Then(Merging.TakeIn(Of(Walk.Proposed), Of(Walk.Proposed), Same, Bo, World.Now)).IsRefused(Refusals.Initiatives.MergeItself);

    [Test]
    public void What_is_merged_goes_nowhere_else_and_takes_nothing_in()
    {
        Then(Merging.TakeIn(Of(Third), Of(Merged), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.Merged);
        Then(Merging.TakeIn(Of(Merged), Of(Third), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.MergeIntoMerged);
    }

    [Test]
    public void What_has_a_yes_goes_up_in_what_has_one_too()
    {
        Then(Merging.TakeIn(Of(TwinProposed), Of(Walk.Approved), Same, Bo, World.Now)).IsRefused(Refusals.Initiatives.MergeApproved);
        Then(Merging.TakeIn(Of(Walk.Approved), Of(TwinProposed), Same, Bo, World.Now)).Happens(new DuplicateTakenIn(Walk.Id, Twin, Bo.Member, World.Now));
    }

    [Test]
    public void No_merge_closes_a_circle() =>
        Then(Merging.TakeIn(Of(TwinProposed), Of(RoomMade), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.MergeOfMany);

    [Test]
    public void Of_two_merges_each_into_the_other_neither_comes_about()
    {
        var twinMadeRoom = Of([.. TwinProposed, new DuplicateTakenIn(Twin, Walk.Id, Bo.Member, World.Now)]);
        Then(Merging.Merge(twinMadeRoom, Of(RoomMade), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.MergeOfMany);
        Then(Merging.Merge(Of(RoomMade), twinMadeRoom, Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.MergeOfMany);
    }

    [Test]
    public void What_is_over_is_not_merged_and_what_rests_takes_nothing_in()
    {
        Then(Merging.TakeIn(Of(Third), Of(Walk.Completed), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.Completed);
        Then(Merging.TakeIn(Of(Third), Of(Walk.Withdrawn), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.Withdrawn);
        Then(Merging.TakeIn(Of(Walk.Parked), Of(Third), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.MergeIntoResting);
        Assert.That(Merging.TakeIn(Of(Third), Of(Walk.Parked), Same, Elin, World.Now), Is.TypeOf<Accepted>(), "what rests goes up in another");
    }

    [Test]
    public void Who_waits_for_an_answer_is_answered_first() =>
        Then(Merging.TakeIn(Of(Third), Of(Walk.Submitted), Same, Elin, World.Now)).IsRefused(Refusals.Initiatives.MergeUnanswered, 1);

    [Test]
    public void A_merge_has_a_reason() =>
        Then(Merging.TakeIn(Of(Walk.Proposed), Of(TwinProposed), new(" "), Bo, World.Now)).IsRefused(Refusals.Texts.ReasonMissing);

    [Test]
    public void Nobody_votes_joins_writes_plans_or_closes_what_was_merged()
    {
        object[] commands =
        [
            new CastVote(Stance.Support), new WithdrawVote(), new MakePledge(null), new PostComment(Id(500), "Bra"), new CompleteInitiative(),
            new ParkInitiative("vintern"), new WithdrawInitiative("flyttar"), new PlanActivity(Id(501), Elin.Member, "helsingborg", Walk.Concrete),
            new RewordInitiative("Annat", "", [], [], []), new CloseVoting(),
        ];
        foreach (var command in commands) World.Given(Merged).When(Elin, command).IsRefused(Refusals.Initiatives.Merged);
    }

    [Test]
    public void What_was_agreed_on_before_is_still_carried_out() =>
        World.Given([.. Walk.Scheduled, new InitiativeMerged(Walk.Id, Twin, Bo.Member, "samma")])
            .When(Astrid, new MarkCarriedOut(Walk.First, World.Now.Today(), 12, ""))
            .Happens(new ActivityCarriedOut(Walk.Id, Walk.First, Astrid.Member, World.Now.Today(), 12, ""));

    [Test]
    public void Undone_it_stands_as_it_stood()
    {
        Then(Merging.Undo(Of(Merged), Of(RoomMade), new(), Bo, World.Now)).Happens(new MergeUndone(Twin, Walk.Id, Bo.Member));
        object[] undone = [.. Merged, new MergeUndone(Twin, Walk.Id, Bo.Member)];
        Assert.That(Of(undone), Is.EqualTo(Of(TwinProposed)).UsingPropertiesComparer());
        World.Given(undone).When(Astrid, new CastVote(Stance.Support)).Happens(new VoteCast(Twin, Astrid.Member, "astorp", Stance.Support, null));
        Then(Merging.LetGo(Of(RoomMade), Of(undone), Bo, World.Now)).Happens(new DuplicateLetGo(Walk.Id, Twin, Bo.Member));
    }

    [Test]
    public void What_rested_when_it_was_merged_rests_again()
    {
        object[] undone = [.. Walk.Parked, new InitiativeMerged(Walk.Id, Twin, Bo.Member, "samma"), new MergeUndone(Walk.Id, Twin, Bo.Member)];
        World.Given(undone).When(Henrik, new CastVote(Stance.Support)).IsRefused(Refusals.Initiatives.Parked);
    }

    [Test]
    public void Only_what_is_merged_is_undone_and_by_those_who_may_merge()
    {
        Then(Merging.Undo(Of(TwinProposed), Of(Walk.Proposed), new(), Bo, World.Now)).IsRefused(Refusals.Initiatives.NotMerged);
        Then(Merging.Undo(Of(Merged), Of(RoomMade), new(), Iris, World.Now)).IsRefused(Refusals.Initiatives.MergeCoordinatorsOnly);
    }

    [Test]
    public void Room_is_given_back_only_where_nothing_stands_in_it()
    {
        Then(Merging.LetGo(Of(RoomMade), Of(Merged), Bo, World.Now)).Happens();
    }

    [Test]
    public void Room_for_what_never_came_is_freed_by_anybody_after_a_while()
    {
        var (room, twin, later) = (Of(RoomMade), Of(TwinProposed), World.Now.AddMinutes(2));
        Then(Merging.Free(room, twin, twin.Id, Iris, World.Now)).Happens();
        Then(Merging.Free(room, twin, twin.Id, Iris, later)).Happens(new DuplicateLetGo(room.Id, twin.Id, Iris.Member));
        Then(Merging.Free(room, Of(Merged), twin.Id, Iris, later)).Happens();
    }

    static readonly object[] Third =
        [new InitiativeProposed(Id(120), Iris.Member, "svalov", [], 1, "Kör", "", [], [], [], Walk.VotingUntil, null)];

    static Initiative Of(object[] events) => new World(events).Initiative;

    static Then Then(Decision decision) => new(decision);
}
