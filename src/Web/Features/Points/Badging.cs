using Activation.Domain.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>Gives the badges that deeds have earned: to who said yes, once, and for ever.</summary>
public sealed class Badging(Views views, Streams streams, Ledgers ledgers)
{
    /// <summary>Looks at everybody in a programme whose deeds are counted.</summary>
    public async Task AwardAll(ProgrammeView here, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counted = await views.In(here.Id).Column<Guid>("select member from points_choice where programme = @Id order by member", new { here.Id });
        foreach (var member in counted) await Award(here, member, now, cancellationToken);
    }

    /// <summary>Two nodes may try at once: the stream lets one of them, and the other finds nothing left to give.</summary>
    public async Task Award(ProgrammeView here, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deeds = (await ledgers.Deeds(here, member)).Where(deed => deed.Member == member).ToList();
        await streams.Decide(
            StreamNames.Points(here.Id, member), new Writer(here.Id, null, now, Guid.CreateVersion7()),
            choice => Counting.Award(choice, member, deeds), cancellationToken);
    }
}
