using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>Everything that people wrote around an initiative and that still stands in the log, also where no page shows it any longer.</summary>
public sealed class Written(Views views, IEventStore log, EventTypes types)
{
    const int AtOnce = 200;

    /// <param name="reader">Who takes it out.</param>
    public async Task<IReadOnlyList<WrittenText>> Around(InitiativeCard card, Guid reader, CancellationToken cancellationToken)
    {
        var streams = await Streams(card, cancellationToken);
        var found = new List<WrittenText>();
        foreach (var some in streams.Chunk(AtOnce))
            foreach (var stream in await Deadline.For(log.ReadStreams([.. some.Select(name => new StreamPart(name))], cancellationToken)))
                found.AddRange(WrittenText.For(reader, stream, types));
        return [.. found.OrderByDescending(text => text.Position)];
    }

    async Task<IReadOnlyList<string>> Streams(InitiativeCard card, CancellationToken cancellationToken)
    {
        var id = new { card.Initiative };
        var streams = new List<string> { StreamNames.Initiative(card.Initiative).Name };
        foreach (var pledge in await views.Many<PledgeOf>("select coalesce(origin, initiative) as initiative, member from pledge where initiative = @Initiative and offer <> ''", id))
            streams.Add(StreamNames.Pledge(pledge.Initiative, pledge.Member).Name);
        foreach (var rating in await views.Many<RatingOf>("select activity, member from rating where initiative = @Initiative and note <> ''", id))
            streams.Add(StreamNames.Rating(rating.Activity, rating.Member).Name);
        // What was said, and an offer that was taken back or a note that was written over: these are in no row of their own any longer.
        streams.AddRange(await views.Column<string>("select distinct stream from side_text where initiative = @Initiative", id));
        foreach (var story in await views.Column<Guid>("select story from story where initiative = @Initiative", id)) streams.Add(StreamNames.Story(story).Name);
        // Why an activity was cancelled is also why its course was called off.
        foreach (var walk in await views.Column<Guid>("select walk from walk where course ->> 'initiative' = @Initiative::text", id)) streams.Add(StreamNames.Walk(walk).Name);
        return [.. streams.Distinct()];
    }

    /// <param name="Initiative">Where it was given.</param>
    sealed record PledgeOf(Guid Initiative, Guid Member);

    sealed record RatingOf(Guid Activity, Guid Member);
}
