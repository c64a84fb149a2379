using System.Globalization;

namespace Activation.Domain.Nudges;

/// <summary>What a rule found to be due.</summary>
/// <param name="Object">What it is about: <c>activity:{id}</c>, <c>initiative:{id}</c>, … (<see cref="NudgeObject"/>). With kind, recipient and
/// period it is the key under which a nudge goes out once and never again.</param>
/// <param name="Period">Which time it is said, or of which week: <c>1</c>, <c>2</c>, <c>2027-W10</c>.</param>
/// <param name="Municipality">Where it is about one; null for the whole programme.</param>
/// <param name="Until">Later than this it is of no use; null when it keeps.</param>
/// <param name="Args">What its texts name, as {0}, {1} …: facts, never sentences. Days are ISO dates.</param>
/// <param name="Deed">What the one tap leads to.</param>
public sealed record DueNudge(
    NudgeKind Kind, Guid Recipient, string Object, string Period, string? Municipality, DateTimeOffset? Until, IReadOnlyList<string> Args, NudgeDeed Deed);

/// <param name="Act">What it does: <see cref="NudgeAct.Look"/> only leads somewhere.</param>
/// <param name="Subject">The activity or initiative; null when it is about none.</param>
public sealed record NudgeDeed(NudgeAct Act, Guid? Subject)
{
    public static NudgeDeed Look(Guid? subject = null) => new(NudgeAct.Look, subject);
}

/// <summary>The one tap of a nudge.</summary>
public enum NudgeAct
{
    /// <summary>Lead to the page that it is about.</summary>
    Look,

    /// <summary>Write on, or submit, a plan.</summary>
    Plan,

    /// <summary>Say who, when and where.</summary>
    Schedule,

    /// <summary>On track, needs help, or another date.</summary>
    TellHow,

    /// <summary>Say that it is done.</summary>
    Done,

    /// <summary>Say what came of it, 1–5.</summary>
    Rate,

    /// <summary>Answer the queue.</summary>
    Answer,

    /// <summary>Say whether it lives: yes, partly, no.</summary>
    StillAlive,

    /// <summary>Choose how often one hears from us.</summary>
    Choose,
}

/// <summary>What a nudge is about, as a key.</summary>
public static class NudgeObject
{
    /// <summary>The person who is told: once in a life, or once a period, across programmes.</summary>
    public const string Oneself = "person";

    public static string Activity(Guid activity) => $"activity:{activity}";

    public static string Initiative(Guid initiative) => $"initiative:{initiative}";

    /// <summary>What is said and done about an initiative or a story.</summary>
    public static string Talk(Guid thing) => $"talk:{thing}";

    public static string Story(Guid story) => $"story:{story}";

    public static string Member(Guid programme) => $"member:{programme}";

    // Keys of municipalities and numbers of metrics are another programme's as well.
    public static string Municipality(Guid programme, string municipality) => $"municipality:{programme}/{municipality}";

    public static string Metric(Guid programme, string number) => $"metric:{programme}/{number}";

    public static string FollowUp(Guid programme, int year) => string.Create(CultureInfo.InvariantCulture, $"follow-up:{programme}/{year}");

    /// <summary>The id in it; null when it is about no single thing.</summary>
    public static Guid? IdOf(string @object) =>
        Guid.TryParse(@object.AsSpan(@object.IndexOf(':', StringComparison.Ordinal) + 1), out var id) ? id : null;
}
