using Activation.Domain;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>What weighs how much: tried on the real history first, confirmed with a reason, and never forgotten.</summary>
[Needs(Permission.Lead)]
public sealed class IndexModel(Previews previews, PreviewRun run, PeopleDirectory people) : ProgrammePage
{
    /// <summary>The numbers as they are typed, each under the name of its bound.</summary>
    [BindProperty]
    public Dictionary<string, string> Numbers { get; set; } = [];

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public PostponeForm Later { get; set; } = new();

    /// <summary>The preview that is looked at.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Preview { get; set; }

    public PreviewRow? Tried { get; private set; }

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public ScoringRules Newest => Here.Rules.Newest.Rules;

    /// <summary>Others were confirmed since it was tried: what it was compared with holds no longer.</summary>
    public bool IsStale => Tried is { } tried && tried.Against != Newest.Version;

    /// <summary>Everything that the tried rules change, with its value before and after.</summary>
    public IReadOnlyList<NumberChange> Changed => Tried is null ? [] : RulesDraft.Changes(Here.Rules.Of(Tried.Against) ?? Newest, Tried.Rules);

    /// <summary>What it was compared with holds from a day to come only; null where it holds already, or never will.</summary>
    public DateOnly? AgainstFrom => Here.Rules.Planned(Today).FirstOrDefault(one => one.Rules.Version == Tried?.Against)?.From;

    /// <summary>What it was compared with, by its name.</summary>
    public string Against => T[AgainstFrom is null ? "rules.old" : "rules.old-planned", Tried!.Against];

    /// <summary>What is planned and would never hold, since the tried rules begin no later.</summary>
    public IEnumerable<DatedRules> Replaced => Here.Rules.Planned(Today).Where(one => one.From >= Tried?.FromOn);

    /// <summary>What is planned last and may begin later; null when nothing is planned.</summary>
    public DatedRules? Postponable => Here.Rules.Newest is var newest && newest.From > Today ? newest : null;

    public DateOnly Today => Here.Today(Now);

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnPostTryAsync()
    {
        var (rules, wrong) = RulesDraft.Read(Newest, Numbers);
        // What the form's own check finds it says in its own words: the numbers speak after it.
        var isFilled = Valid(this, form: "try");
        foreach (var bound in wrong) ModelState.AddModelError($"Numbers[{bound.Name}]", RulesDraft.Wrong(bound, T));
        if (!isFilled || wrong.Count > 0) return await Show();
        // The decision says whether they could hold; the reason comes with the confirmation.
        if (Weighing.Set(await Streams.Read(StreamNames.Programme(Here.Id)), Asked(rules, T["rules.trying"]), Me!, Now) is Refused refused)
            Told(new No(refused.Key, refused.Args), refused.Key is Refusals.Scoring.FromTooEarly or Refusals.Scoring.FromTooLate ? nameof(From) : "");
        if (!ModelState.IsValid) return await Show();
        await previews.Ask(Here, Key, rules, From!.Value);
        run.Ask(Key);
        return To($"/admin/rules?preview={Key}");
    }

    public async Task<IActionResult> OnPostCancelAsync()
    {
        if (Preview is { } id) await previews.Cancel(Here.Id, id);
        return To($"/admin/rules?preview={Preview}");
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        Tried = Preview is { } id ? await previews.Find(Here.Id, id) : null;
        // Cancelled in another tab, or of long ago: there is nothing to confirm, and the page says how to try anew.
        if (Tried is not { State: "done" } tried) return To("/admin/rules", T["rules.gone"]);
        From = tried.FromOn;
        if (!Valid(this, form: "confirm") || !await Decide(
            StreamNames.Programme(Here.Id),
            (state, actor, now) => Weighing.Set(state, Asked(tried.Rules, Reason ?? "") with { Against = tried.Against }, actor, now), nameof(Reason)))
            return await Show();
        return To("/admin/rules", DaysUntil(tried.FromOn) is > 0 and var days ? T.Count("rules.confirmed-planned", days, tried.FromOn) : T["rules.confirmed"]);
    }

    public async Task<IActionResult> OnPostPostponeAsync()
    {
        Only(nameof(Later));
        if (!Valid(Later, nameof(Later)) || !await Decide(
            StreamNames.Programme(Here.Id),
            (state, actor, now) => Weighing.Postpone(state, new PostponeScoringRules(Later.Version ?? "", Later.From!.Value, Later.Reason ?? ""), actor, now), "Later.From"))
            return await Show();
        return To("/admin/rules", T["rules.postponed", Later.From!]);
    }

    /// <summary>In how many days something begins; nothing, or below, when it has.</summary>
    public int DaysUntil(DateOnly from) => from.DayNumber - Today.DayNumber;

    // What was changed is changed in the newest rules: a new try takes back nothing that others have confirmed since.
    Dictionary<string, string> Draft()
    {
        var draft = RulesDraft.Of(Newest);
        foreach (var number in Changed) draft[number.Name] = number.New;
        return draft;
    }

    SetScoringRules Asked(ScoringRules rules, string reason) => new(rules, From!.Value, Newest.Version, reason);

    async Task<IActionResult> Show()
    {
        Tried ??= Preview is { } id ? await previews.Find(Here.Id, id) : null;
        if (Numbers.Count == 0) Numbers = Draft();
        From ??= Tried?.FromOn ?? Today.AddDays(1);
        Names = await people.NamesOf(Here.RulesSet.Select(row => row.By).Distinct());
        return Page();
    }
}

/// <summary>What is planned begins on a later day.</summary>
public sealed class PostponeForm
{
    /// <summary>The version that was looked at.</summary>
    public string? Version { get; set; }

    public DateOnly? From { get; set; }

    public string? Reason { get; set; }
}

public sealed class PostponeValidator : AbstractValidator<PostponeForm>
{
    public PostponeValidator()
    {
        RuleFor(form => form.From).NotNull().WithMessage("forms.day-missing");
        RuleFor(form => form.Reason).Reason();
    }
}

public sealed class ScoringRulesValidator : AbstractValidator<IndexModel>
{
    public ScoringRulesValidator()
    {
        RuleSet("try", () => RuleFor(form => form.From).NotNull().WithMessage("forms.day-missing"));
        RuleSet("confirm", () => RuleFor(form => form.Reason).Reason());
    }
}
