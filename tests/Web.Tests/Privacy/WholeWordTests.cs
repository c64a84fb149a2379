using Activation.Web.Features.Stories;
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
    [TestCase("Cilla  Berg", "[…]")]
    [TestCase("Cilla\nBergs idé, och Cilla\u00a0Berg", "[…] idé, och […]")]
    [TestCase("CillaBerg", "CillaBerg")]
    [TestCase("Cilla ", "Cilla ")]
    [TestCase("", "")]
    public void A_name_is_found_whole_and_as_an_owner(string text, string left)
    {
        Assert.That(WholeWord.Blanked(text, "Cilla Berg", "[…]"), Is.EqualTo(left));
        Assert.That(WholeWord.IsIn(text, "Cilla Berg"), Is.EqualTo(text != left));
    }

    [TestCase("Ring 070-123 45 67.", "Ring […].")]
    [TestCase("0701234567", "[…]")]
    [TestCase("+46 70 123 45 67 eller 0046701234567", "[…] eller […]")]
    [TestCase("+46 (0)70-1234567, 070 12 34 567", "[…], […]")]
    [TestCase("(070) 123 45 67", "([…]")]
    [TestCase("3 070-123 45 67", "3 […]")]
    [TestCase("0701234568", "0701234568")]
    [TestCase("00701234567", "00701234567")]
    [TestCase("10701234567", "10701234567")]
    [TestCase("07012345678", "07012345678")]
    [TestCase("a0701234567", "a0701234567")]
    [TestCase("12 070-123 45", "12 070-123 45")]
    public void A_number_is_found_however_it_is_grouped_and_dialled(string text, string left)
    {
        foreach (var written in new[] { "070-123 45 67", "+46701234567", "0701234567" })
        {
            Assert.That(WholeWord.Blanked(text, written, "[…]"), Is.EqualTo(left), written);
            Assert.That(WholeWord.IsIn(text, written), Is.EqualTo(text != left), written);
        }
    }

    [TestCase("cilla-berg", true)]
    [TestCase("vi-gar-till-cilla-bergs-horna", true)]
    [TestCase("cilla-bergstrom", false)]
    public void In_an_address_a_name_is_found_as_addresses_write_it(string slug, bool isIn) =>
        Assert.That(WholeWord.IsIn(slug, Slug.Words("Cilla Berg")), Is.EqualTo(isIn));
}
