using System.Globalization;
using Activation.Web.Features.Journey;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform.Look;

namespace Activation.Web.Platform.Hosting;

/// <summary>Reads once, when the hub has begun to answer, what takes longest and is remembered: whoever comes first after a start does not wait for it.</summary>
public sealed class WarmUp(ProgrammeDirectory programmes, Views views, ScoresQuery scores, Reels reels, TimeProvider clock, ILogger<WarmUp> logger)
{
    /// <summary>As many programmes as the memories of scores and journeys hold; those that have a stage open come first.</summary>
    const int Most = 12;

    /// <summary>One programme after another, so that those who are there already keep the most of the database. What cannot be read is left to whoever asks for it.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            foreach (var slug in await Programmes())
            {
                if (stopping.IsCancellationRequested) return;
                if (await programmes.Find(slug) is { } here) await Read(here);
            }
        }
        catch (Exception e)
        {
            // When the hub goes, its database may have gone before.
            if (!stopping.IsCancellationRequested) logger.LogWarning("Not all that is asked for first has been read: {Type}", e.GetType().Name);
        }
    }

    async Task<IReadOnlyList<string>> Programmes() => await views.Everywhere.Column<string>(
        """
        select slug from programme p order by exists (select from stage s where s.programme = p.programme and s.state = 'open') desc, name limit @Most
        """,
        new { Most });

    async Task Read(ProgrammeView here)
    {
        Reach.Into(here.Id);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = (Languages.All.FirstOrDefault(one => here.Card.Languages.Contains(one.Code)) ?? Languages.All[0]).Culture;
        var today = here.Today(clock.GetUtcNow());
        // The longest first: whoever asks for it meanwhile waits for this reading and not for another.
        await reels.Of(here, today, asked: null, seen: -1);
        await ScoreTrends.Of(scores, here, today);
    }
}
