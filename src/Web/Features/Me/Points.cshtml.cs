using System.Globalization;
using Activation.Domain;
using Activation.Domain.Points;
using Activation.Store.Followers;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Members;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Me;

/// <summary>One's own points, line by line, and whether they are counted at all.</summary>
[SignedIn]
public sealed class PointsModel(Ledgers ledgers, Choosings choosings, MemberDirectory members, ReadModels readModels) : MyPage
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);
    static readonly string[] Columns = ["when", "deed", "about", "rule", "version", "points", "why"];

    /// <summary>Which programme, for who is in several.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Programme { get; set; }

    /// <summary>As it would be by an earlier version of the rules.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Version { get; set; }

    [BindProperty]
    public Audience? Audience { get; set; }

    [BindProperty(Name = "command")]
    public Guid Command { get; set; }

    public ProgrammeView Here { get; private set; } = null!;

    public MyLedger Mine { get; private set; } = null!;

    public IEnumerable<SelectListItem> Audiences => Enum.GetValues<Audience>().Select(one => new SelectListItem(T[$"points.audience-{PointsWords.Key(one)}"], $"{one}"));

    public Task<IActionResult> OnGetAsync() => InProgramme(Show);

    public Task<IActionResult> OnGetCsvAsync() => InProgramme(async () =>
    {
        Mine = await ledgers.Of(Here, Person.Person, Now, Version);
        Response.KeepNowhere();
        return CsvFile.Of(
            $"{Here.Slug}-points.csv",
            Columns.Select(column => column == "points" ? Definitions.Definitions.Head(T["points.points"], "points") : T[$"points.{column}"]),
            Mine.Ledger.Entries.Select(Cells));
    });

    public Task<IActionResult> OnPostAsync() => InProgramme(async () =>
    {
        if (!Valid(this) || await members.Find(Here.Id, Person.Person) is not { } me) return await Show();
        var key = Command == Guid.Empty ? Guid.CreateVersion7() : SentForm.KeyOf(Request, Command);
        var outcome = await choosings.Choose(Here, me, Audience!.Value, Here.Local(Now), key);
        if (outcome is No no)
        {
            ModelState.AddModelError(nameof(Audience), T[no.Key, [.. no.Args]]);
            return await Show();
        }

        await Deadline.For(readModels.WaitFor(((Done)outcome).Position, OwnChange));
        TempData["Toast"] = Audience == Domain.Points.Audience.Nobody ? "points.chosen-off" : "points.chosen";
        return LocalRedirect($"/me/points?programme={Here.Slug}");
    });

    Task<IActionResult> InProgramme(Func<Task<IActionResult>> then) => AsMyself(async () =>
    {
        if (Programmes.FirstOrDefault(one => one.Slug == Programme) is not { } here)
            return Programmes.Count == 0 || Programme is not null ? NotFound() : LocalRedirect($"/me/points?programme={Programmes[0].Slug}");
        Here = here;
        // How it is needs no name, and by what never held nobody was counted.
        if (!here.HeldBy(here.Today(Now)).SkipLast(1).Contains(Version)) Version = null;
        return await then();
    });

    async Task<IActionResult> Show()
    {
        Mine = await ledgers.Of(Here, Person.Person, Now, Version);
        Audience ??= Mine.Choice?.Audience ?? Domain.Points.Audience.Nobody;
        return Page();
    }

    object?[] Cells(PointsEntry entry) =>
    [
        entry.On.ToString("O", CultureInfo.InvariantCulture), entry.Kind(T), Mine.About(entry)?.Title,
        entry.Worth.ToString(CultureInfo.CurrentCulture), entry.Version, entry.Points.ToString(CultureInfo.CurrentCulture), string.Join("; ", entry.Reasons(T)),
    ];
}

public sealed class PointsValidator : AbstractValidator<PointsModel>
{
    public PointsValidator() => RuleFor(form => form.Audience).NotNull().WithMessage(Refusals.Points.AudienceUnknown);
}
