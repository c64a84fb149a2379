using System.Collections.Immutable;

namespace Activation.Domain.Comments;

/// <summary>One comment, or an answer to one.</summary>
/// <param name="Thread">What it answers; null when it began by itself.</param>
/// <param name="Reporters">Everybody who reported it since it was last answered that it may stand, each once.</param>
/// <param name="IsReported">Somebody has, and nobody has answered that.</param>
/// <param name="Hiding">Null while it is shown.</param>
public sealed record Comment(
    Guid Id, Guid Initiative, Guid? Activity, Guid? Story, Guid? Thread, Guid Author, bool IsRemoved, ImmutableHashSet<Guid> Reporters, bool IsReported, Hiding? Hiding)
{
    public static Comment None { get; } =
        new(Guid.Empty, Guid.Empty, null, null, null, Guid.Empty, IsRemoved: false, [], IsReported: false, null);

    /// <summary>What an answer to it joins.</summary>
    public Guid Head => Thread ?? Id;

    public static Comment Evolve(Comment state, object @event) => @event switch
    {
        CommentPosted e => state with
        {
            Id = e.Comment,
            Initiative = e.Initiative,
            Activity = e.Activity,
            Story = e.Story,
            Thread = e.Thread,
            Author = e.Author,
        },
        CommentRemoved => state with { IsRemoved = true },
        CommentReported e => state with { Reporters = state.Reporters.Add(e.By), IsReported = true },
        ReportsSetAside => state with { IsReported = false, Reporters = [] },
        CommentHidden e => state with { IsReported = false, Hiding = new(e.By, Appeal.None) },
        HidingAppealed => state with { Hiding = state.Hiding! with { Appeal = Appeal.Open } },
        HidingUpheld => state with { Hiding = state.Hiding! with { Appeal = Appeal.Upheld } },
        CommentShownAgain => state with { Hiding = null, Reporters = [] },
        _ => state,
    };
}

/// <param name="By">Who hid it: another person answers an appeal.</param>
public sealed record Hiding(Guid By, Appeal Appeal);

/// <summary>What its author said to that it was hidden, and what came of it.</summary>
public enum Appeal
{
    None,
    Open,
    Upheld,
}
