using Activation.Domain.Comments;
using Activation.Domain.Courses;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Courses;

/// <summary>
/// A work is taken back, by whoever made it or because its time is over: the story of it is shown no longer in the same breath, then its words go from the
/// log and its pictures from the database. Repeating what was cut off does no harm.
/// </summary>
public sealed class TakingBack(
    Views views, Streams streams, ReadModels readModels, WorkShelf works, NamedPeople named, PictureStore pictures, TextRemoval texts, IEventStore log, EventTypes types)
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    sealed record Theirs(Guid Work, Guid Programme);

    public Task<Outcome> TakeBack(Guid programme, Guid work, DateTimeOffset now) => TakeBack(programme, work, now, Submitting.Withdraw);

    /// <summary>Ends what was cut off: it is withdrawn, and something of it is still kept. What was handed in anew meanwhile stays.</summary>
    public async Task Finish(DateTimeOffset now)
    {
        foreach (var one in await views.Everywhere.Many<Theirs>("select k.work, k.programme from hub.work k join course_work c using (work) where c.step = 'withdrawn'"))
            await TakeBack(one.Programme, one.Work, now, work =>
                work.Step == WorkStep.Withdrawn ? Domain.Decision.Accept() : Domain.Decision.Refuse(Domain.Refusals.Works.Unknown));
    }

    async Task<Outcome> TakeBack(Guid programme, Guid work, DateTimeOffset now, Func<Work, Domain.Decision> withdraw)
    {
        // Whoever asked for it may go: it is ended without them.
        Deadline.Lift();
        var writer = new Writer(programme, null, now, Guid.CreateVersion7());
        // Before anything is written about it: whoever is cut off afterwards finds by it what is left to be done.
        var kept = await views.In(programme).One<KeptWork>("select * from hub.work where programme = @programme and work = @work", new { programme, work });
        var outcome = await streams.Decide(StreamNames.Work(work), writer, withdraw);
        if (outcome is not Done || kept is null) return outcome;
        var hidden = await Untell(work, kept.Person ?? WorkShelf.MakerOf(work), writer);
        if (hidden is not Done told) return hidden;
        await works.Remove(work);
        if (kept.Picture is { } picture) await pictures.Forget(programme, [picture]);
        return told.Changed ? told : outcome;
    }

    /// <summary>Somebody is forgotten: what they made goes with them.</summary>
    public async Task Of(Guid person, DateTimeOffset now)
    {
        var theirs = await views.Everywhere.Many<Theirs>(
            "select work, programme from hub.work where person = @person or seat = @person or email = (select lower(email) from hub.person where person = @person)", new { person });
        foreach (var one in theirs) await TakeBack(one.Programme, one.Work, now);
    }

    /// <summary>What was said about it goes with it: handed in anew it would stand below another text.</summary>
    async Task Hush(Guid story, Guid person, Writer writer)
    {
        foreach (var comment in await views.In(writer.Programme).Column<Guid>("select comment from comment where story = @story", new { story }))
        {
            var said = StreamNames.Comment(comment);
            await streams.Decide(said, writer with { Command = Guid.CreateVersion7() }, state =>
                state.IsRemoved ? Domain.Decision.Accept() : Domain.Decision.Accept(new CommentRemoved(state.Initiative, comment, person, story)));
            var words = (await log.ReadStream(said.Name, 0)).SelectMany(recorded => WrittenText.In(recorded, types)).Select(text => text.Place).ToList();
            if (words.Count > 0) await texts.Remove(words, null, writer.Now, CancellationToken.None);
        }
    }

    /// <summary>Nothing is told of it, and nothing that was written about it is left: neither in its story nor beside the work.</summary>
    /// <param name="person">Who made it.</param>
    /// <returns>When it was nowhere to be seen.</returns>
    public async Task<Outcome> Untell(Guid work, Guid person, Writer writer)
    {
        Deadline.Lift();
        var (stream, story) = (StreamNames.Story(WorkShelf.StoryOf(work)), WorkShelf.StoryOf(work));
        var outcome = await streams.Decide(stream, writer, state => Retelling.TakeBack(state, person, writer.Now));
        // It is nowhere to be seen from here on; what follows takes the words out of what is kept.
        if (outcome is Done done) await readModels.WaitFor(done.Position, OwnChange);
        await named.Release(story, person);
        await Hush(story, person, writer);
        await views.Execute("delete from hub.story_draft where story = @story", new { story });
        IEnumerable<Recorded> written = [.. await log.ReadStream(stream.Name, 0), .. await log.ReadStream(StreamNames.Work(work).Name, 0)];
        var words = written.SelectMany(recorded => WrittenText.In(recorded, types)).Select(text => text.Place).ToList();
        if (words.Count > 0) await texts.Remove(words, null, writer.Now, CancellationToken.None);
        return outcome;
    }
}
