using Activation.Domain.Statements;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Statements;

public class WritingStatementsTests
{
    static readonly WritePrivacyStatement Privacy = new(
        "sv", " Kommunen ", "dataskydd@kommunen.example", new Dictionary<string, string> { ["letters"] = "Allmänt intresse" }, "", "");

    static readonly WriteAccessibilityStatement Accessibility = new("sv", "Kartan", new DateOnly(2027, 3, 10), "Vi själva", "Kontakta oss", "");

    [Test]
    public void An_administrator_writes_what_is_known_and_the_rest_is_left_out()
    {
        var written = Given(Walk.Programme).When(Farid, Privacy).Only<PrivacyStatementWritten>();
        Assert.That(written.Controller, Is.EqualTo("Kommunen"));
        Assert.That(written.Bases.Select(basis => (basis.Purpose, basis.Basis)), Is.EqualTo(PrivacyPurposes.All.Select(purpose => (purpose, purpose == "letters" ? "Allmänt intresse" : ""))));
        Given(Walk.Programme).When(Elin, Privacy).IsRefused(Refusals.Members.AdministratorsOnly);
        Given(Walk.Programme).When(Farid, Privacy with { Language = "fi" }).IsRefused(Refusals.Programmes.LanguageUnknown);
        Given(Walk.Programme).When(Farid, Privacy with { Officer = new string('a', 1001) }).IsRefused(Refusals.Texts.TooLong, 1000);
        Given().When(Farid, Privacy).IsRefused(Refusals.Programmes.Unknown);
    }

    [Test]
    public void What_says_the_same_as_before_is_no_new_version()
    {
        var written = Given(Walk.Programme).When(Farid, Privacy).Only<PrivacyStatementWritten>();
        Given([.. Walk.Programme, written]).When(Farid, Privacy).Happens();
        var accessible = Given(Walk.Programme).When(Farid, Accessibility).Only<AccessibilityStatementWritten>();
        Given([.. Walk.Programme, accessible]).When(Farid, Accessibility).Happens();
        Assert.That(Given([.. Walk.Programme, accessible]).When(Farid, Accessibility with { Contact = "Ring" }).Only<AccessibilityStatementWritten>().Contact, Is.EqualTo("Ring"));
    }

    [Test]
    public void No_test_was_made_tomorrow() =>
        Given(Walk.Programme).When(Farid, Accessibility with { TestedOn = new DateOnly(2027, 3, 11) }).IsRefused(Refusals.Statements.TestAhead);
}
