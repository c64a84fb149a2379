using Activation.Web.Features.Initiatives;

namespace Activation.Web.Tests.Initiatives;

public sealed class LineupTests
{
    const double Z = 1.2816;
    static readonly DateTimeOffset Noon = new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void After_voting_broad_support_comes_before_few_loud_voices_and_after_what_is_open()
    {
        var lineup = Lineup.Of([Over(1, 3, 0), Over(2, 40, 10), Over(3, 0, 0), Open(4)], Z);
        Assert.That(Numbers(lineup.Under("all", "one")), Is.EqualTo([4, 2, 1, 3]));
        Assert.That(lineup.Counts, Is.EqualTo(new TabCounts(1, 0, 3, 4)));
    }

    [Test]
    public void Of_two_alike_the_younger_comes_first() =>
        Assert.That(Numbers(Lineup.Of([Over(1, 5, 1), Over(3, 5, 1), Over(2, 5, 1)], Z).Under("completed", "one")), Is.EqualTo([3, 2, 1]));

    [Test]
    public void What_changed_step_by_step_stands_as_if_it_had_been_read_at_once([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var (now, lineup) = (new Dictionary<int, Ranked>(), Lineup.Of([], Z));
        for (var step = 0; step < 60; step++)
        {
            Ranked[] changed = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random)).DistinctBy(i => i.Number)];
            foreach (var one in changed) now[one.Number] = one;
            lineup = lineup.With(changed);
            var anew = Lineup.Of(now.Values, Z);
            Assert.That(lineup.Counts, Is.EqualTo(anew.Counts));
            foreach (var tab in InitiativeFilter.Tabs) Assert.That(lineup.Under(tab, "one").Items, Is.EqualTo(anew.Under(tab, "one").Items), $"{tab} after {step} steps");
        }
    }

    [TestCase("all"), TestCase("active"), TestCase("completed"), TestCase("open")]
    public void Page_after_page_is_the_whole_list_and_nothing_twice(string tab)
    {
        var random = new Random(7);
        var lineup = Lineup.Of(Enumerable.Range(1, 100).Select(n => Any(random) with { Number = n, Initiative = Id(n) }), Z);
        var (all, read) = (lineup.Under(tab, "one"), new List<Ranked>());
        for (Stretch page = null!; page is null or { HasMore: true };)
        {
            page = lineup.Under(tab, "one", read.Count == 0 ? null : read[^1].Number, 7);
            Assert.That(page.Total, Is.EqualTo(all.Total));
            read.AddRange(page.Items);
        }

        Assert.That(read, Is.EqualTo(all.Items));
    }

    [Test]
    public void Voting_ends_by_itself_at_its_instant_and_not_before()
    {
        var lineup = Lineup.Of([Open(1) with { VotingUntil = Noon }, Open(2) with { VotingUntil = Noon.AddHours(1) }], Z);
        Assert.That(lineup.At(Noon.AddTicks(-1)), Is.SameAs(lineup));
        var later = lineup.At(Noon);
        Assert.That((later.Counts.Open, later.NextEnd), Is.EqualTo((1, Noon.AddHours(1))));
        Assert.That(Numbers(later.Under("all", "one")), Is.EqualTo([2, 1]));
    }

    [Test]
    public void A_vote_of_today_moves_nothing_in_the_order_of_what_is_open()
    {
        var lineup = Lineup.Of(Enumerable.Range(1, 30).Select(n => Open(n) with { VotesBefore = n }), Z);
        var before = Numbers(lineup.Under("open", "one")).ToArray();
        var after = lineup.With([Open(30) with { Supports = 1, VotesBefore = 0 }]);
        Assert.That(Numbers(after.Under("open", "one")), Is.EqualTo(before));
        Assert.That(after.Under("open", "one").Items.Single(i => i.Number == 30).Supports, Is.EqualTo(1));
    }

    [Test]
    public void A_cut_keeps_the_order()
    {
        var lineup = Lineup.Of(Enumerable.Range(1, 9).Select(n => Over(n, n, 1)), Z);
        Assert.That(Numbers(lineup.Only([2, 9, 4, 77]).Under("all", "one")), Is.EqualTo([9, 4, 2]));
    }

    [Test]
    public void A_cut_stands_as_if_there_were_nothing_else([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        var all = Enumerable.Range(1, 60).Select(n => Any(random) with { Number = n, Initiative = Id(n), Merged = random.Next(8) == 0 }).ToArray();
        var some = all.Where(_ => random.Next(3) == 0).ToArray();
        var (cut, alone) = (Lineup.Of(all, Z).Only([.. some.Select(i => i.Number)]), Lineup.Of(some, Z));
        Assert.That(cut.Counts, Is.EqualTo(alone.Counts));
        Assert.That(cut.ByNumber(some[3].Number, 5), Is.EqualTo(alone.ByNumber(some[3].Number, 5)).Using<Stretch>(Alike));
        foreach (var tab in InitiativeFilter.Tabs)
            foreach (var after in new int?[] { null, some[5].Number, 99 })
                Assert.That(cut.Under(tab, "one", after, 4), Is.EqualTo(alone.Under(tab, "one", after, 4)).Using<Stretch>(Alike), $"{tab} after {after}");
    }

    [Test]
    public void The_same_cut_is_put_in_order_once_until_something_stands_otherwise()
    {
        var lineup = Lineup.Of(Enumerable.Range(1, 9).Select(n => Over(n, n, 1)), Z);
        int[] numbers = [2, 9];
        var once = lineup.Only(numbers);
        Assert.That(lineup.Only(numbers), Is.SameAs(once));
        Assert.That(lineup.With([Over(2, 90, 0)]).Only(numbers).Under("all", "one").Items[0].Number, Is.EqualTo(2));
    }

    [Test]
    public void What_was_merged_is_in_no_list_and_keeps_its_number()
    {
        var lineup = Lineup.Of([Over(1, 1, 0), Over(2, 5, 0), Open(3)], Z).With([Over(2, 5, 0) with { Merged = true }]);
        Assert.That(Numbers(lineup.Under("all", "one")), Is.EqualTo([3, 1]));
        Assert.That((lineup.Counts, Numbers(lineup.ByNumber(0, 9))), Is.EqualTo((new TabCounts(1, 0, 1, 2), new[] { 1, 2, 3 })));
    }

    [Test]
    public void By_number_one_goes_on_after_the_last()
    {
        var lineup = Lineup.Of([Over(1, 1, 0), Open(2), Over(5, 0, 0)], Z);
        var (first, last) = (lineup.ByNumber(0, 2), lineup.ByNumber(2, 2));
        Assert.That((Numbers(first), first.HasMore, Numbers(last), last.HasMore), Is.EqualTo((new[] { 1, 2 }, true, new[] { 5 }, false)));
    }

    static Ranked Any(Random random)
    {
        var (number, state) = (random.Next(1, 25), random.GetItems(["proposed", "active", "completed", "parked"], 1)[0]);
        return new(
            Id(number), number, 1, state, state is "proposed" or "active" && random.Next(2) == 0, false, Noon, random.Next(5), random.Next(3), 0);
    }

    static bool Alike(Stretch one, Stretch other) => one.Items.SequenceEqual(other.Items) && (one.Total, one.HasMore) == (other.Total, other.HasMore);

    static IEnumerable<int> Numbers(Stretch list) => [.. list.Items.Select(i => i.Number)];

    static Ranked Open(int number) => new(Id(number), number, 1, "proposed", true, false, DateTimeOffset.MaxValue, 0, 0, 0);

    static Ranked Over(int number, int supports, int notNows) => new(Id(number), number, 1, "completed", false, false, Noon, supports, notNows, 0);

    static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
