using Activation.Domain.Money;
using FsCheck;
using FsCheck.Fluent;

namespace Activation.Domain.Tests.Money;

/// <summary>The check values of money: computed by hand, once. Everything is in öre.</summary>
public sealed class MoneyTests
{
    [TestCase(0, 0), TestCase(1, 2_100), TestCase(18_500, 38_850_000)]
    public void A_fee_is_twenty_one_kronor_for_each_resident(int residents, long fee) => Assert.That(Fee.Of(residents), Is.EqualTo(fee));

    [Test]
    public void What_is_left_by_rounding_goes_to_those_who_lost_the_most() => Assert.Multiple(() =>
    {
        Assert.That(CostKey.Shares(10_000, [1, 1, 1]), Is.EqualTo(new[] { 3_334, 3_333, 3_333 }), "among equals to who stands first");
        Assert.That(CostKey.Shares(100, [50, 30, 21]), Is.EqualTo(new[] { 49, 30, 21 }), "49.50, 29.70 and 20.79");
        Assert.That(CostKey.Shares(0, [5, 3]), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(CostKey.Shares(7, [3, 0]), Is.EqualTo(new[] { 7, 0 }));
    });

    [Test]
    public void There_is_no_share_where_nobody_lives() => Assert.That(() => CostKey.Shares(1, [0, 0]), Throws.InstanceOf<ArgumentOutOfRangeException>());

    static readonly Arbitrary<(long Cost, int[] Residents)> Projects =
        (from cost in Gen.Choose(0, int.MaxValue)
         from scale in Gen.Elements(1L, 7L, 1_000L)
         from residents in Gen.Choose(0, 400_000).ArrayOf()
         select (cost * scale, residents.Append(1).ToArray())).ToArbitrary();

    [Test]
    public void The_shares_are_the_cost_to_the_last_ore_and_nobody_s_is_an_ore_off() => Prop.ForAll(Projects, project =>
    {
        var shares = CostKey.Shares(project.Cost, project.Residents);
        var all = project.Residents.Sum(count => (decimal)count);
        return shares.Sum() == project.Cost && shares.Zip(project.Residents).All(one => Math.Abs(one.First - project.Cost * one.Second / all) < 1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Test]
    public void Hours_are_worth_what_an_hour_of_their_kind_was_worth_that_day()
    {
        HourlyRate[] rates = [new("planning", new(2026, 1, 1), 300_00), new("planning", new(2027, 1, 1), 320_00), new("hosting", new(2026, 1, 1), 200_00)];
        WorkHours[] hours = [new(new(2026, 12, 31), "planning", 2), new(new(2027, 1, 1), "planning", 1.5m), new(new(2027, 3, 1), "hosting", 1)];
        Assert.That(InKind.Worth(hours, rates, [45_50]), Is.EqualTo(600_00 + 480_00 + 200_00 + 45_50));
        Assert.That(() => InKind.Worth([new(new(2025, 1, 1), "planning", 1)], rates, []), Throws.ArgumentException, "no rate held yet");
    }

    [Test]
    public void What_was_given_beside_each_krona_in_cash()
    {
        Assert.That(InKind.Ratio(370_381_00, 969_856_00), Is.EqualTo(.38).Within(.005));
        Assert.That(InKind.Ratio(1, 0), Is.Null);
    }
}
