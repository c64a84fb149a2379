using System.Globalization;
using Activation.Domain;
using Activation.Domain.Retention;
using Activation.Jobs;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>A rule as it is typed.</summary>
public sealed class RuleForm
{
    public Ageing? Kind { get; set; }

    /// <summary>Empty: for as long as the programme is kept.</summary>
    public int? Months { get; set; }

    public string? Reason { get; set; }
}

/// <summary>How long things are kept, what goes tomorrow, and the proof of what went.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(RetentionBook book, RetentionRuns runs, Erasures erasures, IJobRunner jobs, PeopleDirectory people) : ProgrammePage
{
    const int Shown = 60, InAFile = 100_000;

    public IReadOnlyList<HeldRule> Rules { get; private set; } = [];

    public IReadOnlyList<Foreseen> Tomorrow { get; private set; } = [];

    public IReadOnlyList<RetentionRun> Runs { get; private set; } = [];

    /// <summary>Who was forgotten, without who it was.</summary>
    public IReadOnlyList<ErasureRow> Erased { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>When what goes without a rule of the programme was last seen to, by the name of its job.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> LastRuns { get; private set; } = new Dictionary<string, DateTimeOffset?>();

    public Days Days { get; private set; } = null!;

    [BindProperty]
    public RuleForm Rule { get; set; } = new();

    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<Ageing>().Select(kind => new SelectListItem(T[$"retention.kind-{kind}"], $"{kind}"));

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnGetCsvAsync() => CsvFile.Of(
        "retention.csv",
        [T["retention.day"], T["retention.what"], T["retention.rule"], T["retention.kept"], T["retention.taken"], T["retention.remaining"], T["retention.oldest"], T["retention.ended"]],
        (await runs.Of(Here.Id, InAFile)).Select(run => new object?[]
        {
            run.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), T[$"retention.kind-{run.Kind}"], run.Rule, Kept(run.Months), run.Taken, run.Remaining,
            Local(run.Oldest), Local(run.EndedAt),
        }));

    public async Task<IActionResult> OnPostAsync()
    {
        var done = Valid(Rule, nameof(Rule)) && await Decide(
            StreamNames.Retention(Here.Id),
            (state, actor, now) => SettingRetention.Set(state, new SetRetention(Rule.Kind ?? (Ageing)(-1), Rule.Months, Rule.Reason ?? ""), actor, now),
            $"{nameof(Rule)}.{nameof(Rule.Months)}");
        return done ? To("/admin/retention", T["retention.saved"]) : await Show();
    }

    public string Kept(int? months) => months is { } n ? T.Count("retention.months", n) : T["retention.stays"];

    public string Decided(HeldRule rule) => rule.At is { } at
        ? T["retention.decided", Days.Of(at), rule.Actor is { } actor ? Names.GetValueOrDefault(actor, "") : T["audit.house"]]
        : T["retention.usual"];

    string? Local(DateTimeOffset? at) => at is { } some ? Here.Local(some).ToString("O", CultureInfo.InvariantCulture) : null;

    async Task<IActionResult> Show()
    {
        Days = new Days(Here, T, Now);
        Rules = await book.Of(Here.Id);
        Tomorrow = await runs.Foresee(Here, Now.Today().AddDays(1));
        Runs = await runs.Of(Here.Id, Shown);
        Erased = [.. (await erasures.In(Here.Id)).Take(Shown)];
        Names = await people.NamesOf(Rules.Select(rule => rule.Actor).OfType<Guid>());
        LastRuns = (await Deadline.For(jobs.Reports())).ToDictionary(job => job.Name, job => job.LastRun);
        return Page();
    }
}

public sealed class RuleValidator : AbstractValidator<RuleForm>
{
    public RuleValidator()
    {
        RuleFor(form => form.Kind).NotNull().WithMessage(Refusals.Retention.KindUnknown).IsInEnum().WithMessage(Refusals.Retention.KindUnknown);
        RuleFor(form => form.Reason).Reason();
    }
}
