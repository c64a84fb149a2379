using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Domain.Members;

namespace Activation.Web.Features.Comments;

/// <summary>A comment as one reader sees it: of what was hidden nobody has the words but its author and those who answer for it.</summary>
/// <param name="By">How its author is called here.</param>
public sealed record Said(Remark Remark, string By)
{
    public bool MayRemove { get; init; }

    public bool MayAnswer { get; init; }

    public bool MayReport { get; init; }

    public bool MayHide { get; init; }

    public bool MayAppeal { get; init; }

    public bool MayReact { get; init; }

    /// <summary>The reader wrote it, or answers for what is said here.</summary>
    public bool KnowsWhy { get; init; }

    public bool HasTools => MayRemove || MayReport || MayHide;
}

/// <summary>A comment and the answers to it.</summary>
/// <param name="First">Null when it was removed and answers to it are still there.</param>
public sealed record Exchange(Guid Id, Said? First, IReadOnlyList<Said> Answers)
{
    public Guid? Activity => (First ?? Answers[0]).Remark.Activity;

    public bool MayAnswer => First?.MayAnswer == true;
}

/// <summary>What is said in one place, as one reader sees it.</summary>
/// <param name="MaySay">The reader may begin something new.</param>
public sealed record Talk(IReadOnlyList<Exchange> Exchanges, bool MaySay)
{
    const string SomeReason = "…………";

    public static Talk None { get; } = new([], MaySay: false);

    /// <summary>All of it, the oldest first.</summary>
    public IEnumerable<Said> Everything => Exchanges.SelectMany(one => one.Answers.Prepend(one.First)).OfType<Said>().OrderBy(one => one.Remark.At).ThenBy(one => one.Remark.Comment);

    /// <param name="topic">Null for who only looks.</param>
    /// <param name="called">How the author of a remark is called here.</param>
    public static Talk Of(IReadOnlyList<Remark> remarks, Topic? topic, Actor? me, DateTimeOffset now, Func<Remark, string> called)
    {
        var said = remarks.Select(remark => topic is null || me is null ? new Said(Veiled(remark), called(remark)) : Shown(remark, topic with { Activity = remark.Activity }, me, now, called(remark))).ToList();
        var answers = said.Where(one => one.Remark.Thread is not null).ToLookup(one => one.Remark.Thread!.Value);
        var begun = said.Where(one => one.Remark.Thread is null).ToDictionary(one => one.Remark.Comment);
        // Where what was answered is gone, the answers stand where it stood.
        var exchanges = said.Select(one => one.Remark.Thread ?? one.Remark.Comment).Distinct()
            .Select(id => new Exchange(id, begun.GetValueOrDefault(id), [.. answers[id]])).ToList();
        return new Talk(exchanges, topic is not null && me is not null && IsAllowed(Commenting.Post(topic, Comment.None, Comment.None, new PostComment(Guid.Empty, "…"), me, now)));
    }

    // Each answer comes from the decision itself, so that the page never offers what it would refuse.
    static Said Shown(Remark remark, Topic topic, Actor me, DateTimeOffset now, string called)
    {
        var state = StateOf(topic, remark);
        var (isAuthor, answers) = (remark.Author == me.Member, IsAllowed(Moderating.SetAside(topic, state, new SetReportsAside(SomeReason), me, now)));
        // Who reported something, and that somebody did, is not for its author to know.
        return new Said(answers ? remark : isAuthor ? remark with { Reports = [] } : Veiled(remark), called)
        {
            KnowsWhy = isAuthor || answers,
            MayRemove = IsAllowed(Commenting.Remove(topic, state, new RemoveComment(), me, now)),
            MayAnswer = remark.Thread is null && IsAllowed(Commenting.Post(topic, state, Comment.None, new PostComment(Guid.Empty, "…", remark.Comment), me, now)),
            MayReport = Does(Moderating.Report(topic, state, new ReportComment(ReportWhy.Hurtful, null), me, now)),
            MayHide = Does(Moderating.Hide(topic, state, new HideComment(SomeReason), me, now)),
            MayReact = IsAllowed(Reacting.Give(topic, state, Reactions.None, new GiveReaction(ReactionKind.Thanks), me, now)),
            MayAppeal = IsAllowed(Moderating.AppealIt(topic, state, new AppealHiding("…"), me, now)),
        };
    }

    /// <summary>That it is hidden, and nothing of what was.</summary>
    static Remark Veiled(Remark remark) => remark.IsHidden
        ? remark with { Text = "", Reports = [], Moderation = new Moderation(ModerationStep.Hidden, default, default, "", default) }
        : remark with { Reports = [], Moderation = null };

    static Comment StateOf(Topic topic, Remark remark) => new(
        remark.Comment, topic.Initiative, remark.Activity, topic.Story, remark.Thread, remark.Author, IsRemoved: false,
        [.. remark.Reports.Select(report => report.Member)], remark.Reports.Length > 0,
        remark is { IsHidden: true, Moderation: { } moderation } ? new Hiding(moderation.HiddenBy, AppealOf(moderation.Step)) : null);

    static Appeal AppealOf(ModerationStep step) => step switch
    {
        ModerationStep.Appealed => Appeal.Open,
        ModerationStep.Upheld => Appeal.Upheld,
        _ => Appeal.None,
    };

    static bool IsAllowed(Decision decision) => decision is Accepted;

    static bool Does(Decision decision) => decision is Accepted { Events.Count: > 0 };
}
