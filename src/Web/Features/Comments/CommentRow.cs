using Activation.Domain.Comments;
using Activation.Store;

namespace Activation.Web.Features.Comments;

/// <summary>A comment, or an answer to one. What was removed has no row; its answers have theirs.</summary>
/// <param name="Activity">Which activity it is about; null for the initiative as a whole.</param>
/// <param name="Story">Which story it is about; then the initiative is the one that the story tells of.</param>
/// <param name="Thread">What it answers.</param>
/// <param name="Reports">Those that nobody has answered.</param>
/// <param name="Moderation">Null for one that nobody hid.</param>
/// <param name="Mentioned">Members who stand in it.</param>
public sealed record CommentRow(
    Guid Comment, Guid Programme, Guid Initiative, Guid? Activity, Guid? Story, Guid? Thread, Guid Author, string Text, DateTimeOffset At, Report[] Reports,
    Moderation? Moderation, Guid[] Mentioned);

/// <summary>That something stood here until it was removed: by it an earlier day is told as it was. Its words are gone.</summary>
public sealed record PastComment(Guid Comment, Guid Programme, Guid Author, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>Somebody says that it does not belong.</summary>
public sealed record Report(Guid Member, ReportWhy Why, string? Words, DateTimeOffset At);

/// <summary>That a comment was hidden, and what came of it.</summary>
/// <param name="By">Who did that.</param>
/// <param name="Why">Why it was hidden.</param>
/// <param name="HiddenBy">Who hid it.</param>
/// <param name="Appeal">What its author said to it.</param>
/// <param name="Verdict">What was answered to that.</param>
public sealed record Moderation(ModerationStep Step, DateTimeOffset At, Guid By, string Why, Guid HiddenBy, string? Appeal = null, string? Verdict = null)
{
    public bool IsAppealed => Step == ModerationStep.Appealed;

    /// <summary>How the appeal stands, in words: a text key.</summary>
    /// <param name="hasNobody">As things are nobody can answer it.</param>
    public string Standing(bool hasNobody) => Step == ModerationStep.Upheld ? "comments.appeal-upheld" : hasNobody ? "comments.appeal-nobody" : "comments.appeal-open";
}

public enum ModerationStep
{
    Hidden,
    Appealed,
    Upheld,
    Shown,
}

/// <summary>Everything that is said, about whatever people talk about.</summary>
public sealed class CommentProjection : IProjection
{
    public string Name => "comments";

    public int Revision => 5;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<CommentRow>("comment", "comment"), Table.Of<PastComment>("past_comment", "comment")];

    public string Ddl => """
        create table comment (comment uuid primary key, programme uuid not null, initiative uuid not null, activity uuid, story uuid, thread uuid,
          author uuid not null, text text not null, at timestamptz not null, reports jsonb not null, moderation jsonb,
          mentioned uuid[] not null);
        create table past_comment (comment uuid primary key, programme uuid not null, author uuid not null, since timestamptz not null,
          until timestamptz not null);
        create index past_comment_author on past_comment (author);
        create index comment_initiative on comment (initiative, at);
        create index comment_story on comment (story, at) where story is not null;
        create index comment_thread on comment (thread) where thread is not null;
        create index comment_author on comment (author);
        create index comment_open on comment (programme) where reports <> '[]' or moderation ->> 'step' = 'appealed';
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (IdOf(recorded.Data) is { } comment) wanted.Row<CommentRow>(comment);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is CommentPosted e)
            rows.Put(new CommentRow(e.Comment, recorded.Tenant, e.Initiative, e.Activity, e.Story, e.Thread, e.Author, e.Text, recorded.At, [], null, e.Mentioned ?? []), e.Comment);
        if (IdOf(recorded.Data) is not { } comment || rows.Find<CommentRow>(comment) is not { } row) return;
        if (recorded.Data is not CommentRemoved)
        {
            rows.Put(Evolve(row, recorded), comment);
            return;
        }

        rows.Remove<CommentRow>(comment);
        rows.Put(new PastComment(comment, row.Programme, row.Author, row.At, recorded.At), comment);
    }

    static CommentRow Evolve(CommentRow row, Recorded recorded) => recorded.Data switch
    {
        CommentReported e => row with { Reports = [.. row.Reports, new Report(e.By, e.Why, e.Words, recorded.At)] },
        ReportsSetAside => row with { Reports = [] },
        CommentHidden e => row with { Reports = [], Moderation = new(ModerationStep.Hidden, recorded.At, e.By, e.Reason, e.By) },
        HidingAppealed e => row with { Moderation = row.Moderation! with { Step = ModerationStep.Appealed, At = recorded.At, By = e.By, Appeal = e.Words } },
        HidingUpheld e => row with { Moderation = row.Moderation! with { Step = ModerationStep.Upheld, At = recorded.At, By = e.By, Verdict = e.Reason } },
        CommentShownAgain e => row with { Moderation = row.Moderation! with { Step = ModerationStep.Shown, At = recorded.At, By = e.By, Verdict = e.Reason } },
        _ => row,
    };

    /// <summary>The comment that something happened to after it was written.</summary>
    static Guid? IdOf(object data) => data switch
    {
        CommentRemoved e => e.Comment,
        CommentReported e => e.Comment,
        ReportsSetAside e => e.Comment,
        CommentHidden e => e.Comment,
        HidingAppealed e => e.Comment,
        HidingUpheld e => e.Comment,
        CommentShownAgain e => e.Comment,
        _ => null,
    };
}
