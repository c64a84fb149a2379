namespace Activation.Web.Platform.Access;

/// <summary>
/// The second lock on the tables beside the log, on one page: of what belongs to a programme the role that pages read by sees the rows of that one. A
/// table with a programme that is missing here fails a test.
/// </summary>
public static class HubLocks
{
    /// <summary>What pages read in a programme.</summary>
    public static IReadOnlyList<string> Read { get; } =
    [
        "hub.draft", "hub.nudge", "hub.came_by", "hub.story_draft", "hub.story_ask", "hub.picture", "hub.share_picture", "hub.walk_guest", "hub.work", "hub.invitation", "hub.webhook",
        "hub.webhook_delivery", "hub.rules_preview", "hub.retention_run", "hub.baseline_round", "hub.baseline_seat", "hub.baseline_ask", "hub.baseline_answer",
    ];

    /// <summary>What no page reads by its programme: links are found by what they hash to, before anybody knows where they lead; with the rest only the house works.</summary>
    public static IReadOnlyList<string> Shut { get; } = ["hub.deed_link", "hub.consent_link", "hub.baseline_waiting", "hub.retention_due", "hub.invitation_letter"];

    /// <summary>Of people, who are of no programme, what pages join with. Names they had before are for those alone who make somebody forgotten.</summary>
    static readonly string[] OfPeople = ["person", "name", "email", "phone", "language"];

    /// <summary>Run when the tables are there.</summary>
    public static string Ddl =>
        Listeners.OneProgramme.Into("hub") + Listeners.OneProgramme.OpenTo("hub.person", OfPeople)
        + string.Concat(Read.Select(Listeners.OneProgramme.On)) + string.Concat(Shut.Select(Listeners.OneProgramme.Shut));
}
