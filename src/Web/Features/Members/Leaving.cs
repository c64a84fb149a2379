using Activation.Web.Features.Points;
using Activation.Web.Features.Walks;

namespace Activation.Web.Features.Members;

/// <summary>What follows when somebody has left a programme, by their own hand or shown out: seats are given back, and points are counted no longer.</summary>
public sealed class Leaving(WalkSeats walks, Choosings choosings)
{
    public async Task Follow(Guid programme, Guid member, DateTimeOffset now)
    {
        await walks.OfThoseWhoLeft(now);
        await choosings.End(programme, member, now);
    }
}
