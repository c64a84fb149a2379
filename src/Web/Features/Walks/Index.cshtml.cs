using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Walks;

/// <summary>The walks that are to come, for everybody.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(WalkList walks) : ProgrammePage
{
    public IReadOnlyList<ListedWalk> Coming { get; private set; } = [];

    public bool Guides => Me is { Guides: true };

    public async Task OnGetAsync() => Coming = await walks.Coming(Here.Id, Now);
}
