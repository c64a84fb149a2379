using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>What members choose about points, and the end of it when they leave.</summary>
public sealed class Choosings(Views views, Streams streams)
{
    /// <param name="key">Of the form: sent twice it is one choice.</param>
    public async Task<Outcome> Choose(ProgrammeView here, Actor me, Audience audience, DateTimeOffset now, Guid key)
    {
        // Logs from before leaving ended a choice have one that no longer holds: nobody is counted who has no row.
        var counted = await views.In(here.Id).Value<bool>("select exists (select from points_choice where programme = @Id and member = @Member)", new { here.Id, me.Member });
        return await streams.Decide(
            StreamNames.Points(here.Id, me.Member), new Writer(here.Id, me.Member, now, key),
            choice => Counting.Choose(counted ? choice : choice.Ended(), new ChoosePoints(audience), me, now));
    }

    public Task End(Guid programme, Guid member, DateTimeOffset now) => streams.Decide(
        StreamNames.Points(programme, member), new Writer(programme, null, now, Guid.CreateVersion7()), choice => Counting.End(choice, member));
}
