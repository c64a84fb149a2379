using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;

namespace Activation.Domain.Tests.Initiatives;

public class DosingTests
{
    const int Two = 2;

    static readonly Guid First = Id(101), Second = Id(102), Third = Id(103);
    static readonly DateTimeOffset Now = World.Now;

    [Test]
    public void As_many_are_set_aside_as_the_rules_give_and_no_more()
    {
        var budget = After(VoteBudget.None, Reserve(VoteBudget.None, First), out _);
        budget = After(budget, Reserve(budget, Second), out _);
        Assert.That((Reserve(budget, Third) as Refused)?.Key, Is.EqualTo(Refusals.Initiatives.BudgetSpent));
        Assert.That(((Accepted)Reserve(budget, Second)).Events, Is.Empty, "the same one again costs nothing");
    }

    [Test]
    public void What_was_supported_before_there_was_a_budget_counts_once()
    {
        Assert.That(Reserve(VoteBudget.None, Third, First, Second), Is.TypeOf<Refused>());
        Assert.That(((Accepted)Reserve(VoteBudget.None, First, First, Second)).Events, Is.Empty, "it stands already");
        var budget = After(VoteBudget.None, Reserve(VoteBudget.None, First), out _);
        Assert.That(Reserve(budget, Second, First), Is.TypeOf<Accepted>(), "set aside and cast is one, not two");
    }

    [Test]
    public void What_is_released_may_be_given_to_another()
    {
        var budget = After(VoteBudget.None, Reserve(VoteBudget.None, First), out _);
        budget = After(budget, Reserve(budget, Second), out _);
        budget = After(budget, Dosing.Release(budget, First, Astrid), out var released);
        Assert.That(released, Is.EqualTo(new object[] { new SupportReleased(First, Astrid.Member) }));
        Assert.That(Reserve(budget, Third), Is.TypeOf<Accepted>());
        Assert.That(((Accepted)Dosing.Release(budget, First, Astrid)).Events, Is.Empty);
    }

    [Test]
    public void A_vote_that_never_came_frees_its_support_after_ten_minutes_and_not_before()
    {
        var budget = After(VoteBudget.None, Reserve(VoteBudget.None, First), out _);
        budget = After(budget, Reserve(budget, Second), out _);
        Assert.That(Dosing.Reserve(budget, Third, Two, new HashSet<Guid> { Second }, Astrid, Now + Dosing.Abandoned), Is.TypeOf<Refused>());
        After(budget, Dosing.Reserve(budget, Third, Two, new HashSet<Guid> { Second }, Astrid, Now + Dosing.Abandoned + TimeSpan.FromSeconds(1)), out var events);
        Assert.That(events[0], Is.EqualTo(new SupportReleased(First, Astrid.Member)), "nobody came to vote for the first");
        Assert.That(events[1], Is.TypeOf<SupportReserved>());
    }

    static Decision Reserve(VoteBudget budget, Guid initiative, params Guid[] supported) =>
        Dosing.Reserve(budget, initiative, Two, supported.ToHashSet(), Astrid, Now);

    static VoteBudget After(VoteBudget budget, Decision decision, out IReadOnlyList<object> events) =>
        (events = ((Accepted)decision).Events).Aggregate(budget, VoteBudget.Evolve);
}
