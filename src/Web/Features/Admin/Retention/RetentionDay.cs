using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>Once a day, in every programme: what has aged by its rules goes, and the proof is written. What an older copy brought back goes first, and erasures that were cut off are ended.</summary>
public sealed class RetentionDay(Views views, ProgrammeDirectory programmes, RetentionRuns runs, Erasures erasures, PutBack putBack) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = new List<Exception>();
        await Try(() => putBack.Hold(now, cancellationToken));
        await Try(() => erasures.Finish(now, cancellationToken));
        await Try(erasures.List);
        foreach (var slug in await views.Everywhere.Column<string>("select slug from programme order by slug"))
            await Try(async () =>
            {
                if (await programmes.Find(slug) is { } here) await runs.Run(here, here.Local(now), cancellationToken);
            });
        if (failed.Count > 0) throw new AggregateException(failed);

        // One programme's trouble is no reason to keep what another one promised to let go.
        async Task Try(Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failed.Add(e);
            }
        }
    }
}
