using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Goals;

/// <summary>The knowledge networks between the municipalities, and the joint projects that are finished.</summary>
[Needs(Permission.Look)]
public sealed class NetworksModel(Views views) : ProgrammePage
{
    public IReadOnlyList<NetworkRow> Networks { get; private set; } = [];

    public IReadOnlyList<ProjectRow> Projects { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Networks = await views.Many<NetworkRow>("select * from network where programme = @Id order by network", new { Here.Id });
        Projects = await views.Many<ProjectRow>("select * from project where programme = @Id order by name, position", new { Here.Id });
    }
}
