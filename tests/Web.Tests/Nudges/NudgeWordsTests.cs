using System.Globalization;
using System.Text.RegularExpressions;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Nudges;

/// <summary>Every kind has its words in every language, and they say what the rules told them.</summary>
public sealed partial class NudgeWordsTests
{
    static readonly Texts Texts = new();
    static readonly NudgeWords Words = new(Texts);

    static IEnumerable<string> Languages => Texts.Languages;

    [Test]
    public void Every_kind_has_words_in_every_language([ValueSource(nameof(Languages))] string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        foreach (var kind in NudgeKinds.All)
        {
            var text = Words.Of(kind, NudgeSamples.Facts[kind]);
            string[] said = [text.Subject, .. text.Paragraphs, text.Why, text.Action, Words.Name(kind)];
            Assert.That(said, Has.None.Contains("[").And.None.Contains("{").And.None.Empty, $"{kind} in {language}");
            Assert.That(text.Paragraphs, Is.Not.Empty, $"{kind} in {language}");
            Assert.That(text.Subject.Any(char.IsControl), Is.False, $"{kind} in {language}");
        }
    }

    [Test]
    public void Every_fact_of_a_kind_is_told_and_nothing_else_is_named()
    {
        foreach (var kind in NudgeKinds.All)
        {
            var named = Texts.Of("sv").Where(text => text.Key.StartsWith($"nudges.{kind.Kebab()}-", StringComparison.Ordinal))
                .SelectMany(text => Place().Matches(text.Value).Select(match => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture))).ToHashSet();
            // What the coordinator answered, or what it is that moved, chooses the words instead of standing in them.
            if (kind is NudgeKind.DecisionMade or NudgeKind.FollowedApproved or NudgeKind.SpokenTo or NudgeKind.FollowedMoved) named.Add(1);
            Assert.That(named, Is.EquivalentTo(Enumerable.Range(0, NudgeArgs.CountOf(kind))), kind.ToString());
            Assert.That(NudgeSamples.Facts[kind], Has.Length.EqualTo(NudgeArgs.CountOf(kind)), kind.ToString());
        }
    }

    [Test]
    public void Days_and_figures_are_written_as_the_reader_writes_them()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("da-DK");
        Assert.Multiple(() =>
        {
            Assert.That(Words.Of(NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]).Subject, Does.Contain("30. maj"));
            Assert.That(Words.Of(NudgeKind.OutcomeKnown, NudgeSamples.Facts[NudgeKind.OutcomeKnown]).Subject, Does.Contain("4,2 af 5"));
            Assert.That(Words.Of(NudgeKind.IdleDraft, NudgeSamples.Facts[NudgeKind.IdleDraft]).Paragraphs[0], Does.Contain("hvem der ejer og hvornår"));
        });
    }

    [Test]
    public void A_no_gives_its_reason_and_an_answer_without_words_leaves_no_gap()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv-SE");
        Assert.That(Words.Of(NudgeKind.DecisionMade, ["Fika", "declined", "Ingen lokal."]).Paragraphs[^1], Is.EqualTo("”Ingen lokal.”"));
        Assert.That(Words.Of(NudgeKind.DecisionMade, ["Fika", "approved", ""]).Paragraphs, Has.Count.EqualTo(1));
        Assert.That(Words.Of(NudgeKind.FollowedApproved, ["Fika", "declined", "Ingen lokal."]).Paragraphs[^1], Is.EqualTo("”Ingen lokal.”"), "also to those who are in on it");
        Assert.That(Words.Of(NudgeKind.FollowedApproved, ["Fika"]).Subject, Is.EqualTo("Godkänd: Fika"), "as it was told before there was a no");
    }

    // "Sex skyltfönster är godkänd": titles are one thing or many, and no word that a title decides stands behind or before one.
    [Test]
    public void No_word_agrees_with_a_title([ValueSource(nameof(Languages))] string language)
    {
        var named = Texts.Of(language).Where(text => WithTitles().IsMatch(text.Key)).ToList();
        Assert.That(named, Has.Count.GreaterThan(150), "areas in which titles stand");
        Assert.That(named.Where(text => Agreeing().IsMatch(text.Value)).Select(text => $"{text.Key}: {text.Value}"), Is.Empty);
    }

    [Test]
    public void The_letter_of_the_week_promises_no_day_that_its_rule_does_not_keep([ValueSource(nameof(Languages))] string language)
    {
        var friday = new DateTimeOffset(2026, 11, 27, 8, 30, 0, TimeSpan.FromHours(1));
        Assert.That(Weekly.HasCome(new NudgeTime(Guid.Empty, friday, SendWindow.Usual(TimeZoneInfo.Utc))), Is.True, "of a week in which it found no way on Tuesday");
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var often = language switch { "sv" => "oftast", "da" => "oftest", _ => "mostly" };
        var said = new[] { Words.Of(NudgeKind.WeeklyDigest, NudgeSamples.Facts[NudgeKind.WeeklyDigest]).Why, Words.Name(NudgeKind.WeeklyDigest) };
        Assert.That(said.Where(text => Tuesday().IsMatch(text) && !text.Contains(often, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void What_a_rule_left_out_still_reads() => Assert.DoesNotThrow(() =>
    {
        foreach (var kind in NudgeKinds.All) Words.Of(kind, []);
    });

    [GeneratedRegex(@"^(nudges|deed-links)\.|^(walks|courses)\.[a-z-]+-letter-|^me\.activity-|^queue\.(approved|returned|declined)$|^next-step\.[a-z-]+-title$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithTitles();

    // As the first of its sentence it is what the sentence is about: "{0} är …", "{0} i {1} was …"; and so it is in "Är {0} …?".
    [GeneratedRegex(@"(^|[.?!]\s+|\n)(\{\d\}(\{\d\})?( (i|in) \{\d\})? (är|ligger|ska vara|skulle vara|er|skal være|skulle være|is|are|was|were|has|have)\b|(Är|Er|Is|Are|Was|Were|Has|Have) \{\d\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Agreeing();

    [GeneratedRegex("tisdag|tirsdag|tuesday", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Tuesday();

    [GeneratedRegex(@"\{(?<n>\d+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
