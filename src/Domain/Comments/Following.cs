using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Comments;

public sealed record FollowTopic;

public sealed record UnfollowTopic;

/// <summary>What a member said about being told of one thing.</summary>
/// <param name="Follows">Null when they said nothing: then it is so for who has a part in it, and for nobody else.</param>
public sealed record FollowChoice(bool? Follows)
{
    public static FollowChoice None { get; } = new((bool?)null);

    public static FollowChoice Evolve(FollowChoice state, object @event) => @event switch
    {
        TopicFollowed => new(true),
        TopicUnfollowed => new(false),
        _ => state,
    };
}

/// <summary>Whoever wants to be told what comes of an initiative or a story says so, and no longer when they no longer want it.</summary>
public static class Following
{
    public static Decision Follow(Topic topic, FollowChoice choice, FollowTopic command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? topic.Closed
        ?? (choice.Follows == true ? Decision.Accept() : Decision.Accept(new TopicFollowed(topic.Initiative, actor.Member, topic.Story)));

    /// <summary>Also of what is over, or is shown no longer, and by who only looks by now.</summary>
    public static Decision Stop(Topic topic, FollowChoice choice, UnfollowTopic command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(topic.Initiative != Guid.Empty, Refusals.Initiatives.Unknown)
        ?? (choice.Follows == false ? Decision.Accept() : Decision.Accept(new TopicUnfollowed(topic.Initiative, actor.Member, topic.Story)));
}
