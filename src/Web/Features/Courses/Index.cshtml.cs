using Activation.Web.Features.Walks;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Courses;

/// <summary>The courses that are to come, and those that were, for everybody.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(WalkList walks) : ProgrammePage
{
    public IReadOnlyList<ListedWalk> Coming { get; private set; } = [];

    public IReadOnlyList<ListedWalk> Past { get; private set; } = [];

    public bool Offers => Me is { Offers: true };

    public async Task OnGetAsync()
    {
        Coming = await walks.Coming(Here.Id, Now, courses: true);
        Past = await walks.Past(Here.Id, Now);
    }
}
