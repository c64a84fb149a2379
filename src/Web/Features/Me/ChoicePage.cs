using System.Collections.Immutable;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Me;

/// <summary>What one fills in about how often one hears from us.</summary>
public sealed class ChoiceForm
{
    public int Dose { get; set; } = NudgeChoice.UsualDose;

    /// <summary>Kinds that are wanted, by their names.</summary>
    public string[] Kinds { get; set; } = [];

    public string? Language { get; set; }

    public DateOnly? AwayFrom { get; set; }

    public DateOnly? AwayTo { get; set; }
}

/// <summary>A page on which somebody chooses how often they hear from us: their own, or the one that a letter leads to.</summary>
public abstract class ChoicePage : MyPage
{
    /// <summary>Kinds that go out today; those whose feature is yet to come are chosen among when they do. Answers to one's own are always told.</summary>
    public static readonly ImmutableArray<NudgeKind> Offered =
        [.. Catalogue.All.Where(rules => rules is { ComesWith: null, IsOwed: false }).Select(rules => rules.Kind).OrderByDescending(kind => kind == NudgeKind.WeeklyDigest)];

    [BindProperty(Name = "command")]
    public Guid Command { get; set; }

    [BindProperty]
    public ChoiceForm Choice { get; set; } = new();

    public NudgeChoice Chosen { get; private set; } = NudgeChoice.None;

    public Absence? Away { get; private set; }

    public bool IsSnoozed => Chosen.SnoozedUntil > Now;

    /// <summary>Where one chooses: forms go there, and back to it.</summary>
    public abstract string Path { get; }

    /// <summary>Nothing is taken here that would make us write more, or otherwise.</summary>
    public virtual bool OnlyQuiets => false;

    /// <summary>The kind of the letter that led here; null on one's own page.</summary>
    protected virtual NudgeKind? After => null;

    public DateTimeOffset Local(DateTimeOffset at) => Programmes.Count > 0 ? Programmes[0].Local(at) : at;

    public IEnumerable<SelectListItem> Doses => NudgeChoice.Doses.Select(dose => new SelectListItem(T[$"choices.dose-{dose}"], $"{dose}"));

    public IEnumerable<SelectListItem> KindItems => Offered.Select(kind => new SelectListItem(Get<NudgeWords>().Name(kind), kind.Kebab()));

    public IEnumerable<SelectListItem> LanguageItems => Platform.Look.Languages.All.Select(language => new SelectListItem(language.Name, language.Code));

    public Task<IActionResult> OnPostSaveAsync() => Decide("save", quiets: false, async () =>
    {
        if (Platform.Look.Languages.All.Any(language => language.Code == Choice.Language)) await Get<PeopleDirectory>().ReadsIn(Person.Person, Choice.Language!);
        NudgeKind[] wanted = [.. Choice.Kinds.Select(NudgeKinds.Named).OfType<NudgeKind>()];
        return await Change(choice => Choosing.All(choice, new ChooseNudges(Choice.Dose, Offered, wanted, After), Person.Person));
    });

    public Task<IActionResult> OnPostSnoozeAsync(int? weeks) =>
        Decide(null, quiets: weeks is not null, () => Change(choice => Rests(choice, weeks) ? Decision.Accept() : Choosing.Snooze(choice, new SnoozeNudges(weeks), Person.Person, Now)));

    public Task<IActionResult> OnPostNoneAsync() =>
        Decide(null, quiets: true, () => Change(choice => Choosing.Dose(choice, new ChooseDose(0, After), Person.Person)));

    public Task<IActionResult> OnPostAwayAsync() => Decide(
        "away", quiets: false, () => Get<Choices>().BeAway(Person.Person, Now, Key, new NoteAbsence(Choice.AwayFrom!.Value, Choice.AwayTo!.Value)));

    public Task<IActionResult> OnPostBackAsync() => Decide(null, quiets: false, () => Get<Choices>().BeAway(Person.Person, Now, Key, null));

    /// <summary>Finds whose choice it is, and does it for them.</summary>
    protected abstract Task<IActionResult> AsTheirs(Func<Task<IActionResult>> then);

    protected async Task<IActionResult> Show()
    {
        (Chosen, Away) = (await Get<Choices>().Of(Person.Person), await Get<Choices>().AwayOf(Person.Person));
        // What somebody has filled in stays as they wrote it.
        if (ModelState.IsValid) Choice = new ChoiceForm
        {
            Dose = Chosen.Dose, Kinds = [.. Offered.Except(Chosen.Muted).Select(kind => kind.Kebab())], Language = Person.Language,
            AwayFrom = Away?.From, AwayTo = Away?.To,
        };
        return await Fill();
    }

    /// <summary>What the page shows beside.</summary>
    protected virtual Task<IActionResult> Fill() => Task.FromResult<IActionResult>(Page());

    protected Task<Outcome> Change(Func<NudgeChoice, Decision> decide) => Get<Choices>().Change(Person.Person, Now, Key, decide);

    protected Guid Key => Command == Guid.Empty ? Guid.CreateVersion7() : SentForm.KeyOf(Request, Command);

    // A shorter rest than the one there is would not be quieter.
    bool Rests(NudgeChoice choice, int? weeks) => OnlyQuiets && weeks is { } count && choice.SnoozedUntil > Now.AddDays(7 * count);

    Task<IActionResult> Decide(string? form, bool quiets, Func<Task<Outcome>> decide) => AsTheirs(async () =>
    {
        if (OnlyQuiets && !quiets)
        {
            ModelState.Clear();
            ModelState.AddModelError("", T["choices.only-quiets"]);
            return await Show();
        }

        if (form is null) ModelState.Clear();
        else if (!Validation.Run(Get<IValidator<ChoiceForm>>(), Choice, nameof(Choice), form, ModelState, T)) return await Show();
        if (await decide() is No no)
        {
            ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
            return await Show();
        }

        TempData["Toast"] = "choices.saved";
        return LocalRedirect(Path + "#choices");
    });
}

public sealed class ChoiceValidator : AbstractValidator<ChoiceForm>
{
    public ChoiceValidator()
    {
        RuleSet("save", () =>
        {
            RuleFor(form => form.Dose).Must(dose => NudgeChoice.Doses.Contains(dose)).WithMessage(Refusals.Nudges.DoseRange);
            RuleForEach(form => form.Kinds).Must(kind => NudgeKinds.Named(kind) is not null).WithMessage(Refusals.Nudges.KindUnknown).OverridePropertyName(nameof(ChoiceForm.Kinds));
            RuleFor(form => form.Language).Must(code => Platform.Look.Languages.All.Any(language => language.Code == code)).WithMessage("choices.language-missing");
        });
        RuleSet("away", () =>
        {
            RuleFor(form => form.AwayFrom).NotNull().WithMessage("forms.day-missing");
            RuleFor(form => form.AwayTo).NotNull().WithMessage("forms.day-missing");
        });
    }
}
