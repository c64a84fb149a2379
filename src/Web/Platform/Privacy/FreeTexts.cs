namespace Activation.Web.Platform.Privacy;

/// <summary>Where in the log people have written in their own words. Only this can be taken out of it.</summary>
public static class FreeTexts
{
    static readonly string[] Idea = ["title", "description", "values.how", "metrics.mechanism"];

    static readonly string[] Plan =
    [
        "plan.title", "plan.what", "plan.responsible", "plan.when", "plan.place", "plan.firstStep", "plan.successSign", "plan.resources", "plan.link",
    ];

    static readonly string[] Challenge = ["title", "text"];

    static readonly string[] Reason = ["reason"];

    static readonly string[] Name = ["name"];

    /// <summary>Stored event name to the fields that hold somebody's words.</summary>
    public static IReadOnlyDictionary<string, string[]> ByEvent { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["programme-started"] = ["name", "organisation"],
        ["programme-described"] = ["name", "organisation"],
        ["municipality-joined"] = Name,
        ["municipality-changed"] = Name,
        ["core-value-named"] = ["name", "meaning"],
        ["focus-area-named"] = Name,
        ["network-listed"] = Name,
        ["goal-area-named"] = ["name", "motto"],
        ["goal-set"] = ["text"],
        ["metric-defined"] = ["text", "sourceText", "strategy"],
        ["challenge-set"] = Challenge,
        ["challenge-changed"] = Challenge,
        ["vision-written"] = ["text", "source"],
        ["stage-planned"] = ["theme"],
        ["scoring-rules-set"] = Reason,
        ["project-archived"] = ["name", "note"],
        ["roles-changed"] = Reason,
        ["challenge-dropped"] = Reason,
        ["member-shut-out"] = Reason,
        ["member-let-in"] = Reason,
        ["member-signed-out"] = Reason,
        ["member-key-taken-back"] = Reason,
        ["initiative-proposed"] = Idea,
        ["initiative-reworded"] = Idea,
        ["activity-planned"] = Plan,
        ["activity-plan-changed"] = Plan,
        ["concretisation-corrected"] = Reason,
        ["activity-approved"] = Reason,
        ["activity-returned"] = Reason,
        ["activity-declined"] = Reason,
        ["activity-scheduled"] = ["responsible", "place"],
        ["activity-carried-out"] = ["note"],
        ["activity-cancelled"] = Reason,
        ["activity-pictured"] = ["alt"],
        ["help-asked"] = ["note"],
        ["initiative-parked"] = Reason,
        ["initiative-withdrawn"] = Reason,
        ["initiative-merged"] = Reason,
        ["initiative-split-off"] = Reason,
        ["pledge-made"] = ["offer"],
        ["outcome-rated"] = ["note"],
        ["comment-posted"] = ["text"],
        ["comment-reported"] = ["words"],
        ["reports-set-aside"] = Reason,
        ["comment-hidden"] = Reason,
        ["hiding-appealed"] = ["words"],
        ["hiding-upheld"] = Reason,
        ["comment-shown-again"] = Reason,
        ["metric-value-recorded"] = ["source"],
        ["metric-value-corrected"] = ["source", "reason"],
        ["metric-signed-off"] = ["comment"],
        ["text-removed"] = Reason,
        ["words-removed"] = Reason,
        ["retention-rule-set"] = Reason,
        ["privacy-statement-written"] = ["controller", "officer", "bases.basis", "receivers", "authority"],
        ["accessibility-statement-written"] = ["shortcomings", "testedBy", "contact", "authority"],
        // Made of the title of what was done.
        ["story-drafted"] = ["slug"],
        ["story-written"] = ["title", "lead", "body", "time", "cost"],
        ["story-lesson-written"] = ["learnt"],
        ["story-pictured"] = ["alt", "credit"],
        ["story-picture-changed"] = ["alt", "credit"],
        ["story-film-set"] = ["title", "address"],
        ["story-declined"] = Reason,
        ["story-returned"] = Reason,
        ["story-unpublished"] = Reason,
        ["walk-planned"] = ["title", "text", "place"],
        ["walk-moved"] = ["place"],
        ["walk-cancelled"] = Reason,
        ["course-offered"] = ["languages"],
        ["work-declined"] = Reason,
    };

    /// <summary>
    /// What programmes and municipalities are called: every page says it. An erasure leaves it and tells an administrator where it names somebody; whoever has written
    /// it anew takes the old words out of the log.
    /// </summary>
    static readonly HashSet<string> Names = new(["programme-started", "programme-described", "municipality-joined", "municipality-changed"], StringComparer.Ordinal);

    /// <summary>An erasure takes it out by itself.</summary>
    /// <param name="kind">The stored name of an event.</param>
    public static bool MayGo(string kind) => ByEvent.ContainsKey(kind) && !Names.Contains(kind);

    /// <summary>Every other field that holds letters, by the reason why nobody's words are in it. Where one names somebody all the same, an erasure tells an administrator.</summary>
    public static IReadOnlyDictionary<string, string[]> NoWords { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["keys of municipalities"] =
        [
            "score-goal-set.municipality", "municipality-joined.municipality", "municipality-changed.municipality", "municipality-moved.municipality", "challenge-reached.last",
            "walk-planned.municipality", "member-enrolled.municipality", "member-moved.municipality", "deputy-appointed.municipality", "deputy-released.municipality",
            "metric-defined.responsible", "metric-defined.coResponsible", "metric-value-recorded.municipality", "metric-value-corrected.municipality",
            "metric-signed-off.municipality", "initiative-proposed.municipality", "initiative-proposed.partners", "activity-planned.municipality",
            "example-declined.municipality", "vote-cast.municipality", "pledge-made.municipality", "pledge-withdrawn.municipality", "story-drafted.municipality",
            "story-declined.municipality", "story-published.municipality",
        ],
        ["keys of values, focus areas and metrics, and what metrics are measured in"] =
        [
            "core-value-named.value", "focus-area-named.focusArea", "stage-planned.value", "challenge-set.aim.value", "challenge-set.aim.focusArea",
            "challenge-changed.aim.value", "challenge-changed.aim.focusArea", "metric-defined.number", "metric-defined.unit", "metric-value-recorded.number",
            "metric-value-corrected.number", "metric-signed-off.number", "initiative-proposed.focusAreas", "initiative-proposed.values.value",
            "initiative-proposed.metrics.metric", "initiative-reworded.focusAreas", "initiative-reworded.values.value", "initiative-reworded.metrics.metric",
        ],
        ["languages and time zones"] =
        [
            "programme-started.languages", "programme-started.timeZone", "programme-described.languages", "privacy-statement-written.language",
            "accessibility-statement-written.language", "story-written.language", "story-lesson-written.language", "story-consent-recorded.language",
        ],
        ["addresses of programmes and of receivers, which others hold"] =
        [
            "programme-started.slug", "webhook-added.host", "webhook-changed.host", "webhook-secret-renewed.host", "webhook-stopped.host", "webhook-resumed.host",
            "webhook-removed.host",
        ],
        ["made by us: kinds, versions, and keys of what something was about"] =
        [
            "scoring-rules-set.rules.version", "scoring-rules-set.insteadOf", "stage-closed.definition", "municipality-joined.label.anchor", "words-removed.from", "webhook-added.kinds",
            "webhook-changed.kinds", "event-masked.fields", "nudge-fell-due.object", "nudge-fell-due.period", "privacy-statement-written.bases.purpose",
        ],
    };

    /// <summary>What stands where a title was taken out: a link needs something to hold on to.</summary>
    public static string Title(string title) => title.Length == 0 ? "[…]" : title;

    /// <summary>What need not be there is not, where it was taken out.</summary>
    public static string? Note(string? note) => note is "" ? null : note;
}
