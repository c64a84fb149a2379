using Activation.Jobs;

namespace Activation.Web.Features.Comments;

/// <summary>A hub that stopped between removing a comment and forgetting its words forgets them now.</summary>
public sealed class WordsForgotten(Unsaying unsaying) : IJob
{
    public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => unsaying.Finish(now);
}
