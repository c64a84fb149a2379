using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;

namespace Activation.Domain.Tests.Initiatives;

public class SplittingTests
{
    static readonly Guid Part = Id(130);

    static readonly SplitInitiative Split = new(
        new ProposeInitiative(Part, "Kör på torget", "", [], ["motesplatser"], [new("valkomnande", "")], [], World.Now.AddDays(21), null), "Två idéer i en");

    static readonly InitiativeProposed Proposed = new(
        Part, Astrid.Member, "astorp", [], 0, "Kör på torget", "", ["motesplatser"], [new("valkomnande", "")], [], World.Now.AddDays(21), null);

    static readonly InitiativeSplitOff SplitOff = new(Part, Walk.Id, Bo.Member, "Två idéer i en");

    static readonly World Whole = new([.. Walk.Programme, .. Walk.Proposed]);

    [Test]
    public void The_part_is_proposed_by_whoever_proposed_the_whole() =>
        Then(Splitting.Split(Initiative.None, Whole.Initiative, Whole.Programme, Whole.Plan, Split, Bo, World.Now)).Happens(Proposed, SplitOff);

    [Test]
    public void Its_proposer_and_those_who_coordinate_or_lead_split()
    {
        foreach (var allowed in (Domain.Members.Actor[])[Astrid, Bo, Elin])
            Assert.That(Splitting.Split(Initiative.None, Whole.Initiative, Whole.Programme, Whole.Plan, Split, allowed, World.Now), Is.TypeOf<Accepted>());
        Then(Splitting.Split(Initiative.None, Whole.Initiative, Whole.Programme, Whole.Plan, Split, Henrik, World.Now))
            .IsRefused(Refusals.Initiatives.ProposerOrCoordinator);
    }

    [Test]
    public void What_is_over_or_merged_is_not_split()
    {
        Then(Splitting.Split(Initiative.None, new World(Walk.Completed).Initiative, Whole.Programme, Whole.Plan, Split, Bo, World.Now))
            .IsRefused(Refusals.Initiatives.Completed);
        var merged = new World([.. Walk.Proposed, new InitiativeMerged(Walk.Id, Part, Bo.Member, "samma")]);
        Then(Splitting.Split(Initiative.None, merged.Initiative, Whole.Programme, Whole.Plan, Split, Bo, World.Now)).IsRefused(Refusals.Initiatives.Merged);
    }

    [Test]
    public void A_split_has_a_reason_and_the_part_a_title()
    {
        Then(Splitting.Split(Initiative.None, Whole.Initiative, Whole.Programme, Whole.Plan, Split with { Reason = "" }, Bo, World.Now))
            .IsRefused(Refusals.Texts.ReasonMissing);
        Then(Splitting.Split(Initiative.None, Whole.Initiative, Whole.Programme, Whole.Plan, Split with { Part = Split.Part with { Title = "" } }, Bo, World.Now))
            .IsRefused(Refusals.Texts.TitleMissing);
    }

    [Test]
    public void It_is_undone_while_nobody_has_said_anything_about_the_part()
    {
        Then(Undo(isAnswered: false, Proposed, SplitOff)).Happens(new SplitUndone(Part, Walk.Id, Bo.Member));
        Then(Undo(isAnswered: true, Proposed, SplitOff)).IsRefused(Refusals.Initiatives.SplitAnswered);
        Then(Undo(isAnswered: false, Proposed, SplitOff, new ActivityPlanned(Part, Id(131), Astrid.Member, "astorp", Walk.Concrete, Astrid.Member)))
            .IsRefused(Refusals.Initiatives.SplitAnswered);
    }

    [Test]
    public void What_is_no_part_is_not_undone_and_what_was_undone_is_over()
    {
        Then(Undo(isAnswered: false, Walk.Proposed)).IsRefused(Refusals.Initiatives.NotSplit);
        World.Given(Proposed, SplitOff, new SplitUndone(Part, Walk.Id, Bo.Member)).When(Henrik, new CastVote(Stance.Support))
            .IsRefused(Refusals.Initiatives.Withdrawn);
    }

    static Decision Undo(bool isAnswered, params object[] events) =>
        Splitting.Undo(new World(events).Initiative, isAnswered, new UndoSplit(), Bo, World.Now);

    static Then Then(Decision decision) => new(decision);
}
