using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Initiatives;

/// <summary>Whatever people do before, while and after two initiatives are one: everybody counts once, and undone it is as if it had never been.</summary>
public sealed class MergedRowsTests
{
    const int Histories = 150;

    [Test]
    public void Everybody_counts_once_where_two_are_merged()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var town = new MergingTown(seed);
            town.Act(40);
            var (from, into) = (town.Voters(town.From), town.Voters(town.Into));
            var (joined, joinedInto) = (town.Pledgers(town.From), town.Pledgers(town.Into));
            town.Merge(town.From);
            var voters = town.Voters(town.Into);
            var everybody = from.Keys.Union(into.Keys).Where(member => member != town.Host).ToArray();
            Assert.That(voters.Keys, Is.EquivalentTo(everybody), $"voters of both, {seed}");
            Assert.That(voters.All(vote => vote.Value == (into.TryGetValue(vote.Key, out var own) ? own : from[vote.Key])), Is.True, $"as they voted, {seed}");
            Assert.That(town.Pledgers(town.Into), Is.EquivalentTo(joined.Union(joinedInto).Where(member => member != town.Host)), $"who is in, {seed}");
            town.Act(40);
            town.CardsHoldTheirRows(seed);
            var counting = town.Rows.All<BallotRow>().Where(row => town.Card(row.Initiative).MergedInto is null).Select(row => (row.Initiative, row.Member));
            Assert.That(counting, Is.Unique);
            Assert.That(town.Rows.All<StandingSpell>().Count(spell => spell.Until == Spells.Open && !spell.Merged), Is.EqualTo(1), "for the score it is one");
        }
    }

    [Test]
    public void Undone_it_is_as_if_it_had_never_been()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var town = new MergingTown(seed);
            town.Act(40);
            town.Merge(town.From);
            town.Act(40);
            town.Undo(town.From);
            Assert.That(town.Voters(town.From).Keys.Intersect(town.TookBack), Is.Empty, $"what was taken back does not come again, {seed}");
            town.Act(20);
            town.CardsHoldTheirRows(seed);
            var never = new InMemoryReadModels(new InitiativeProjection());
            never.Fold([.. town.Log.Where(recorded => recorded.Data is not (DuplicateTakenIn or DuplicateLetGo or InitiativeMerged or MergeUndone))]);
            Assert.That(town.Rows.All<BallotRow>(), Is.EquivalentTo(never.All<BallotRow>()), $"votes, {seed}");
            Assert.That(town.Rows.All<PledgeRow>(), Is.EquivalentTo(never.All<PledgeRow>()), $"who is in, {seed}");
            foreach (var card in never.All<InitiativeCard>())
                Assert.That(MergingTown.Told(town.Card(card.Initiative)), Is.EqualTo(MergingTown.Told(card)), $"cards, {seed}");
        }
    }

    [Test]
    public void Of_two_that_were_merged_either_may_be_taken_out_again_and_nobody_is_lost_or_counted_twice()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var (town, random) = (new MergingTown(seed, duplicates: 2), new Random(seed));
            for (var step = 0; step < 8; step++)
            {
                town.Act(15);
                var one = town.Duplicates[random.Next(2)];
                if (town.IsMerged(one)) town.Undo(one);
                else town.Merge(one);
                Counts(town, $"{seed}, step {step}");
            }
        }
    }

    [Test]
    public void What_was_decided_before_a_merge_and_written_after_it_counts_where_it_goes_on()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var (town, random) = (new MergingTown(seed, duplicates: 2), new Random(seed));
            for (var step = 0; step < 6; step++)
            {
                town.Act(20);
                var one = town.Duplicates[random.Next(2)];
                if (town.IsMerged(one)) town.Undo(one);
                else town.Merge(one, late: 5);
                Counts(town, $"{seed}, step {step}");
            }
        }
    }

    static void Counts(MergingTown town, string when)
    {
        var voters = town.Voters(town.Into);
        Assert.That(voters.Keys, Is.EquivalentTo(town.Said(StreamNames.Ballot, vote => vote.Stance is not null)), $"who votes, {when}");
        Assert.That(voters.All(vote => town.Stances(vote.Key).Contains(vote.Value)), Is.True, $"as they voted, {when}");
        Assert.That(town.Pledgers(town.Into), Is.EquivalentTo(town.Said(StreamNames.Pledge, pledge => pledge.IsMade)), $"who is in, {when}");
        town.CardsHoldTheirRows(town.Log.Count);
    }
}
