using Activation.Domain.Initiatives;
using Activation.Domain.Programmes;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class RemovingTextTests
{
    static readonly RemoveText Two = new(2, "Handlar om en människa");

    [Test]
    public void An_administrator_takes_words_out_and_says_why()
    {
        Given(Walk.Proposed).When(Farid, Two).Happens(new TextRemoved(Walk.Id, Farid.Member, 2, "Handlar om en människa"));
        Given(Walk.Withdrawn).When(Farid, Two).Happens(new TextRemoved(Walk.Id, Farid.Member, 2, "Handlar om en människa"));
    }

    [Test]
    public void What_stands_elsewhere_goes_by_the_same_rules()
    {
        Assert.That(
            ((Accepted)RemovingText.RemoveElsewhere(Two, "walk-planned", Farid)).Events,
            Is.EqualTo(new[] { new WordsRemoved("walk-planned", Farid.Member, 2, "Handlar om en människa") }));
        Assert.That(((Refused)RemovingText.RemoveElsewhere(Two, "walk-planned", Elin)).Key, Is.EqualTo(Refusals.Members.AdministratorsOnly));
        Assert.That(((Refused)RemovingText.RemoveElsewhere(Two with { Reason = "" }, "walk-planned", Farid)).Key, Is.EqualTo(Refusals.Texts.ReasonMissing));
        Assert.That(((Refused)RemovingText.RemoveElsewhere(Two with { Texts = 0 }, "walk-planned", Farid)).Key, Is.EqualTo(Refusals.Initiatives.TextMissing));
    }

    [Test]
    public void Nobody_else_does_and_never_without_a_reason()
    {
        Given(Walk.Proposed).When(Elin, Two).IsRefused(Refusals.Members.AdministratorsOnly);
        Given(Walk.Proposed).When(Farid, Two with { Reason = " " }).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Walk.Proposed).When(Farid, Two with { Texts = 0 }).IsRefused(Refusals.Initiatives.TextMissing);
        Given().When(Farid, Two).IsRefused(Refusals.Initiatives.Unknown);
    }
}
