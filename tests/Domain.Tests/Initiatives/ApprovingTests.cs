using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class ApprovingTests
{
    static readonly ApproveActivity Approve = new(Walk.First, null);

    [Test]
    public void The_coordinator_of_the_municipality_approves() =>
        Given(Walk.Submitted).When(Bo, Approve).Happens(new ActivityApproved(Walk.Id, Walk.First, Bo.Member, null));

    [Test]
    public void A_deputy_approves_as_well() =>
        Given(Walk.Submitted).When(Cilla, Approve).Happens(new ActivityApproved(Walk.Id, Walk.First, Cilla.Member, null));

    [Test]
    public void Another_municipality_s_coordinator_does_not() =>
        Given(Walk.Submitted).When(Iris, Approve).IsRefused(Refusals.Activities.OtherMunicipality);

    [Test]
    public void Not_even_an_administrator_approves_without_coordinating() =>
        Given(Walk.Submitted).When(Farid, Approve).IsRefused(Refusals.Activities.OtherMunicipality);

    [Test]
    public void The_proposer_does_not_approve() =>
        Given([new InitiativeProposed(
            Walk.Id, Bo.Member, "astorp", [], 1, "x", "", [], [], [], Walk.VotingUntil, null), .. Walk.Submitted.Skip(1)])
            .When(Bo, Approve).IsRefused(Refusals.Activities.FourEyes);

    [Test]
    public void The_owner_does_not_approve() =>
        Given([.. Walk.Proposed, new ActivityPlanned(Walk.Id, Walk.First, Bo.Member, "astorp", Walk.Concrete, Astrid.Member),
            new ActivitySubmitted(Walk.Id, Walk.First, 63)]).When(Bo, Approve).IsRefused(Refusals.Activities.FourEyes);

    [Test]
    public void Whoever_had_a_hand_in_the_plan_does_not_approve() =>
        Given([.. Walk.Planned, new ActivityPlanChanged(Walk.Id, Walk.First, Walk.Concrete, Bo.Member),
            new ActivitySubmitted(Walk.Id, Walk.First, 63)]).When(Bo, Approve).IsRefused(Refusals.Activities.FourEyes);

    [Test]
    public void A_draft_is_not_approved() => Given(Walk.Planned).When(Bo, Approve).IsRefused(Refusals.Activities.Draft);

    [Test]
    public void What_is_approved_is_not_approved_again() => Given(Walk.Approved).When(Bo, Approve).IsRefused(Refusals.Activities.Approved);

    [Test]
    public void A_plan_that_says_who_when_and_where_is_scheduled_by_the_same_yes()
    {
        var due = Now.Today().AddDays(30);
        var plan = Walk.Concrete with { DueOn = due, Place = "Torget" };
        Given([.. Walk.Proposed, new ActivityPlanned(Walk.Id, Walk.First, Astrid.Member, "astorp", plan, Astrid.Member),
            new ActivitySubmitted(Walk.Id, Walk.First, 80)]).When(Bo, Approve)
            .Happens(
                new ActivityApproved(Walk.Id, Walk.First, Bo.Member, null),
                new ActivityScheduled(Walk.Id, Walk.First, "Biblioteket", due, "Torget"));
    }

    [Test]
    public void A_date_that_passed_while_it_waited_is_not_scheduled()
    {
        var plan = Walk.Concrete with { DueOn = Now.Today().AddDays(-1), Place = "Torget" };
        Given([.. Walk.Proposed, new ActivityPlanned(Walk.Id, Walk.First, Astrid.Member, "astorp", plan, Astrid.Member),
            new ActivitySubmitted(Walk.Id, Walk.First, 80)]).When(Bo, Approve)
            .Happens(new ActivityApproved(Walk.Id, Walk.First, Bo.Member, null));
    }

    [Test]
    public void No_is_never_said_without_a_reason()
    {
        Given(Walk.Submitted).When(Bo, new ReturnActivity(Walk.First, " ? ")).IsRefused(Refusals.Texts.ReasonMissing, Text.ReasonAtLeast);
        Given(Walk.Submitted).When(Bo, new DeclineActivity(Walk.First, "")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Walk.Submitted).When(Bo, new CorrectConcretisation(Walk.First, 70, "")).IsRefused(Refusals.Texts.ReasonMissing);
    }

    [Test]
    public void A_reason_is_kept_trimmed()
    {
        Given(Walk.Submitted).When(Bo, new ReturnActivity(Walk.First, " skriv platsen\r\n"))
            .Happens(new ActivityReturned(Walk.Id, Walk.First, Bo.Member, "skriv platsen"));
        Given(Walk.Submitted).When(Bo, new DeclineActivity(Walk.First, "görs redan"))
            .Happens(new ActivityDeclined(Walk.Id, Walk.First, Bo.Member, "görs redan"));
    }

    [Test]
    public void The_coordinator_corrects_the_level_within_bounds()
    {
        Given(Walk.Submitted).When(Bo, new CorrectConcretisation(Walk.First, 70, "tydlig"))
            .Happens(new ConcretisationCorrected(Walk.Id, Walk.First, Bo.Member, 70, "tydlig"));
        Given(Walk.Submitted).When(Bo, new CorrectConcretisation(Walk.First, 101, "tydlig")).IsRefused(Refusals.Activities.LevelRange);
    }

    [Test]
    public void Nothing_is_approved_while_the_initiative_rests() =>
        Given([.. Walk.Submitted, new InitiativeParked(Walk.Id, Astrid.Member, "Vintern")]).When(Bo, Approve).IsRefused(Refusals.Initiatives.Parked);
}
