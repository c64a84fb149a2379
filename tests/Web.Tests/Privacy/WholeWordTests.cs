using Activation.Web.Platform.Privacy;

namespace Activation.Web.Tests.Privacy;

public sealed class WholeWordTests
{
    [TestCase("Cilla Berg är med", "[…] är med")]
    [TestCase("cilla bergs idé", "[…] idé")]
    [TestCase("CILLA BERGS IDÉ", "[…] IDÉ")]
    [TestCase("Fråga Cilla Berg, eller Cilla Berg's vän: Cilla Bergs.", "Fråga […], eller […]'s vän: […].")]
    [TestCase("Cilla Bergström", "Cilla Bergström")]
    [TestCase("Cilla Bergsson", "Cilla Bergsson")]
    [TestCase("Camcilla Berg", "Camcilla Berg")]
    [TestCase("Cilla Bergström och Cilla Berg", "Cilla Bergström och […]")]
    [TestCase("", "")]
    public void A_name_is_found_whole_and_as_an_owner(string text, string left)
    {
        Assert.That(WholeWord.Blanked(text, "Cilla Berg", "[…]"), Is.EqualTo(left));
        Assert.That(WholeWord.IsIn(text, "Cilla Berg"), Is.EqualTo(text != left));
    }
}
