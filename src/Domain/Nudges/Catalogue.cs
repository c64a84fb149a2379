namespace Activation.Domain.Nudges;

/// <summary>What holds for a kind beside its rule.</summary>
/// <param name="Urgency">Where only some fit into a week, the most urgent go first.</param>
/// <param name="Times">How often it is said of one object to one person; null where each period is an occasion of its own.</param>
/// <param name="Most">At most so many to one person in so many days; null for no limit but the dose.</param>
/// <param name="IsAsk">It asks for something, and is open until that is done.</param>
/// <param name="IsBesideDose">Its bell counts against no dose and waits for none. So does its letter where it is owed or a verdict on one's own words; all others take room.</param>
/// <param name="IsForAll">Chance holds nobody out of it, and it is judged by no figures.</param>
/// <param name="IsOwed">People are told in any case: also who wants none, and no button says otherwise.</param>
/// <param name="IsReply">Others have said something to them: that they did something about it lately is no reason to wait.</param>
/// <param name="ComesWith">The feature without which nothing falls due; null when it is there.</param>
public sealed record KindRules(
    NudgeKind Kind, int Urgency, int? Times = 1, (int Times, int Days)? Most = null, bool IsAsk = true, bool IsBesideDose = false, bool IsForAll = false, bool IsOwed = false, bool IsReply = false,
    string? ComesWith = null);

/// <summary>All kinds, N1 to N27, on one page.</summary>
public static class Catalogue
{
    static readonly Dictionary<NudgeKind, KindRules> ByKind = new KindRules[]
    {
        new(NudgeKind.FirstAct, 3, Times: 2),
        new(NudgeKind.IdleDraft, 4, Most: (2, 30)),
        new(NudgeKind.ReadyDraft, 6),
        new(NudgeKind.WaitingApproval, 9, Times: null, Most: (2, 7)),
        new(NudgeKind.DecisionMade, 10, Times: null, IsAsk: false, IsBesideDose: true, IsForAll: true, IsOwed: true),
        new(NudgeKind.FollowedApproved, 4, Times: null, IsAsk: false),
        new(NudgeKind.SpokenTo, 6, Times: null, IsAsk: false, IsBesideDose: true, IsForAll: true, IsReply: true),
        new(NudgeKind.FollowedMoved, 3, Times: null, IsAsk: false),
        new(NudgeKind.NoPlanYet, 7),
        new(NudgeKind.DueSoon, 8),
        new(NudgeKind.Overdue, 8, Times: 2),
        new(NudgeKind.NeedsTalk, 7, Times: null, Most: (1, 7)),
        new(NudgeKind.HelpAsked, 6, Most: (1, 7), ComesWith: "pool"),
        new(NudgeKind.RateOutcome, 5, Times: 2),
        new(NudgeKind.OutcomeKnown, 4, IsAsk: false),
        new(NudgeKind.StoryWaiting, 4, Most: (2, 7)),
        new(NudgeKind.StoryHeld, 8, Times: null, IsBesideDose: true, IsForAll: true),
        new(NudgeKind.FitsYourGap, 3, Most: (2, 30)),
        new(NudgeKind.IdeaLivesOn, 3, Times: null, Most: (1, 7), IsAsk: false),
        new(NudgeKind.MunicipalitySilent, 4, Times: null, Most: (1, 28)),
        new(NudgeKind.MetricOrphan, 4, Times: null, Most: (1, 28)),
        new(NudgeKind.FollowUpOpen, 6, Times: 3),
        new(NudgeKind.PulseOpen, 5, Times: 2, ComesWith: "pulses"),
        new(NudgeKind.PulseClosed, 4, IsAsk: false, ComesWith: "pulses"),
        new(NudgeKind.ObservationsOpen, 5, Times: 2, ComesWith: "observations"),
        new(NudgeKind.StillAlive, 3, Times: null),
        new(NudgeKind.PromiseUnowned, 5, Times: 2, ComesWith: "scenes"),
        new(NudgeKind.ShareUnanswered, 6, Times: 2, ComesWith: "money"),
        new(NudgeKind.SeatVacant, 2, Times: null, Most: (1, 90), ComesWith: "networks"),
        new(NudgeKind.IntentAboveEvidence, 2, ComesWith: "involvement"),
        new(NudgeKind.WeeklyDigest, 1, Times: null, IsAsk: false),
        new(NudgeKind.FadingOut, 10, Times: null, IsAsk: false, IsForAll: true),
    }.ToDictionary(rules => rules.Kind);

    public static IReadOnlyCollection<KindRules> All => ByKind.Values;

    public static KindRules Rules(this NudgeKind kind) => ByKind[kind];
}
