using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store;
using Microsoft.AspNetCore.SignalR;

namespace Activation.Web.Platform.Live;

/// <summary>Asks screens out of a board when they may not see it any longer: a right is not for ever because a page was left open.</summary>
public sealed class Usher(Boards boards, Watchers watchers, IHubContext<LiveHub> hub, ILogger<Usher> logger)
{
    /// <summary>What a screen is told when it may not see a board any longer.</summary>
    const string Ended = "ended";

    public async Task After(IReadOnlyList<Recorded> events, CancellationToken cancellationToken)
    {
        var ending = events.Where(recorded => EndsRights(recorded.Data)).ToList();
        if (ending.Count == 0) return;
        foreach (var seat in watchers.Where(seat => ending.Any(recorded => Concerns(recorded, seat))))
        {
            if (await MayStay(seat)) continue;
            watchers.Remove(seat);
            await hub.Groups.RemoveFromGroupAsync(seat.Connection, seat.Watched.Group, cancellationToken);
            // A screen that is only silent would take itself for cut off.
            await hub.Clients.Client(seat.Connection).SendAsync(Ended, new { board = seat.Watched.Board.Name }, cancellationToken);
        }
    }

    async Task<bool> MayStay(Seat seat)
    {
        try
        {
            return await boards.Open(seat.Watched.Board.Name, seat.Person) is not null;
        }
        catch (Exception e)
        {
            // Who cannot be asked about is out; the screen polls, and is asked again then.
            logger.LogWarning(e, "{Board} is closed to a screen whose right could not be looked up", seat.Watched.Board.Name);
            return false;
        }
    }

    static bool EndsRights(object data) =>
        data is VotingReopened or InitiativeResumed or VoteWithdrawn or ProgrammeDescribed || MemberOf(data) is not null;

    static bool Concerns(Recorded recorded, Seat seat)
    {
        var subject = seat.Watched.Board.Subject;
        if (recorded.Tenant != subject.Programme.Id) return false;
        // It may be everybody's no longer.
        if (recorded.Data is ProgrammeDescribed) return true;
        if (MemberOf(recorded.Data) is { } member) return seat.Person == member;
        return subject.Initiative == Features.Initiatives.InitiativeEvent.IdOf(recorded.Data)
            && (recorded.Data is not VoteWithdrawn vote || vote.Member == seat.Person);
    }

    static Guid? MemberOf(object data) => data switch
    {
        RoleRevoked e => e.Member,
        DeputyReleased e => e.Member,
        MemberMoved e => e.Member,
        MemberLeft e => e.Member,
        RolesChanged e => e.Member,
        _ => null,
    };
}
