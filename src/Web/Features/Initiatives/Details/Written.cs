using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>Everything that people wrote around an initiative and that still stands in the log, also where no page shows it any longer.</summary>
public sealed class Written(Views views, IEventStore log, EventTypes types)
{
    public async Task<IReadOnlyList<WrittenText>> Around(InitiativeCard card, CancellationToken cancellationToken)
    {
        var streams = await Streams(card, cancellationToken);
        var found = new List<WrittenText>();
        foreach (var stream in streams)
            found.AddRange((await log.ReadStream(stream, 0, cancellationToken)).SelectMany(recorded => WrittenText.In(recorded, types)));
        return [.. found.OrderByDescending(text => text.Position)];
    }

    async Task<IReadOnlyList<string>> Streams(InitiativeCard card, CancellationToken cancellationToken)
    {
        var id = new { card.Initiative };
        var streams = new List<string> { StreamNames.Initiative(card.Initiative).Name };
        // A comment that was removed is in no table any longer; of those that were removed before their words went along they are still in the log.
        foreach (var position in await views.Column<long>("select position from happening where initiative = @Initiative and kind = 'comment-posted'", id))
            streams.AddRange((await log.ReadLog(position - 1, 1, cancellationToken)).Select(recorded => recorded.Stream));
        foreach (var pledge in await views.Many<PledgeOf>("select coalesce(origin, initiative) as initiative, member from pledge where initiative = @Initiative and offer <> ''", id))
            streams.Add(StreamNames.Pledge(pledge.Initiative, pledge.Member).Name);
        foreach (var rating in await views.Many<RatingOf>("select activity, member from rating where initiative = @Initiative and note <> ''", id))
            streams.Add(StreamNames.Rating(rating.Activity, rating.Member).Name);
        // An offer that was taken back, or a note that was written over, is in no row of its own any longer.
        streams.AddRange(await views.Column<string>("select distinct stream from side_text where initiative = @Initiative", id));
        foreach (var story in await views.Column<Guid>("select story from story where initiative = @Initiative", id)) streams.Add(StreamNames.Story(story).Name);
        return [.. streams.Distinct()];
    }

    /// <param name="Initiative">Where it was given.</param>
    sealed record PledgeOf(Guid Initiative, Guid Member);

    sealed record RatingOf(Guid Activity, Guid Member);
}
