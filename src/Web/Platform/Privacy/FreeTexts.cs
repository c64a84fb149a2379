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

    /// <summary>Stored event name to the fields that hold somebody's words.</summary>
    public static IReadOnlyDictionary<string, string[]> ByEvent { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["core-value-named"] = ["meaning"],
        ["challenge-set"] = Challenge,
        ["challenge-changed"] = Challenge,
        ["vision-written"] = ["text", "source"],
        ["stage-planned"] = ["theme"],
        ["scoring-rules-set"] = Reason,
        ["project-archived"] = ["note"],
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

    /// <summary>Words that are the programme's own: other things hang on them. They should name no person; an erasure tells an administrator where they do.</summary>
    public static IReadOnlySet<string> OfTheProgramme { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "programme-started", "programme-described", "municipality-joined", "municipality-changed", "municipality-moved", "focus-area-named", "stage-closed", "network-listed", "score-goal-set",
        "goal-area-named", "goal-set", "metric-defined", "event-masked", "member-enrolled", "member-moved", "deputy-appointed", "deputy-released",
        "vote-cast", "pledge-withdrawn", "example-declined",
        // What a nudge was about, as a key.
        "nudge-fell-due",
        "challenge-reached",
        "webhook-added", "webhook-changed", "webhook-secret-renewed", "webhook-stopped", "webhook-resumed", "webhook-removed",
        "story-published", "story-consent-recorded",
    };

    /// <summary>What stands where a title was taken out: a link needs something to hold on to.</summary>
    public static string Title(string title) => title.Length == 0 ? "[…]" : title;
}
