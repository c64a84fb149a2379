using Activation.Domain.Comments;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Comments;

/// <summary>What its author removes is gone: from every page, and its words from the log too, so that nobody reads what they themselves cannot take along.</summary>
/// <remarks>A comment that is removed is in no row any more. So only the log is asked to forget it, and nobody waits for whoever makes tables anew.</remarks>
public sealed class Unsaying(Views views, TextRemoval texts, IEventStore log, EventTypes types)
{
    // Its own text goes last: while that is there, something may be left to be done.
    const string Left = """
        select t.stream from side_text t
         where t.kind = 'comments' and t.field = 'text' and not exists (select from comment c where c.comment = right(t.stream, 32)::uuid)
        """;

    public async Task<Outcome> Remove(Hand hand, Spot spot, Guid comment)
    {
        var outcome = await hand.RemoveComment(spot, comment);
        if (outcome is not Done) return outcome;
        // It is removed: its words go, whether its author waits for that or not.
        Deadline.Lift();
        await WithoutWords(comment, hand.Me.Member, hand.Now);
        return outcome;
    }

    /// <summary>Ends what was cut off: it is removed, and its words are still there.</summary>
    public async Task Finish(DateTimeOffset now)
    {
        foreach (var stream in await views.Everywhere.Column<string>(Left)) await WithoutWords(stream, actor: null, now);
    }

    Task WithoutWords(Guid comment, Guid? actor, DateTimeOffset now) => WithoutWords(StreamNames.Comment(comment).Name, actor, now);

    /// <summary>What its author wrote in it and about it. Why it was reported or hidden is others' to say.</summary>
    async Task WithoutWords(string stream, Guid? actor, DateTimeOffset now)
    {
        var words = (await log.ReadStream(stream, 0)).Where(recorded => recorded.Data is CommentPosted or HidingAppealed).OrderByDescending(recorded => recorded.Version)
            .SelectMany(recorded => WrittenText.In(recorded, types)).Select(text => text.Place).ToList();
        await texts.Forget(words, actor, now, CancellationToken.None);
    }
}
