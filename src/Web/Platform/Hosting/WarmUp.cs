using System.Globalization;
using Activation.Web.Features.Journey;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform.Look;

namespace Activation.Web.Platform.Hosting;

/// <summary>Reads once, when the hub has begun to answer, what takes longest and is remembered: whoever comes first after a start does not wait for it.</summary>
public sealed class WarmUp(
    ProgrammeDirectory programmes, Views views, ScoresQuery scores, StageRates rates, LadderQuery ladder, Reels reels, TimeProvider clock, ILogger<WarmUp> logger)
{
    /// <summary>As many programmes as the memories of scores and journeys hold; those that have a stage open come first.</summary>
    const int Most = 12;

    /// <summary>
    /// One programme after another, so that those who are there already keep the most of the database. What cannot be read is left to whoever asks for it,
    /// and the next one is read all the same. A hub that goes does not wait for it.
    /// </summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            IReadOnlyList<string> slugs = [];
            await Try(async () => slugs = await Programmes().WaitAsync(stopping));
            foreach (var slug in slugs) await Try(() => Read(slug, stopping));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // When the hub goes, its database may have gone before: nobody needs to be told.
        }

        Task Try(Func<Task> read)
        {
            stopping.ThrowIfCancellationRequested();
            return EachAlone.Try(read, e => logger.LogWarning("Not all that is asked for first has been read: {Type}", e.GetType().Name), stopping);
        }
    }

    async Task<IReadOnlyList<string>> Programmes() => await views.Everywhere.Column<string>(
        """
        select slug from programme p order by exists (select from stage s where s.programme = p.programme and s.state = 'open') desc, name limit @Most
        """,
        new { Most });

    async Task Read(string slug, CancellationToken stopping)
    {
        if (await programmes.Find(slug).WaitAsync(stopping) is not { } here) return;
        Reach.Into(here.Id);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = (Languages.All.FirstOrDefault(one => here.Card.Languages.Contains(one.Code)) ?? Languages.All[0]).Culture;
        var today = here.Today(clock.GetUtcNow());
        // The longest first: whoever asks for it meanwhile waits for this reading and not for another.
        await reels.Of(here, today, asked: null, seen: -1).WaitAsync(stopping);
        await ScoreTrends.Of(scores, here, today).WaitAsync(stopping);
        if (here.OpenStage is { Stage: > 0 } open) await rates.Of(here, open, today).WaitAsync(stopping);
        await ladder.Steps(here, today).WaitAsync(stopping);
    }
}
