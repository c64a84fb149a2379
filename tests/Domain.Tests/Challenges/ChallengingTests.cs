using Activation.Domain.Challenges;
using Activation.Domain.Programmes;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Challenges;

public class ChallengingTests
{
    static readonly Guid One = Id(300);
    static readonly DateOnly Until = Now.Today().AddDays(20);
    static readonly ChallengeAim Welcoming = new(ChallengeMeasure.InitiativesEverywhere, "valkomnande", null, 1);
    static readonly SetChallenge Set = new(One, 2, " Alla välkomnar ", "Var och en.", Welcoming, Until);

    static readonly object[] Stage =
        [.. Walk.Programme, new StagePlanned(2, "Välkomnande", Now.Today().AddDays(-30), Now.Today().AddDays(60), "valkomnande"), new StageOpened(2)];

    static readonly object[] IsSet = [.. Stage, new ChallengeSet(One, 2, "Alla välkomnar", "Var och en.", Welcoming, Until)];

    static readonly object[] IsReached = [.. IsSet, new ChallengeReached(One, "svalov", 3, 40)];

    [Test]
    public void Those_who_lead_set_what_all_are_to_reach()
    {
        Given(Stage).When(Elin, Set).Happens(new ChallengeSet(One, 2, "Alla välkomnar", "Var och en.", Welcoming, Until));
        Given(Stage).When(Bo, Set).IsRefused(Refusals.Members.LeadsOnly);
        Given(IsSet).When(Elin, Set).IsRefused(Refusals.Challenges.Exists);
        Given(Stage).When(Elin, Set with { Title = " " }).IsRefused(Refusals.Texts.TitleMissing);
    }

    [Test]
    public void It_belongs_to_a_stage_that_is_not_over_and_ends_within_it()
    {
        Given(Stage).When(Elin, Set with { Stage = 3 }).IsRefused(Refusals.Programmes.StageUnknown);
        Given([.. Stage, new StageClosed(2, null!, "1")]).When(Elin, Set).IsRefused(Refusals.Programmes.StageClosed);
        Given(Stage).When(Elin, Set with { Until = Now.Today().AddDays(61) }).IsRefused(Refusals.Challenges.UntilRange);
        Given(Stage).When(Elin, Set with { Until = Now.Today().AddDays(-1) }).IsRefused(Refusals.Challenges.UntilRange);
    }

    [Test]
    public void It_counts_what_the_programme_knows()
    {
        Given(Stage).When(Elin, Set with { Aim = Welcoming with { Value = "modigt" } }).IsRefused(Refusals.Programmes.ValueUnknown);
        Given(Stage).When(Elin, Set with { Aim = Welcoming with { FocusArea = "hav" } }).IsRefused(Refusals.Initiatives.FocusAreaUnknown);
        Given(Stage).When(Elin, Set with { Aim = Welcoming with { Target = 0 } }).IsRefused(Refusals.Challenges.TargetRange, Challenging.MostInitiatives);
        Given(Stage).When(Elin, Set with { Aim = Welcoming with { Measure = (ChallengeMeasure)9 } }).IsRefused(Refusals.Challenges.MeasureUnknown);
    }

    [Test]
    public void It_may_be_said_better_until_it_is_reached()
    {
        var better = new ChangeChallenge("Alla hälsar", "Var och en.", Welcoming with { Target = 2 }, Until);
        Given(IsSet).When(Elin, better).Happens(new ChallengeChanged(One, "Alla hälsar", "Var och en.", Welcoming with { Target = 2 }, Until));
        Given(IsSet).When(Elin, new ChangeChallenge("Alla välkomnar", "Var och en.", Welcoming, Until)).Happens();
        Given(IsReached).When(Elin, better).IsRefused(Refusals.Challenges.Reached);
        Given([.. IsSet, new ChallengeDropped(One, "Fel")]).When(Elin, better).IsRefused(Refusals.Challenges.Dropped);
    }

    [Test]
    public void It_is_taken_away_only_with_a_reason()
    {
        Given(IsSet).When(Elin, new DropChallenge("Fel värdering")).Happens(new ChallengeDropped(One, "Fel värdering"));
        Given(IsSet).When(Elin, new DropChallenge("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(IsReached).When(Elin, new DropChallenge("Fel värdering")).IsRefused(Refusals.Challenges.Reached);
    }

    [Test]
    public void It_is_reached_when_all_have_arrived_and_is_told_once()
    {
        var all = new Standing([new("astorp", 1, 12), new("svalov", 2, 28), new("helsingborg", 1, 0)], "svalov");
        Given(IsSet).When(Elin, (w, _, _) => Challenging.Reach(w.Challenge, all)).Happens(new ChallengeReached(One, "svalov", 4, 40));
        Given(IsReached).When(Elin, (w, _, _) => Challenging.Reach(w.Challenge, all)).Happens();
        var oneIsMissing = all with { Shares = [.. all.Shares.Take(2), new("helsingborg", 0, 0)] };
        Given(IsSet).When(Elin, (w, _, _) => Challenging.Reach(w.Challenge, oneIsMissing)).Happens();
    }

    [TestCase(ChallengeMeasure.InitiativesEverywhere, 1, Refusals.Challenges.ReachedByEach)]
    [TestCase(ChallengeMeasure.InitiativesTogether, 4, Refusals.Challenges.ReachedAlready)]
    [TestCase(ChallengeMeasure.ParticipantsTogether, 40, Refusals.Challenges.ReachedAlready)]
    public void What_is_reached_already_challenges_nobody_and_is_told_where_it_stands(ChallengeMeasure measure, int reached, string refusal)
    {
        var stands = new Standing([new("astorp", 1, 12), new("svalov", 2, 28), new("helsingborg", 1, 0)], "svalov");
        var (low, high) = (Welcoming with { Measure = measure, Target = reached }, Welcoming with { Measure = measure, Target = reached + 1 });
        Given(Stage).When(Elin, Set with { Aim = low, Stands = stands }).IsRefused(refusal, reached);
        Given(Stage).When(Elin, Set with { Aim = high, Stands = stands }).Only<ChallengeSet>();
        Given(Stage).When(Elin, Set with { Aim = low, Stands = new([], null) }).Only<ChallengeSet>();
        object[] isSet = [.. Stage, new ChallengeSet(One, 2, "Alla välkomnar", "Var och en.", high, Until)];
        var lower = new ChangeChallenge("Alla välkomnar", "Var och en.", low, Until, stands);
        Given(isSet).When(Elin, lower).IsRefused(refusal, reached);
        Given(isSet).When(Elin, lower with { Aim = high, Until = Until.AddDays(1) }).Only<ChallengeChanged>();
        object[] isArriving = [.. Stage, new ChallengeSet(One, 2, "Alla välkomnar", "Var och en.", low, Until)];
        Given(isArriving).When(Elin, lower with { Title = "Alla hälsar" }).Only<ChallengeChanged>();
        Given(isArriving).When(Elin, lower with { Until = Until.AddDays(1) }).IsRefused(refusal, reached);
    }

    [TestCase(ChallengeMeasure.InitiativesEverywhere, 2, 1, 3)]
    [TestCase(ChallengeMeasure.InitiativesEverywhere, 1, 2, 3)]
    [TestCase(ChallengeMeasure.InitiativesTogether, 5, 3, 5)]
    [TestCase(ChallengeMeasure.ParticipantsTogether, 40, 40, 40)]
    public void How_far_all_are_is_counted_by_what_was_asked(ChallengeMeasure measure, int target, int done, int goal)
    {
        var standing = new Standing([new("astorp", 1, 12), new("svalov", 2, 28), new("helsingborg", 0, 0)], null);
        Assert.That(standing.Of(new(measure, null, null, target)), Is.EqualTo(new Progress(done, goal)));
    }

    [Test]
    public void A_programme_of_no_municipality_has_reached_nothing() =>
        Assert.That(new Standing([], null).Of(Welcoming).IsReached, Is.False);
}
