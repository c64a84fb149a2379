using Activation.Domain.Points;

namespace Activation.Domain.Tests.Points;

public class LadderTests
{
    [TestCase(0, 0, 0, 0, 0, LadderStep.Knows), TestCase(1, 0, 0, 0, 0, LadderStep.Understands), TestCase(0, 1, 0, 0, 0, LadderStep.HasASay)]
    [TestCase(3, 2, 1, 0, 0, LadderStep.Contributes), TestCase(0, 0, 1, 1, 0, LadderStep.Drives), TestCase(0, 0, 0, 0, 1, LadderStep.Spreads)]
    public void A_step_is_reached_by_an_act_of_one_s_own(int votes, int said, int joined, int drove, int passed, LadderStep step) =>
        Assert.That(Ladder.StepOf(new(votes, said, joined, drove, passed)), Is.EqualTo(step));

    [Test]
    public void A_few_are_not_counted_and_cannot_be_subtracted()
    {
        var shown = Ladder.Shown(new Dictionary<LadderStep, int> { [LadderStep.Knows] = 40, [LadderStep.Understands] = 12, [LadderStep.Drives] = 3 });
        Assert.That(shown[LadderStep.Drives], Is.Null);
        Assert.That(shown[LadderStep.Understands], Is.Null, "or it would be 55 − 40 − 12");
        Assert.That(shown[LadderStep.Knows], Is.EqualTo(40));
        Assert.That(shown[LadderStep.Spreads], Is.Zero, "that nobody is there tells of nobody");
    }

    [Test]
    public void Two_hidden_ones_hide_each_other()
    {
        var shown = Ladder.Shown(new Dictionary<LadderStep, int> { [LadderStep.Knows] = 40, [LadderStep.Drives] = 3, [LadderStep.Spreads] = 4 });
        Assert.That(shown[LadderStep.Knows], Is.EqualTo(40));
    }
}
