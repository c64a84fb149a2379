using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>A good example from elsewhere that is not for one's own municipality.</summary>
public class DecliningExamplesTests
{
    static readonly DeclineExample No = new();
    static readonly Actor Elsewhere = Iris with { Municipality = "klippan" };
    static readonly ExampleDeclined Declined = new(Walk.Id, "klippan", Iris.Member);

    [Test]
    public void The_coordinator_of_another_municipality_says_no_once_also_when_it_is_completed()
    {
        Given(Walk.Completed).When(Elsewhere, No).Happens(Declined);
        Given([.. Walk.Completed, Declined]).When(Elsewhere, No).Happens();
    }

    [Test]
    public void What_was_not_carried_out_is_no_example_yet() => Given(Walk.Scheduled).When(Elsewhere, No).IsRefused(Refusals.Initiatives.NothingCarriedOut);

    [Test]
    public void Nobody_else_does_and_nobody_to_ones_own()
    {
        foreach (var other in new[] { Bo, Iris, Astrid, Henrik, Elin }) Given(Walk.Completed).When(other, No).IsRefused(Refusals.Initiatives.CoordinatorsElsewhere);
    }
}
