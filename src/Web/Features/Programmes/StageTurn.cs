using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Jobs;
using Activation.Web.Platform;

namespace Activation.Web.Features.Programmes;

/// <summary>Closes the stage whose last day is over, with its figures as they stood on it, and opens the one whose first day has come.</summary>
public sealed class StageTurn(Streams streams, Views views, ProgrammeDirectory programmes, StageClosing closing, ILogger<StageTurn> logger) : IJob
{
    /// <summary>So long a closing waits for the tables to show what is in the log; then the next round tries again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slugs = await views.Everywhere.Column<string>("select slug from programme order by slug");
        await slugs.Alone(Look, cancellationToken);

        async Task Look(string slug)
        {
            if (await programmes.Find(slug) is { } here) await Turn(here, here.Local(now), cancellationToken);
        }
    }

    async Task Turn(ProgrammeView here, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Reach.Into(here.Id);
        var open = here.OpenStage;
        if (open is not null && open.ToOn >= now.Today()) return;
        if (open is not null) await Close(here, open, now, cancellationToken);
        if (here.Stages.FirstOrDefault(stage => stage.State == "planned" && stage.FromOn <= now.Today() && now.Today() <= stage.ToOn) is not { } next) return;
        await Decide(here, now, state => Staging.Open(state, new OpenStage(next.Stage), Actor.House, now), cancellationToken);
    }

    async Task Close(ProgrammeView here, StageRow stage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await closing.Figures(here, stage.Stage, now.Today(), Patience, cancellationToken) is not { } close)
        {
            logger.LogWarning("Stage {Stage} of {Programme} is not closed yet: the pages do not show everything that is in the log", stage.Stage, here.Slug);
            return;
        }

        await Decide(here, now, state => Staging.Close(state, close, Actor.House, now), cancellationToken);
    }

    Task<Outcome> Decide(ProgrammeView here, DateTimeOffset now, Func<Programme, Decision> decide, CancellationToken cancellationToken) =>
        streams.Decide(StreamNames.Programme(here.Id), new Writer(here.Id, null, now, Guid.CreateVersion7()), decide, cancellationToken);
}
