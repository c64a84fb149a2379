using System.Globalization;
using System.Text;
using Activation.Domain.Scoring;
using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>The first text of a story, made from what the log knows: what was done, who helped in which part, what came of it, and what it shows.</summary>
public sealed class Opening(Texts texts)
{
    public StoryText In(string language, ProgrammeView here, InitiativeCard initiative, ActivityCard activity, ScoringRules rules)
    {
        var (culture, menu) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Platform.Look.Languages.All.First(one => one.Code == Platform.Look.Languages.Ours(language)).Culture;
            return Of(here, initiative, activity, rules);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, menu);
        }
    }

    StoryText Of(ProgrammeView here, InitiativeCard initiative, ActivityCard activity, ScoringRules rules)
    {
        var body = new StringBuilder();
        void Part(string key, params IEnumerable<string?> paragraphs)
        {
            var said = string.Join("\n\n", paragraphs.Where(text => !string.IsNullOrWhiteSpace(text)));
            if (said.Length > 0) body.Append("## ").Append(texts[key]).Append("\n\n").Append(said).Append("\n\n");
        }

        Part("stories.open-what", activity.Plan.What, activity.Note);
        Part("stories.open-who", Helpers(here, initiative, activity));
        Part("stories.open-outcome", Outcome(activity, rules));
        Part("stories.open-how", Steps(activity));
        Part("stories.open-values", string.Join('\n', initiative.Values.Where(value => value.How.Length > 0).Select(value => $"- **{NameOf(here, value.Value)}**: {value.How}")));
        return new(Cut(activity.Title, Domain.Text.TitleLimit), Cut(Lead(initiative), Telling.LeadLimit), Whole(body.ToString().Trim(), Telling.BodyLimit), "", Cut(activity.Plan.Resources, Telling.FactLimit));
    }

    string Helpers(ProgrammeView here, InitiativeCard initiative, ActivityCard activity)
    {
        List<string> roles = [texts["stories.open-role-proposer", here.NameOf(initiative.Municipality)], texts["stories.open-role-coordinator", here.NameOf(activity.Municipality)]];
        if (initiative.Pledges > 0) roles.Add(texts.Count("stories.open-role-joined", initiative.Pledges));
        if (initiative.Partners.Length > 0) roles.Add(texts["stories.open-role-partners", string.Join(", ", initiative.Partners.Select(here.NameOf))]);
        if (activity.Participants > 0) roles.Add(texts.Count("stories.open-role-took-part", activity.Participants.Value));
        return string.Join('\n', roles.Select(role => $"- {role}"));
    }

    string? Outcome(ActivityCard activity, ScoringRules rules) => activity.Outcome.IsPublished(rules)
        ? texts.Count("stories.open-rated", activity.Outcome.Raters, activity.Outcome.Shown(rules).ToString("0.0", CultureInfo.CurrentCulture))
        : null;

    static string Steps(ActivityCard activity) => string.Join('\n', new[] { activity.Plan.FirstStep, activity.Plan.What }
        .Where(step => step.Length > 0).Select((step, i) => $"{i + 1}. {Domain.Text.Line(step)}"));

    static string Lead(InitiativeCard initiative) => initiative.Description.Split('\n', 2)[0];

    static string NameOf(ProgrammeView here, string value) => here.Values.FirstOrDefault(one => one.Value == value)?.Name ?? value;

    /// <summary>What is too long ends after a whole word.</summary>
    internal static string Cut(string? text, int limit)
    {
        var line = Domain.Text.Line(text);
        if (line.Length <= limit) return line;
        var at = line.LastIndexOf(' ', limit - 2);
        return Whole(line, at > 0 ? at + 2 : limit);
    }

    // Half a sign is none, and would cost the whole draft.
    static string Whole(string text, int limit) => text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 3]) ? limit - 3 : limit - 2)] + " …";
}
