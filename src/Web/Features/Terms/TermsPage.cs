using Activation.Web.Features.Admin.Statements;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Terms;

/// <summary>A page that says what holds here, and who answers for it: the words that hold for the hub, and those of each programme's organisation.</summary>
public abstract class TermsPage(ProgrammeDirectory programmes, StatementBook book, Visit visit, MemberDirectory members) : PageModel
{
    /// <summary>Of those programmes that whoever reads may know of.</summary>
    public IReadOnlyList<StatementOf> Said { get; private set; } = [];

    /// <summary>What whoever reads could fill in: how much is missing, by programme.</summary>
    public IReadOnlyDictionary<Guid, int> ToFillIn { get; private set; } = new Dictionary<Guid, int>();

    public async Task OnGetAsync()
    {
        var (said, toFillIn) = (new List<StatementOf>(), new Dictionary<Guid, int>());
        foreach (var here in await programmes.OpenTo(visit.Person))
        {
            said.Add(await book.Of(here, Platform.Look.Languages.Current));
            if (visit.Person is not { } person || (await members.Find(here.Id, person))?.May(Permission.Administer) != true) continue;
            if ((await book.Missing(here)).Values.Sum(keys => keys.Count) is var n and > 0) toFillIn[here.Id] = n;
        }

        (Said, ToFillIn) = (said, toFillIn);
    }
}
