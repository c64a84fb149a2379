using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>Once an hour: a kind that annoys, or does nothing, is given a rest, with its reason in the log.</summary>
public sealed class NudgesJudged(Views views, ProgrammeDirectory programmes, NudgeReport report, Streams streams) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slugs = await views.Everywhere.Column<string>("select slug from programme order by slug");
        await slugs.Alone(slug => Judge(slug, now, cancellationToken), cancellationToken);
    }

    async Task Judge(string slug, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await programmes.Find(slug) is { } here) await Judge(here, here.Local(now), cancellationToken);
    }

    async Task Judge(ProgrammeView here, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (kind, figures) in await report.Of(here))
            if (figures.Verdict(kind) is { } reason)
                await streams.Decide(
                    StreamNames.NudgeKind(here.Id, kind), new Writer(here.Id, null, now, Guid.CreateVersion7()),
                    state => Pausing.Pause(state, new(kind, reason, figures.Sent, figures.OptOuts), Actor.House), cancellationToken);
    }
}
