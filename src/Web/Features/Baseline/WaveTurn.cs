using Activation.Domain.Baselines;
using Activation.Domain.Members;
using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Baseline;

/// <summary>Closes the wave whose last day is over, and lets the last answers join where somebody was cut off while closing.</summary>
public sealed class WaveTurn(Views views, ProgrammeDirectory programmes, Streams streams, Answers answers) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waves = await views.Everywhere.Many<OpenWave>(
            """
            select p.slug, w.stage, w.until_on, w.closed_at is not null as closed from baseline_wave w join programme p using (programme)
              left join hub.baseline_round r on r.programme = w.programme and r.stage = w.stage where r.finished is not true
            """);
        await waves.Alone(Turn, cancellationToken);

        async Task Turn(OpenWave wave)
        {
            if (await programmes.Find(wave.Slug) is { } here && (wave.Closed || wave.UntilOn < here.Today(now))) await Close(here, wave.Stage, now, cancellationToken);
        }
    }

    /// <summary>In the log first: from then on nobody is let in; those who were let in before still find their place.</summary>
    public async Task<Outcome> Close(ProgrammeView here, int stage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Reach.Into(here.Id);
        var outcome = await streams.Decide(
            StreamNames.Baseline(here.Id), new Writer(here.Id, null, here.Local(now), Guid.CreateVersion7()),
            state => Asking.Close(state, new CloseBaseline(stage), Actor.House, here.Local(now)), cancellationToken);
        if (outcome is Done) await answers.Finish(here.Id, stage, cancellationToken);
        return outcome;
    }

    sealed record OpenWave(string Slug, int Stage, DateOnly UntilOn, bool Closed);
}
