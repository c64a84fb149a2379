using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Web.Platform;

namespace Activation.Web.Features.Comments;

/// <summary>Where people talk: at an initiative and its activities, or at the story that is told of it.</summary>
public sealed record Spot(Guid Initiative, Guid? Story = null)
{
    /// <summary>What is followed.</summary>
    public Guid Thing => Story ?? Initiative;
}

/// <summary>What members do where people talk: asked for by pages and by programs.</summary>
public static class TalkActs
{
    /// <param name="comment">Its number, which follows from the sending: sent twice it is written once.</param>
    /// <param name="activity">Which activity it is about; an answer is about what it answers.</param>
    public static async Task<Outcome> Say(this Hand hand, Spot spot, Guid comment, string text, Guid? activity, Guid? answers, IReadOnlyList<Guid>? mentioned = null)
    {
        var answered = answers is { } one ? await hand.Read(StreamNames.Comment(one)) : Comment.None;
        var command = new PostComment(comment, text, answers, mentioned);
        return await hand.About(
            spot, comment, answers is null ? activity : answered.Activity, (topic, state, actor, now) => Commenting.Post(topic, answered, state, command, actor, now));
    }

    public static Task<Outcome> RemoveComment(this Hand hand, Spot spot, Guid comment) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Commenting.Remove(topic, state, new RemoveComment(), actor, now));

    public static Task<Outcome> Report(this Hand hand, Spot spot, Guid comment, ReportWhy why, string? words) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Moderating.Report(topic, state, new ReportComment(why, words), actor, now));

    public static Task<Outcome> Hide(this Hand hand, Spot spot, Guid comment, string? reason) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Moderating.Hide(topic, state, new HideComment(reason ?? ""), actor, now));

    public static Task<Outcome> SetAside(this Hand hand, Spot spot, Guid comment, string? reason) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Moderating.SetAside(topic, state, new SetReportsAside(reason ?? ""), actor, now));

    public static Task<Outcome> AppealIt(this Hand hand, Spot spot, Guid comment, string? words) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Moderating.AppealIt(topic, state, new AppealHiding(words ?? ""), actor, now));

    public static Task<Outcome> Uphold(this Hand hand, Spot spot, Guid comment, string? reason) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Moderating.Uphold(topic, state, new UpholdHiding(reason ?? ""), actor, now));

    public static Task<Outcome> Show(this Hand hand, Spot spot, Guid comment, string? reason) => hand.About(
        spot, comment, null, (topic, state, actor, now) => Moderating.Show(topic, state, new ShowAgain(reason ?? ""), actor, now));

    public static Task<Outcome> React(this Hand hand, Spot spot, Guid comment, ReactionKind kind) => hand.Reacting(
        spot, comment, (topic, said, given, actor, now) => Domain.Comments.Reacting.Give(topic, said, given, new GiveReaction(kind), actor, now));

    public static Task<Outcome> Unreact(this Hand hand, Spot spot, Guid comment, ReactionKind kind) => hand.Reacting(
        spot, comment, (topic, said, given, actor, now) => Domain.Comments.Reacting.TakeBack(topic, said, given, new TakeReactionBack(kind), actor, now));

    public static async Task<Outcome> Follow(this Hand hand, Spot spot)
    {
        var topic = await hand.Streams.TopicOf(spot);
        return await hand.Decide(StreamNames.Follow(spot.Thing, hand.Me.Member), (choice, actor, now) => Following.Follow(topic, choice, new FollowTopic(), actor, now));
    }

    public static async Task<Outcome> Unfollow(this Hand hand, Spot spot)
    {
        var topic = await hand.Streams.TopicOf(spot);
        return await hand.Decide(StreamNames.Follow(spot.Thing, hand.Me.Member), (choice, actor, now) => Following.Stop(topic, choice, new UnfollowTopic(), actor, now));
    }

    /// <summary>What is talked about at a spot, as those who look at it may talk about it.</summary>
    public static async Task<Topic> TopicOf(this Streams streams, Spot spot) => spot.Story is { } story
        ? Topic.Of(await streams.Read(StreamNames.Story(story)))
        : Topic.Of(await streams.Read(StreamNames.Initiative(spot.Initiative)));

    static async Task<Outcome> Reacting(this Hand hand, Spot spot, Guid comment, Func<Topic, Comment, Reactions, Actor, DateTimeOffset, Decision> decide)
    {
        var topic = await hand.Streams.TopicOf(spot);
        return await hand.Decide(
            StreamNames.Reactions(comment, hand.Me.Member), StreamNames.Comment(comment),
            (given, said, actor, now) => decide(spot.Story is null ? topic with { Activity = said.Activity } : topic, said, given, actor, now));
    }

    /// <summary>Decides about one comment in the light of what it is about.</summary>
    static Task<Outcome> About(this Hand hand, Spot spot, Guid comment, Guid? activity, Func<Topic, Comment, Actor, DateTimeOffset, Decision> decide) => spot.Story is { } story
        ? hand.Decide(StreamNames.Comment(comment), StreamNames.Story(story), (state, told, actor, now) => decide(Topic.Of(told), state, actor, now))
        : hand.Decide(
            StreamNames.Comment(comment), StreamNames.Initiative(spot.Initiative),
            (state, initiative, actor, now) => decide(Topic.Of(initiative, state.Activity ?? activity), state, actor, now));
}
