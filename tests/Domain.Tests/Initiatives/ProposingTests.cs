using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class ProposingTests
{
    static readonly ProposeInitiative Propose = new(
        Walk.Id, " Språkpromenad\n", "", ["svalov", "astorp", "svalov"], ["motesplatser"], [new("valkomnande", "")], [], Walk.VotingUntil, null);

    [Test]
    public void An_idea_is_proposed_from_the_home_municipality() => Given(Walk.Programme).When(Astrid, Propose).Happens(
        new InitiativeProposed(
            Walk.Id, Astrid.Member, "astorp", ["svalov"], 0, "Språkpromenad", "", ["motesplatser"], [new("valkomnande", "")], [],
            Walk.VotingUntil, null));

    [Test]
    public void A_title_is_needed_and_fits()
    {
        Given(Walk.Programme).When(Astrid, Propose with { Title = " " }).IsRefused(Refusals.Texts.TitleMissing);
        Given(Walk.Programme).When(Astrid, Propose with { Title = new('å', 121) }).IsRefused(Refusals.Texts.TooLong, 120);
    }

    [Test]
    public void It_shows_a_value_and_has_a_focus_area()
    {
        Given(Walk.Programme).When(Astrid, Propose with { Values = [] }).IsRefused(Refusals.Initiatives.ValueMissing);
        Given(Walk.Programme).When(Astrid, Propose with { Values = [new("stort", "")] }).IsRefused(Refusals.Initiatives.ValueUnknown, "Välkomnande");
        Given(Walk.Programme).When(Astrid, Propose with { FocusAreas = [] }).IsRefused(Refusals.Initiatives.FocusAreaMissing);
        Given(Walk.Programme).When(Astrid, Propose with { FocusAreas = ["x"] }).IsRefused(Refusals.Initiatives.FocusAreaUnknown, "Mötesplatser");
    }

    [Test]
    public void It_links_only_to_what_exists()
    {
        Given(Walk.Programme).When(Astrid, Propose with { Metrics = [new("9.9", "")] }).IsRefused(Refusals.Initiatives.MetricUnknown);
        Given(Walk.Programme).When(Astrid, Propose with { Partners = ["malmo"] })
            .IsRefused(Refusals.Initiatives.PartnerUnknown, "Åstorp, Svalöv, Helsingborg");
    }

    [Test]
    public void Voting_ends_in_the_future_and_within_90_days()
    {
        Given(Walk.Programme).When(Astrid, Propose with { VotingUntil = Now }).IsRefused(Refusals.Initiatives.VotingSpan, 90);
        Given(Walk.Programme).When(Astrid, Propose with { VotingUntil = Now.AddDays(91) }).IsRefused(Refusals.Initiatives.VotingSpan, 90);
    }

    [Test]
    public void It_may_say_how_far_those_whom_it_is_about_are_let_in_in_five_steps()
    {
        foreach (var level in new[] { 1, 5 })
            Assert.That(Given(Walk.Programme).When(Astrid, Propose with { Involvement = level }).Only<InitiativeProposed>().Involvement, Is.EqualTo(level));
        foreach (var level in new[] { 0, 6 })
            Given(Walk.Programme).When(Astrid, Propose with { Involvement = level }).IsRefused(Refusals.Initiatives.InvolvementRange);
        var reword = new RewordInitiative("Promenad", "", ["motesplatser"], [new("valkomnande", "")], [], 4);
        Assert.That(Given([.. Walk.Programme, .. Walk.Proposed]).When(Astrid, reword).Only<InitiativeReworded>().Involvement, Is.EqualTo(4));
        Assert.That(Given([.. Walk.Programme, .. Walk.Proposed]).When(Astrid, reword with { Involvement = InvolvementLevels.Unsaid }).Only<InitiativeReworded>().Involvement, Is.Zero, "taken back");
        Given([.. Walk.Programme, .. Walk.Proposed]).When(Astrid, reword with { Involvement = 6 }).IsRefused(Refusals.Initiatives.InvolvementRange);
    }

    [Test]
    public void The_same_initiative_is_not_proposed_twice() =>
        Given([.. Walk.Programme, .. Walk.Proposed]).When(Astrid, Propose).IsRefused(Refusals.Initiatives.Exists);

    [Test]
    public void Only_the_proposer_rewords_it()
    {
        var reword = new RewordInitiative("Promenad", "", ["motesplatser"], [new("valkomnande", "")], []);
        Given([.. Walk.Programme, .. Walk.Proposed]).When(Astrid, reword)
            .Happens(new InitiativeReworded(Walk.Id, "Promenad", "", ["motesplatser"], [new("valkomnande", "")], []));
        Given([.. Walk.Programme, .. Walk.Proposed]).When(Bo, reword).IsRefused(Refusals.Initiatives.ProposerOnly);
    }
}
