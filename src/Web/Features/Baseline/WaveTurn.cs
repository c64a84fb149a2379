using Activation.Domain.Baselines;
using Activation.Domain.Members;
using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Baseline;

/// <summary>Closes the wave whose last day is over, and ends what was cut off: the last answers join where it was closed, and who is asked again is let in.</summary>
public sealed class WaveTurn(Views views, ProgrammeDirectory programmes, Streams streams, Answers answers) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waves = await views.Everywhere.Many<OpenWave>(
            """
            select p.slug, w.stage, w.until_on, w.closed_at is not null as closed, r.finished is true as finished from baseline_wave w join programme p using (programme)
              left join hub.baseline_round r on r.programme = w.programme and r.stage = w.stage where r.finished is not true or w.closed_at is null
            """);
        await waves.Alone(Turn, cancellationToken);

        async Task Turn(OpenWave wave)
        {
            if (await programmes.Find(wave.Slug) is not { } here) return;
            if (wave.Closed || wave.UntilOn < here.Today(now)) await Close(here, wave.Stage, now, cancellationToken);
            else if (wave.Finished) await LetIn(here, wave.Stage, cancellationToken);
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

    /// <summary>Who was asked about a stage before, with too few answers, is let in again when the log says that it is open: what is shown may be a moment behind.</summary>
    public async Task LetIn(ProgrammeView here, int stage, CancellationToken cancellationToken)
    {
        if ((await streams.Read(StreamNames.Baseline(here.Id))).Open == stage) await answers.Reopen(here.Id, stage, cancellationToken);
    }

    /// <param name="Finished">No answer is taken.</param>
    sealed record OpenWave(string Slug, int Stage, DateOnly UntilOn, bool Closed, bool Finished);
}
