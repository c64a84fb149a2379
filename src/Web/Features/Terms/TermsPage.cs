using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Terms;

/// <summary>A page that says what holds here, and who answers for it.</summary>
public abstract class TermsPage(ProgrammeDirectory programmes) : PageModel
{
    /// <summary>Each programme's organisation answers for its own programme.</summary>
    public IReadOnlyList<(string Programme, string Organisation)> Contacts { get; private set; } = [];

    public async Task OnGetAsync() =>
        Contacts = [.. (await programmes.Public()).Select(programme => (programme.Card.Name, programme.Card.Organisation))];
}
