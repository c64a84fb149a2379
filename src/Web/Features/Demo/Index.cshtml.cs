using System.Security.Claims;
using Activation.Domain.Members;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Seeding;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Demo;

/// <summary>Somebody invented to step into.</summary>
/// <param name="Note">What this one is up to; only the named cast has it.</param>
public sealed record Persona(
    Guid Person, string Name, string Email, string Programme, string Slug, string Municipality, Role[] Roles, string? Note = null);

/// <summary>Lets one step into each person of the cast. Without the demo this page has no address.</summary>
[AllowAnonymous]
public sealed class IndexModel(Views views, PeopleDirectory people, HubSettings settings, Entry entry) : PageModel
{
    /// <summary>So many core-team members are shown of each municipality; the coordinators and the like all are.</summary>
    const int CoreTeamShown = 2;

    /// <summary>Those the story is about: where to begin.</summary>
    public IReadOnlyList<Persona> Cast { get; private set; } = [];

    public IReadOnlyList<Persona> Others { get; private set; } = [];

    public string ReturnUrl { get; private set; } = "/";

    public async Task OnGetAsync(string? returnUrl)
    {
        ReturnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        var notes = Notes();
        var emails = notes.Keys.ToArray();
        var shown = await views.Everywhere.Many<Persona>(
            """
            select * from (
              select m.member as person, p.name, p.email, g.name as programme, g.slug, t.name as municipality, m.roles, t.route_place,
                     row_number() over (partition by m.programme, m.municipality, m.roles order by p.name) as place
                from member m
                join hub.person p on p.person = m.member
                join programme g on g.programme = m.programme
                join municipality t on t.programme = m.programme and t.municipality = m.municipality
               where not m."left") ranked
             where place <= @CoreTeamShown or not ('core_team' = any(roles)) or email = any(@emails)
             order by programme, route_place, roles[1] = 'core_team', name
            """,
            new { CoreTeamShown, emails });
        Cast = [.. shown.Where(one => notes.ContainsKey(one.Email)).Select(one => one with { Note = notes[one.Email] })];
        Others = [.. shown.Except(Cast.Select(one => one with { Note = null }))];
    }

    Dictionary<string, string> Notes() => settings.Seed is { } folder && new SeedFolder(folder) is var files && files.Has("people.json")
        ? files.Read<PeopleFile>("people.json").Cast.ToDictionary(person => person.Email, person => person.Note)
        : [];

    public async Task<IActionResult> OnPostAsync(Guid person, string? returnUrl)
    {
        if (!settings.Demo || await people.Find(person) is not { } row) return NotFound();
        await entry.Open(HttpContext, row.Person, Sessions.Demo, strong: false, new Claim(Cookies.Invented, ""));
        return LocalRedirect(Url.IsLocalUrl(returnUrl) && returnUrl != "/" ? returnUrl : await Home(person));
    }

    async Task<string> Home(Guid person)
    {
        var slugs = await views.Everywhere.Column<string>(
            "select slug from programme join member using (programme) where member = @person order by slug", new { person });
        return slugs.Count > 0 ? $"/p/{slugs[0]}" : "/";
    }
}
