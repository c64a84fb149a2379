using Activation.Web.Features.Initiatives;

namespace Activation.Web.Tests.Initiatives;

public sealed class FairOrderTests
{
    const double Z = 1.2816;

    [Test]
    public void While_voting_is_open_two_readers_get_two_orders_and_each_keeps_theirs()
    {
        var open = Enumerable.Range(1, 30).Select(n => Open(n, votes: n)).ToList();
        var one = Numbers(FairOrder.Of(open, "one", Z));
        Assert.That(Numbers(FairOrder.Of(open.AsEnumerable().Reverse(), "one", Z)), Is.EqualTo(one));
        Assert.That(Numbers(FairOrder.Of(open, "another", Z)), Is.Not.EqualTo(one));
        Assert.That(one, Is.EquivalentTo(Enumerable.Range(1, 30)));
    }

    [Test]
    public void Another_stage_is_drawn_anew()
    {
        var open = Enumerable.Range(1, 30).Select(n => Open(n, votes: 0)).ToList();
        var next = open.Select(i => i with { Stage = 2 });
        Assert.That(Numbers(FairOrder.Of(next, "one", Z)), Is.Not.EqualTo(Numbers(FairOrder.Of(open, "one", Z))));
    }

    [Test]
    public void Every_fifth_place_goes_to_the_one_with_the_fewest_votes_that_has_not_come_yet()
    {
        var order = FairOrder.Of(Enumerable.Range(1, 30).Select(n => Open(n, votes: n)), "one", Z);
        for (var place = 5; place <= 30; place += 5)
        {
            var rest = order.Skip(place - 1).ToList();
            Assert.That(rest[0].VotesBefore, Is.EqualTo(rest.Min(i => i.VotesBefore)), $"place {place}");
        }
    }

    [Test]
    public void After_voting_broad_support_comes_before_few_loud_voices_and_after_what_is_open()
    {
        var order = FairOrder.Of([Over(1, 3, 0), Over(2, 40, 10), Over(3, 0, 0), Open(4, votes: 0)], "one", Z);
        Assert.That(Numbers(order), Is.EqualTo([4, 2, 1, 3]));
    }

    static IEnumerable<int> Numbers(IEnumerable<Ranked> order) => order.Select(i => i.Number);

    static Ranked Open(int number, int votes) => new(Id(number), number, 1, true, 0, 0, votes);

    static Ranked Over(int number, int supports, int notNows) => new(Id(number), number, 1, false, supports, notNows, 0);

    static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
