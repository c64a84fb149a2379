using Activation.Web.Features.Initiatives;

namespace Activation.Web.Tests.Initiatives;

public sealed class FairOrderTests
{
    [Test]
    public void While_voting_is_open_two_readers_get_two_orders_and_each_keeps_theirs()
    {
        var open = Enumerable.Range(1, 30).Select(n => Open(n, votes: n)).ToList();
        var one = Numbers(FairOrder.Of(open, "one"));
        Assert.That(Numbers(FairOrder.Of(open.AsEnumerable().Reverse(), "one")), Is.EqualTo(one));
        Assert.That(Numbers(FairOrder.Of(open, "another")), Is.Not.EqualTo(one));
        Assert.That(one, Is.EquivalentTo(Enumerable.Range(1, 30)));
    }

    [Test]
    public void Another_stage_is_drawn_anew()
    {
        var open = Enumerable.Range(1, 30).Select(n => Open(n, votes: 0)).ToList();
        var next = open.Select(i => i with { Stage = 2 });
        Assert.That(Numbers(FairOrder.Of(next, "one")), Is.Not.EqualTo(Numbers(FairOrder.Of(open, "one"))));
    }

    [Test]
    public void Every_fifth_place_goes_to_the_one_with_the_fewest_votes_that_has_not_come_yet()
    {
        var order = FairOrder.Of(Enumerable.Range(1, 30).Select(n => Open(n, votes: n)), "one").ToList();
        for (var place = 5; place <= 30; place += 5)
        {
            var rest = order.Skip(place - 1).ToList();
            Assert.That(rest[0].VotesBefore, Is.EqualTo(rest.Min(i => i.VotesBefore)), $"place {place}");
        }
    }

    static IEnumerable<int> Numbers(IEnumerable<Ranked> order) => order.Select(i => i.Number);

    static Ranked Open(int number, int votes) => new(Id(number), number, 1, "proposed", true, false, DateTimeOffset.MaxValue, 0, 0, votes);

    static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
