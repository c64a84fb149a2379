using Activation.Domain.Comments;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Comments;

/// <summary>What its author removes is gone: from every page, and its words from the log too, so that nobody reads what they themselves cannot take along.</summary>
public sealed class Unsaying(TextRemoval texts, IEventStore log, EventTypes types)
{
    public async Task<Outcome> Remove(Hand hand, Spot spot, Guid comment)
    {
        var outcome = await hand.RemoveComment(spot, comment);
        if (outcome is not Done) return outcome;
        // It is removed: its words go, whether its author waits for that or not.
        Deadline.Lift();
        await WithoutWords(comment, hand.Me.Member, hand.Now);
        return outcome;
    }

    /// <summary>What its author wrote in it and about it. Why it was reported or hidden is others' to say.</summary>
    public async Task WithoutWords(Guid comment, Guid? actor, DateTimeOffset now)
    {
        var words = (await log.ReadStream(StreamNames.Comment(comment).Name, 0)).Where(recorded => recorded.Data is CommentPosted or HidingAppealed)
            .SelectMany(recorded => WrittenText.In(recorded, types)).Select(text => text.Place).ToList();
        if (words.Count > 0) await texts.Remove(words, actor, now, CancellationToken.None);
    }
}
