using Activation.Domain.Consents;
using static Activation.Domain.Tests.Cast;

namespace Activation.Domain.Tests.Consents;

public class ConsentingTests
{
    static readonly GiveConsent Yes = new(Astrid.Member, ConsentPurpose.PublicName, null, 2, ConsentWay.Page);
    static readonly Consent Given = Consent.Evolve(Consent.None, new ConsentGiven(Astrid.Member, ConsentPurpose.PublicName, null, 2, ConsentWay.Page));

    [Test]
    public void A_yes_is_ones_own_and_to_the_words_of_today()
    {
        Assert.That(Events(Consenting.Give(Consent.None, Yes, 2, Astrid.Member, World.Now)), Is.EqualTo(new object[] { new ConsentGiven(Astrid.Member, ConsentPurpose.PublicName, null, 2, ConsentWay.Page) }));
        Assert.That(Key(Consenting.Give(Consent.None, Yes, 2, Bo.Member, World.Now)), Is.EqualTo(Refusals.Consents.OwnOnly));
        Assert.That(Key(Consenting.Give(Consent.None, Yes, 3, Astrid.Member, World.Now)), Is.EqualTo(Refusals.Consents.QuestionChanged));
        Assert.That(Key(Consenting.Give(Consent.None, Yes with { Purpose = (ConsentPurpose)99 }, 2, Astrid.Member, World.Now)), Is.EqualTo(Refusals.Consents.PurposeUnknown));
    }

    [Test]
    public void The_same_yes_twice_is_one_and_a_yes_to_older_words_may_be_renewed()
    {
        Assert.That(Events(Consenting.Give(Given, Yes, 2, Astrid.Member, World.Now)), Is.Empty);
        Assert.That(Events(Consenting.Give(Given, Yes with { Version = 3 }, 3, Astrid.Member, World.Now)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Taking_it_back_is_never_refused()
    {
        var no = new WithdrawConsent(Astrid.Member, ConsentPurpose.PublicName, null, ConsentWay.Link);
        Assert.That(Events(Consenting.Withdraw(Given, no, World.Now)), Is.EqualTo(new object[] { new ConsentWithdrawn(Astrid.Member, ConsentPurpose.PublicName, null, ConsentWay.Link) }));
        Assert.That(Events(Consenting.Withdraw(Consent.None, no, World.Now)), Is.Empty);
        Assert.That(Consent.Evolve(Given, new ConsentWithdrawn(Astrid.Member, ConsentPurpose.PublicName, null, ConsentWay.Link)).IsGiven, Is.False);
    }

    static IReadOnlyList<object> Events(Decision decision) => ((Accepted)decision).Events;

    static string Key(Decision decision) => ((Refused)decision).Key;
}
