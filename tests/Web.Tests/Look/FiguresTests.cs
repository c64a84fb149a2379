using System.Globalization;
using Activation.Web.Platform.Look;

namespace Activation.Web.Tests.Look;

public class FiguresTests
{
    static readonly CultureInfo Swedish = new("sv");
    static readonly CultureInfo Danish = new("da");
    static readonly CultureInfo English = new("en");

    [Test]
    public void Swedish_and_Danish_put_a_space_that_does_not_break_before_per_cent_and_English_none()
    {
        Assert.That(Figures.Percent(0.53, Swedish), Is.EqualTo("53\u00a0%"));
        Assert.That(Figures.Percent(0.53, Danish), Is.EqualTo("53\u00a0%"));
        Assert.That(Figures.Percent(0.53, English), Is.EqualTo("53%"));
    }

    [Test]
    public void An_interval_says_per_cent_once() =>
        Assert.That(Figures.PercentRange(0.44, 0.62, Swedish), Is.EqualTo("44–62\u00a0%"));

    [TestCase(14, "+14")]
    [TestCase(-2, "\u22122")]
    [TestCase(0, "0")]
    public void A_change_shows_its_sign_with_a_real_minus(double change, string written) =>
        Assert.That(Figures.Change(change, 0, Swedish), Is.EqualTo(written));

    [Test]
    public void What_rounds_to_nothing_has_no_sign() => Assert.That(Figures.Change(-0.2, 0, Swedish), Is.EqualTo("0"));

    [Test]
    public void Halves_round_up_as_people_do() => Assert.That(Figures.Number(2.5, 0, English), Is.EqualTo("3"));

    [TestCase("sv", "1\u00a0234,5")]
    [TestCase("da", "1.234,5")]
    [TestCase("en", "1,234.5")]
    public void Thousands_and_decimals_follow_the_language(string language, string written) =>
        Assert.That(Figures.Number(1234.5, 1, new CultureInfo(language)), Is.EqualTo(written));
}
