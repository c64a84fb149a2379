using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests;

public class TextTests
{
    const string Family = "👨‍👩‍👧‍👦";

    [Test]
    public void A_waving_family_is_one_character() => Assert.That(Refusal(string.Concat(Enumerable.Repeat(Family, Text.BodyLimit / 2))), Is.Null);

    [TestCase("åäö ÅÄÖ ø æ"), TestCase("två\nrader"), TestCase("'; drop table x; -- %_\\"), TestCase("<script>"), TestCase("a\tb")]
    public void What_people_write_is_kept(string text) => Assert.That(Refusal(text), Is.Null);

    [TestCase("\0"), TestCase("a\u0007"), TestCase("a\u202eb"), TestCase("\u0085x")]
    public void What_cannot_be_seen_or_stored_is_refused(string text) =>
        Assert.That(Refusal("a" + text + "b"), Is.EqualTo(Refusals.Texts.ForbiddenCharacter));

    // An attribute cannot hold half a character, so these stand here.
    [Test]
    public void Half_a_character_is_refused()
    {
        Assert.That(Refusal("a\ud800"), Is.EqualTo(Refusals.Texts.ForbiddenCharacter));
        Assert.That(Refusal("x\udc00y"), Is.EqualTo(Refusals.Texts.ForbiddenCharacter));
    }

    [Test]
    public void One_letter_with_a_million_marks_is_too_long() =>
        Assert.That(Refusal("a" + new string('\u0301', 1_000_000)), Is.EqualTo(Refusals.Texts.TooLong));

    [Test]
    public void A_text_fits_exactly()
    {
        Assert.That(Refusal(new('ö', Text.BodyLimit)), Is.Null);
        Assert.That(Refusal(new('ö', Text.BodyLimit + 1)), Is.EqualTo(Refusals.Texts.TooLong));
    }

    [Test]
    public void A_line_has_no_breaks_and_a_body_has_newlines()
    {
        Assert.That(Text.Line(" a\r\n  b "), Is.EqualTo("a b"));
        Assert.That(Text.Body(" a\r\nb\rc "), Is.EqualTo("a\nb\nc"));
        Assert.That(Text.BodyOrNull("  "), Is.Null);
    }

    static string? Refusal(string text) =>
        (Given(Initiatives.Walk.Proposed).When(Cast.Henrik, new PostComment(Cast.Id(300), text)).Decision as Refused)?.Key;
}
