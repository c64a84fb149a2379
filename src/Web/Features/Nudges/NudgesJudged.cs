using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>Once an hour: a kind that annoys, or does nothing, is given a rest, with its reason in the log.</summary>
public sealed class NudgesJudged(Views views, ProgrammeDirectory programmes, NudgeReport report, NudgePauses pauses) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var slug in await views.Everywhere.Column<string>("select slug from programme"))
            if (await programmes.Find(slug) is { } here) await Judge(here, here.Local(now), cancellationToken);
    }

    async Task Judge(ProgrammeView here, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (kind, figures) in await report.Of(here))
            if (figures.Verdict(kind) is { } reason) await pauses.Pause(here, new(kind, reason, figures.Sent, figures.OptOuts), Actor.House, now, Guid.CreateVersion7(), cancellationToken);
    }
}

/// <summary>Gives a kind a rest in a programme, and lets it go out again.</summary>
public sealed class NudgePauses(Streams streams)
{
    public Task<Outcome> Pause(ProgrammeView here, PauseKind command, Actor actor, DateTimeOffset now, Guid key, CancellationToken cancellationToken = default) =>
        Decide(here, command.Kind, actor, now, key, state => Pausing.Pause(state, command, actor), cancellationToken);

    public Task<Outcome> Resume(ProgrammeView here, ResumeKind command, Actor actor, DateTimeOffset now, Guid key, CancellationToken cancellationToken = default) =>
        Decide(here, command.Kind, actor, now, key, state => Pausing.Resume(state, command, actor), cancellationToken);

    Task<Outcome> Decide(
        ProgrammeView here, NudgeKind kind, Actor actor, DateTimeOffset now, Guid key, Func<KindPause, Domain.Decision> decide, CancellationToken cancellationToken) =>
        streams.Decide(StreamNames.NudgeKind(here.Id, kind), new Writer(here.Id, actor == Actor.House ? null : actor.Member, now, key), decide, cancellationToken);
}
