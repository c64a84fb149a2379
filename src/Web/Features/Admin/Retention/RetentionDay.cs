using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>Once a day, in every programme: what has aged by its rules goes, and the proof is written.</summary>
public sealed class RetentionDay(Views views, ProgrammeDirectory programmes, RetentionRuns runs) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = new List<Exception>();
        foreach (var slug in await views.Everywhere.Column<string>("select slug from programme order by slug"))
            try
            {
                if (await programmes.Find(slug) is { } here) await runs.Run(here, here.Local(now), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // One programme's trouble is no reason to keep what another one promised to let go.
                failed.Add(e);
            }

        if (failed.Count > 0) throw new AggregateException(failed);
    }
}
