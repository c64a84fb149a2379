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
        var faults = new List<Exception>();
        await Try(() => putBack.Hold(now, cancellationToken));
        await Try(() => erasures.Finish(now, cancellationToken));
        await Try(erasures.List);
        foreach (var slug in await views.Everywhere.Column<string>("select slug from programme order by slug"))
            await Try(async () =>
            {
                if (await programmes.Find(slug) is { } here) await runs.Run(here, here.Local(now), cancellationToken);
            });
        faults.Tell();

        // One programme's trouble is no reason to keep what another one promised to let go.
        Task Try(Func<Task> act) => EachAlone.Try(act, faults.Add, cancellationToken);
    }
}
