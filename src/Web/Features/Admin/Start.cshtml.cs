using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Me;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin;

/// <summary>A new programme, administered by whoever starts it.</summary>
[SignedIn]
public sealed class StartModel(Views views, Streams streams, IEventStore log, ReadModels readModels) : MyPage
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    [BindProperty(Name = "command")]
    public Guid Command { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public string TimeZone { get; set; } = "Europe/Stockholm";

    [BindProperty]
    public string Language { get; set; } = "sv";

    [BindProperty]
    public bool Public { get; set; }

    public IReadOnlyList<SelectListItem> Zones { get; } = [.. new[] { "Europe/Stockholm", "Europe/Copenhagen", "Europe/Helsinki", "Europe/Oslo" }.Select(zone => new SelectListItem(zone, zone))];

    public IEnumerable<SelectListItem> Languages => Platform.Look.Languages.All.Select(language => new SelectListItem(language.Name, language.Code));

    public Task<IActionResult> OnGetAsync() => AsAdministrator(_ => Task.FromResult<IActionResult>(Page()));

    public Task<IActionResult> OnPostAsync() => AsAdministrator(async me =>
    {
        if (!Valid(this)) return Page();
        var slug = Text.Line(Slug);
        // The address names the stream: two who choose the same one at the same moment meet there, and the second is told.
        var id = await views.Everywhere.Value<Guid?>("select programme from programme where slug = @slug", new { slug }) ?? DerivedId.From($"programme {slug}");
        var command = new StartProgramme(id, slug, Name ?? "", Organisation ?? "", TimeZone, [Language], Public);
        var writer = new Writer(id, me.Member, Now, Command == Guid.Empty ? Guid.CreateVersion7() : SentForm.KeyOf(Request, Command));
        var outcome = await streams.Decide(StreamNames.Programme(id), writer, state => Starting.Start(state, command, me, Now));
        var goesOn = outcome is Done || await IsHalfMade(id, me.Member);
        var programme = await streams.Read(StreamNames.Programme(id));
        // Sent twice it is done already, and is told so.
        if (outcome is Done or No { Key: Refusals.Programmes.Exists })
            outcome = await streams.Decide(StreamNames.Member(id, me.Member), writer, member => goesOn
                ? Enrolling.Enrol(member, programme, new EnrolMember(me.Member, "", [Role.Administrator, Role.ProgrammeLead]), me, Now)
                : new Refused(Refusals.Programmes.Exists, []));
        if (outcome is No no)
        {
            ModelState.AddModelError(nameof(Slug), T[no.Key, [.. no.Args]]);
            return Page();
        }

        if (outcome is Done done) await readModels.WaitFor(done.Position, OwnChange);
        TempData["Toast"] = "admin.started";
        return LocalRedirect($"/p/{slug}/admin/programme");
    });

    /// <summary>Whoever started it was cut off before they were in it: they go on, and nobody else does.</summary>
    async Task<bool> IsHalfMade(Guid programme, Guid me) =>
        !await views.Everywhere.Value<bool>("select exists (select from member where programme = @programme)", new { programme })
        && await Deadline.For(log.ReadStream(StreamNames.Programme(programme).Name)) is [var first, ..] && first.Actor == me;

    /// <summary>Only who administers a programme already starts another.</summary>
    Task<IActionResult> AsAdministrator(Func<Actor, Task<IActionResult>> then) => AsMyself(async () =>
        await views.Everywhere.Value<bool>(
            "select exists (select from member where member = @Person and not \"left\" and 'administrator' = any(roles))", new { Person.Person })
            ? await then(new Actor(Person.Person, "", new HashSet<Role> { Role.Administrator, Role.ProgrammeLead }, new HashSet<string>()))
            : Forbid());
}

public sealed class StartValidator : AbstractValidator<StartModel>
{
    public StartValidator()
    {
        RuleFor(form => form.Name).Needed("admin.name-missing").Fits(Text.TitleLimit).Written();
        RuleFor(form => form.Organisation).Needed("admin.organisation-missing").Fits(Text.TitleLimit).Written();
        RuleFor(form => form.Slug).Needed(Refusals.Programmes.SlugShape);
    }
}
