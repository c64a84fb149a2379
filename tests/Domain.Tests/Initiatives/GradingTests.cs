using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class GradingTests
{
    static readonly RateOutcome Four = new(Walk.First, 4, null);
    static readonly PledgeMade HenrikIsIn = new(Walk.Id, Henrik.Member, "helsingborg", null);

    [Test]
    public void Those_who_took_part_rate() => Given([.. Walk.CarriedOut, HenrikIsIn]).When(Henrik, Four).Happens(Rated(Henrik.Member, RaterPart.Participant));

    [Test]
    public void The_coordinator_rates() => Given(Walk.CarriedOut).When(Bo, Four).Happens(Rated(Bo.Member, RaterPart.Coordinator));

    [Test]
    public void The_proposer_s_own_grade_is_shown_apart() => Given(Walk.CarriedOut).When(Astrid, Four).Happens(Rated(Astrid.Member, RaterPart.Owner));

    [Test]
    public void Others_do_not_rate() => Given(Walk.CarriedOut).When(Henrik, Four).IsRefused(Refusals.Ratings.OnlyThoseWhoTookPart);

    [Test]
    public void Nothing_is_rated_before_it_was_done() => Given(Walk.Scheduled).When(Bo, Four).IsRefused(Refusals.Ratings.NotCarriedOut);

    [TestCase(0), TestCase(6), TestCase(int.MinValue)]
    public void A_grade_is_from_1_to_5(int grade) =>
        Given(Walk.CarriedOut).When(Bo, Four with { Grade = grade }).IsRefused(Refusals.Ratings.GradeRange);

    [Test]
    public void A_new_grade_replaces_the_old_one() => Given([.. Walk.CarriedOut, Rated(Bo.Member, RaterPart.Coordinator)])
        .When(Bo, Four with { Grade = 5 }).Happens(Rated(Bo.Member, RaterPart.Coordinator) with { Grade = 5, Replaces = 4 });

    [Test]
    public void Who_has_rated_stays_in_that_part() => Given([.. Walk.CarriedOut, HenrikIsIn, Rated(Henrik.Member, RaterPart.Participant)])
        .When(Henrik with { DeputyFor = new HashSet<string> { "astorp" } }, Four with { Grade = 5 })
        .Happens(Rated(Henrik.Member, RaterPart.Participant) with { Grade = 5, Replaces = 4 });

    [Test]
    public void The_same_grade_again_is_no_event() => Given([.. Walk.CarriedOut, Rated(Bo.Member, RaterPart.Coordinator)]).When(Bo, Four).Happens();

    [Test]
    public void A_completed_initiative_is_still_rated() => Given(Walk.Completed).When(Bo, Four).Happens(Rated(Bo.Member, RaterPart.Coordinator));

    static OutcomeRated Rated(Guid member, RaterPart part) => new(Walk.Id, Walk.First, member, part, 4, null, null);
}
