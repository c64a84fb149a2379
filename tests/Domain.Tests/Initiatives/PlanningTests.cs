using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class PlanningTests
{
    static readonly PlanActivity Plan = new(Walk.First, Astrid.Member, "astorp", Walk.Concrete);

    [Test]
    public void The_proposer_plans_an_activity() => Given(Walk.Proposed).When(Astrid, Plan)
        .Happens(new ActivityPlanned(Walk.Id, Walk.First, Astrid.Member, "astorp", Walk.Concrete, Astrid.Member));

    [Test]
    public void A_partner_s_coordinator_plans_at_home() => Given(Walk.Proposed).When(Iris, Plan with { Owner = Iris.Member, Municipality = "svalov" })
        .Happens(new ActivityPlanned(Walk.Id, Walk.First, Iris.Member, "svalov", Walk.Concrete, Iris.Member));

    [Test]
    public void Somebody_else_does_not() => Given(Walk.Proposed).When(Henrik, Plan).IsRefused(Refusals.Activities.OwnersOnly);

    [Test]
    public void An_activity_stays_within_the_initiative_s_municipalities() =>
        Given(Walk.Proposed).When(Astrid, Plan with { Municipality = "helsingborg" }).IsRefused(Refusals.Activities.OutsideMunicipalities);

    [Test]
    public void A_concrete_plan_is_submitted_with_its_level() =>
        Given(Walk.Planned).When(Astrid, new SubmitActivity(Walk.First)).Happens(new ActivitySubmitted(Walk.Id, Walk.First, 63));

    [Test]
    public void A_vague_plan_is_not_submitted() =>
        Given([.. Walk.Proposed, new ActivityPlanned(Walk.Id, Walk.First, Astrid.Member, "astorp", Walk.Vague, Astrid.Member)])
            .When(Astrid, new SubmitActivity(Walk.First)).IsRefused(Refusals.Activities.TooVague, 0, 60);

    [Test]
    public void What_was_submitted_stands_until_it_is_answered() =>
        Given(Walk.Submitted).When(Astrid, new ChangeActivityPlan(Walk.First, Walk.Vague)).IsRefused(Refusals.Activities.Submitted);

    [Test]
    public void What_was_returned_is_changed_and_submitted_again()
    {
        object[] returned = [.. Walk.Submitted, new ActivityReturned(Walk.Id, Walk.First, Bo.Member, "platsen")];
        var better = Walk.Concrete with { Place = "Torget" };
        Given(returned).When(Astrid, new ChangeActivityPlan(Walk.First, better))
            .Happens(new ActivityPlanChanged(Walk.Id, Walk.First, better, Astrid.Member));
        Given([.. returned, new ActivityPlanChanged(Walk.Id, Walk.First, better, Astrid.Member)])
            .When(Astrid, new SubmitActivity(Walk.First)).Happens(new ActivitySubmitted(Walk.Id, Walk.First, 73));
    }

    [Test]
    public void A_plan_that_did_not_change_is_no_event() =>
        Given(Walk.Planned).When(Astrid, new ChangeActivityPlan(Walk.First, Walk.Concrete with { Title = " Språkpromenad " })).Happens();

    [Test]
    public void Fields_that_a_form_left_out_are_empty() => Assert.That(
        Given(Walk.Proposed).When(Astrid, Plan with { Plan = Walk.Vague with { Place = null! } }).Only<ActivityPlanned>().Plan.Place, Is.Empty);
}
