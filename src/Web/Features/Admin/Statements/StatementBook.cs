using Activation.Domain.Statements;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Admin.Statements;

/// <summary>What a programme's organisation says of itself, in the reader's language or, where that is not written, in another one.</summary>
/// <param name="Privacy">Null when nobody has written it in any language.</param>
/// <param name="Rules">How long things are kept: the rules themselves, so that the page cannot promise something else.</param>
public sealed record StatementOf(
    ProgrammeView Here, PrivacyStatementRow? Privacy, AccessibilityStatementRow? Accessibility, IReadOnlyList<HeldRule> Rules);

/// <summary>The statements and their versions.</summary>
public sealed class StatementBook(Views views, RetentionBook retention)
{
    public async Task<StatementOf> Of(ProgrammeView here, string language) => new(
        here, Best(await NewestPrivacy(here.Id), here, language, row => row.Language), Best(await NewestAccessibility(here.Id), here, language, row => row.Language),
        await retention.Of(here.Id));

    /// <summary>All versions in one language, the newest first.</summary>
    public Task<IReadOnlyList<PrivacyStatementRow>> PrivacyVersions(Guid programme, string language) => views.In(programme).Many<PrivacyStatementRow>(
        "select * from privacy_statement where programme = @programme and language = @language order by version desc", new { programme, language });

    public Task<IReadOnlyList<AccessibilityStatementRow>> AccessibilityVersions(Guid programme, string language) => views.In(programme).Many<AccessibilityStatementRow>(
        "select * from accessibility_statement where programme = @programme and language = @language order by version desc", new { programme, language });

    /// <summary>What nobody has filled in yet, as text keys, by language of the programme. What stands for every country is not asked for.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Missing(ProgrammeView here)
    {
        var (privacy, accessibility) = (await NewestPrivacy(here.Id), await NewestAccessibility(here.Id));
        return here.Card.Languages.ToDictionary(language => language, language => (IReadOnlyList<string>)
        [
            .. Missing(privacy.FirstOrDefault(row => row.Language == language)), .. Missing(accessibility.FirstOrDefault(row => row.Language == language)),
        ]);
    }

    static IEnumerable<string> Missing(PrivacyStatementRow? row)
    {
        if (row is not { Controller.Length: > 0 }) yield return "statements.controller";
        if (row is not { Officer.Length: > 0 }) yield return "statements.officer";
        foreach (var purpose in PrivacyPurposes.All.Where(purpose => string.IsNullOrEmpty(row?.BasisOf(purpose)))) yield return $"statements.basis-{purpose}";
        if (row is not { Receivers.Length: > 0 }) yield return "statements.receivers";
    }

    static IEnumerable<string> Missing(AccessibilityStatementRow? row)
    {
        if (row is not { Shortcomings.Length: > 0 }) yield return "statements.shortcomings";
        if (row?.TestedOn is null) yield return "statements.tested-on";
        if (row is not { TestedBy.Length: > 0 }) yield return "statements.tested-by";
        if (row is not { Contact.Length: > 0 }) yield return "statements.contact";
    }

    Task<IReadOnlyList<PrivacyStatementRow>> NewestPrivacy(Guid programme) => views.In(programme).Many<PrivacyStatementRow>(
        "select distinct on (language) * from privacy_statement where programme = @programme order by language, version desc", new { programme });

    Task<IReadOnlyList<AccessibilityStatementRow>> NewestAccessibility(Guid programme) => views.In(programme).Many<AccessibilityStatementRow>(
        "select distinct on (language) * from accessibility_statement where programme = @programme order by language, version desc", new { programme });

    // The programme's own language comes before others: it is what the organisation has thought through.
    static T? Best<T>(IReadOnlyList<T> rows, ProgrammeView here, string language, Func<T, string> languageOf) where T : class =>
        here.Card.Languages.Prepend(language).Concat(Platform.Look.Languages.All.Select(one => one.Code))
            .Select(code => rows.FirstOrDefault(row => languageOf(row) == code)).FirstOrDefault(row => row is not null);
}
