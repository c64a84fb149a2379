using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Walks;

/// <summary>Tells what nobody was told of because the hub stopped in between: a walk was moved or called off, and no letter left.</summary>
public sealed class WalksTold(Views views, WalkList walks, WalkLetters letters, ProgrammeDirectory programmes) : IJob
{
    /// <summary>Later than this nobody needs the letter.</summary>
    static readonly TimeSpan News = TimeSpan.FromDays(1);

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var walk in await walks.WithNews(now - News))
        {
            var occasion = WalkLetters.Occasion(walk.Walk, walk.NewsPosition!.Value);
            if (await views.Everywhere.Value<bool>("select exists (select from hub.letter_occasion where occasion = @occasion)", new { occasion })) continue;
            if (await programmes.Find(walk.Programme) is not { } here) continue;
            await (walk.CancelledAt is null ? letters.Moved(here, walk, walk.NewsPosition.Value) : letters.CalledOff(here, walk, walk.NewsPosition.Value));
        }
    }
}
