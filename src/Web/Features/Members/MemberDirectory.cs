using Activation.Domain.Members;
using Activation.Web.Platform;

namespace Activation.Web.Features.Members;

/// <summary>Who is a member of which programme, read anew for every request: a role that is taken away is gone at once.</summary>
public sealed class MemberDirectory(Views views)
{
    public async Task<Actor?> Find(Guid programme, Guid person) =>
        (await views.In(programme).One<MemberRow>("select * from member where programme = @programme and member = @person and not \"left\"", new { programme, person }))
        ?.ToActor();
}
