using System.Globalization;
using Activation.Domain.Consents;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>
/// What a change of the programme came to. It stands in the row as the name of a text and what fills it in, so that each reader gets it in their language: who made
/// a closed programme everybody's reads otherwise than who put its name right.
/// </summary>
public static class AuditDetail
{
    /// <summary>In no line that people type.</summary>
    const char Between = '\t';

    /// <summary>Null for what has none of its own.</summary>
    public static string? Of(object data) => data switch
    {
        ProgrammeStarted e => Described(e.Public, FreeTexts.Title(e.Name), FreeTexts.Title(e.Organisation), e.Languages),
        ProgrammeDescribed e => Described(e.Public, FreeTexts.Title(e.Name), FreeTexts.Title(e.Organisation), e.Languages),
        RulesSet { VoteBudget: { } budget } e => Made("rules", e.VotingDays, budget),
        RulesSet e => Made("rules-free", e.VotingDays),
        QuietWeeksSet { From: { } from, To: { } to } => Made("quiet", from, to),
        QuietWeeksSet => Made("quiet-none"),
        StoryReviewSet e => Made(e.Wanted ? "review" : "review-none"),
        MunicipalityJoined e => Made("counted", FreeTexts.Title(e.Name), e.Population, Day(e.PopulationOn)),
        MunicipalityChanged e => Made("counted", FreeTexts.Title(e.Name), e.Population, Day(e.PopulationOn)),
        StagePlanned e => Made("stage", e.Stage, FreeTexts.Title(e.Theme), Day(e.From), Day(e.To)),
        MunicipalityMoved e => Made("placed", e.Municipality, e.Latitude, e.Longitude),
        MemberEnrolled e => Made("roles", Listed(e.Roles)),
        RolesChanged e => Made("roles-why", Listed(e.Roles), FreeTexts.Title(e.Reason)),
        RoleGranted e => Made("roles", e.Role),
        RoleRevoked e => Made("roles", e.Role),
        DeputyAppointed e => Made("municipality", e.Municipality),
        DeputyReleased e => Made("municipality", e.Municipality),
        MemberMoved e => Made("municipality", e.Municipality),
        ScoreGoalSet { Goal: { } goal } e => Made("goal", e.Municipality, goal),
        ScoreGoalSet e => Made("municipality", e.Municipality),
        RetentionRuleSet { Months: { } months } e => Made("retention", e.Kind, months, FreeTexts.Title(e.Reason)),
        RetentionRuleSet e => Made("retention-all", e.Kind, FreeTexts.Title(e.Reason)),
        ConsentGiven e => Made("consent", e.Purpose),
        ConsentWithdrawn e => Made("consent", e.Purpose),
        StageEndMoved e => Made("stage-end", e.Stage, Day(e.To)),
        StageOpened e => Made("stage-number", e.Stage),
        StageClosed e => Made("stage-number", e.Stage),
        _ => null,
    };

    /// <summary>As it is read; what was typed stands as it was typed.</summary>
    /// <param name="nameOf">What a municipality is called that is kept by its key.</param>
    public static string? Read(string? kept, Texts texts, Func<string, string> nameOf) => kept?.Split(Between) is [var key, .. var filling] && kept.Contains(Between, StringComparison.Ordinal)
        ? texts[$"audit.detail-{key}", [.. filling.SkipLast(1).Select((one, at) => Named(key, at, one, texts, nameOf))]]
        : kept;

    /// <summary>What is kept by a word of ours, as its readers call it.</summary>
    static string Named(string key, int at, string one, Texts texts, Func<string, string> nameOf) => (key, at) switch
    {
        ("placed" or "municipality" or "goal", 0) => nameOf(one),
        ("roles" or "roles-why", 0) => string.Join(", ", one.Split(' ').Select(role => texts[$"roles.{role}"])),
        ("retention" or "retention-all", 0) => texts[$"retention.kind-{one}"],
        ("consent", 0) => texts[$"consents.use-{one}"],
        ("public" or "members", 2) => string.Join(", ", one.Split(", ").Select(code => Platform.Look.Languages.All.FirstOrDefault(language => language.Code == code)?.Name ?? code)),
        _ => one,
    };

    static string Listed(IEnumerable<Role> roles) => string.Join(' ', roles);

    static string Described(bool isPublic, string name, string organisation, string[] languages) =>
        Made(isPublic ? "public" : "members", name, organisation, string.Join(", ", languages));

    // Ends with what comes between, so that one without filling is told from a line of somebody's.
    static string Made(string key, params object[] filling) =>
        string.Concat(filling.Select(one => Convert.ToString(one, CultureInfo.InvariantCulture)).Prepend(key).Select(part => $"{part}{Between}"));

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
