using System.Text.RegularExpressions;

namespace Activation.Domain.Nudges;

/// <summary>Every occasion on which the hub speaks up by itself, N1 to N27 of the catalogue. Names are stored: they never change.</summary>
public enum NudgeKind
{
    /// <summary>N1: joined, and nothing done yet.</summary>
    FirstAct,

    /// <summary>N2: a draft has lain still.</summary>
    IdleDraft,

    /// <summary>N3: a draft is good enough to submit.</summary>
    ReadyDraft,

    /// <summary>N4: activities wait for an answer.</summary>
    WaitingApproval,

    /// <summary>N5: one's own activity was answered.</summary>
    DecisionMade,

    /// <summary>N6: approved, and nobody has said when and where.</summary>
    NoPlanYet,

    /// <summary>N7: a week left, and nothing heard.</summary>
    DueSoon,

    /// <summary>N8: the date has passed.</summary>
    Overdue,

    /// <summary>N9: long overdue: somebody should talk to somebody.</summary>
    NeedsTalk,

    /// <summary>N10: help is asked for that one could give.</summary>
    HelpAsked,

    /// <summary>N11: what came of what one took part in?</summary>
    RateOutcome,

    /// <summary>N12: those who took part have said what came of it.</summary>
    OutcomeKnown,

    /// <summary>N13: something went well and nobody has told.</summary>
    StoryWaiting,

    /// <summary>N14: what others did would serve a metric of one's own.</summary>
    FitsYourGap,

    /// <summary>N15: one's idea lives on elsewhere.</summary>
    IdeaLivesOn,

    /// <summary>N16: nothing heard of a municipality for a month.</summary>
    MunicipalitySilent,

    /// <summary>N17: a metric that no initiative serves.</summary>
    MetricOrphan,

    /// <summary>N18: a pulse is open.</summary>
    PulseOpen,

    /// <summary>N19: a pulse is closed: you said, we do.</summary>
    PulseClosed,

    /// <summary>N20: observations of a walk have nobody to take them.</summary>
    ObservationsOpen,

    /// <summary>N21: half a year and a year after: does it live?</summary>
    StillAlive,

    /// <summary>N22: a promise on a scene has no owner.</summary>
    PromiseUnowned,

    /// <summary>N23: a share of a cost is not answered.</summary>
    ShareUnanswered,

    /// <summary>N24: a seat in a network is empty.</summary>
    SeatVacant,

    /// <summary>N25: more is intended than is shown.</summary>
    IntentAboveEvidence,

    /// <summary>N26: the week in seven lines.</summary>
    WeeklyDigest,

    /// <summary>N27: nobody answers; we go quiet.</summary>
    FadingOut,

    // Links of letters know a kind by its place: what is new comes last.

    /// <summary>N5, for those who are in on it: it was approved, or not now, or goes on in another.</summary>
    FollowedApproved,

    /// <summary>N17, once a year: the follow-up of the metrics is open.</summary>
    FollowUpOpen,

    /// <summary>N5, where people talk: somebody answered, or wrote about what is one's own.</summary>
    SpokenTo,

    /// <summary>N5, for what one follows: it has moved.</summary>
    FollowedMoved,

    /// <summary>N13, for who set the time: a story is due, and something holds it back.</summary>
    StoryHeld,
}

/// <summary>How a kind is called where it is not code.</summary>
public static partial class NudgeKinds
{
    public static IReadOnlyList<NudgeKind> All { get; } = Enum.GetValues<NudgeKind>();

    /// <summary><c>first-act</c>: what its texts begin with, <c>nudges.first-act-subject</c>.</summary>
    public static string Kebab(this NudgeKind kind) => Hump().Replace(kind.ToString(), "-$0").ToLowerInvariant();

    /// <summary>The kind of a kebab name; null when there is none.</summary>
    public static NudgeKind? Named(string? kebab) => All.Where(kind => kind.Kebab() == kebab).Select(kind => (NudgeKind?)kind).FirstOrDefault();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hump();
}
