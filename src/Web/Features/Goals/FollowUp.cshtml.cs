using Activation.Domain;
using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Web.Features.Happenings;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Goals;

/// <summary>A metric in the follow-up of a year, with who has signed it and who is to.</summary>
/// <param name="Value">Of the year, in words; null where nothing was measured.</param>
public sealed record FollowedUp(MetricCard Card, string? Value, IReadOnlyList<SignOffRow> Signed, IReadOnlyList<string> Waiting);

public sealed class FollowUpForm
{
    public int? Year { get; set; }

    public DateOnly? OpensOn { get; set; }

    public DateOnly? ClosesOn { get; set; }
}

public sealed class FollowUpValidator : AbstractValidator<FollowUpForm>
{
    public FollowUpValidator()
    {
        RuleFor(form => form.Year).NotNull().WithMessage("follow-up.year-missing");
        RuleFor(form => form.OpensOn).NotNull().WithMessage("forms.day-missing");
        RuleFor(form => form.ClosesOn).NotNull().WithMessage("forms.day-missing");
    }
}

/// <summary>The yearly follow-up of all metrics: when it is open, what is signed, and what waits for whom.</summary>
[Needs(Permission.Look)]
public sealed class FollowUpModel(GoalPlan plan) : ProgrammePage
{
    [BindProperty]
    public FollowUpForm Input { get; set; } = new();

    /// <summary>The newest that is set; null before the first.</summary>
    public FollowUpRow? Current { get; private set; }

    public IReadOnlyList<FollowedUp> Metrics { get; private set; } = [];

    public Days Days { get; private set; } = null!;

    public bool IsOpen => Current?.IsOpen(Here.Today(Now)) is true;

    public int SignedCount => Metrics.Sum(one => one.Signed.Count);

    public int WaitingCount => Metrics.Sum(one => one.Waiting.Count);

    /// <summary>What waits for whoever looks.</summary>
    public IReadOnlyList<FollowedUp> Mine => IsOpen && Me is { } me ? [.. Metrics.Where(one => SigningOff.May(one.Waiting, me))] : [];

    public Task<IActionResult> OnGetAsync() => Show();

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostAsync() =>
        Valid(Input, nameof(Input)) && await Decide(StreamNames.Plan(Here.Id), StreamNames.Programme(Here.Id), Set)
            ? To("/goals/follow-up", T["follow-up.saved"])
            : await Show();

    public string Names(IEnumerable<string> municipalities) => MetricWords.Names(Here, T, municipalities);

    Decision Set(Plan state, Domain.Programmes.Programme programme, Actor actor, DateTimeOffset now) => SigningOff.Set(
        state, programme, new SetYearlyFollowUp(Input.Year ?? 0, Input.OpensOn ?? default, Input.ClosesOn ?? default), actor, now);

    async Task<IActionResult> Show()
    {
        Days = new Days(Here, T, Now);
        var (years, today) = (await plan.FollowUps(Here.Id), Here.Today(Now));
        Current = years.LastOrDefault(year => year.IsOpen(today)) ?? (years.Count > 0 ? years[0] : null);
        if (Current is { } current)
        {
            var signed = (await plan.SignOffs(Here, today, current.Year)).ToLookup(row => row.Number);
            Metrics = [.. (await plan.Metrics(Here, today, null)).Select(metric => Of(metric, current.Year, [.. signed[metric.Card.Number]]))];
        }

        // What was typed stays; else the form begins with the days that are still to be moved, or with the year that comes next.
        if (ModelState.IsValid)
            Input = Current is { } still && still.ClosesOn >= today
                ? new() { Year = still.Year, OpensOn = still.OpensOn, ClosesOn = still.ClosesOn }
                : new() { Year = Current?.Year + 1 ?? today.Year - 1 };
        return Page();
    }

    FollowedUp Of(ListedMetric metric, int year, SignOffRow[] signed)
    {
        var values = metric.Series.Values.Select(value => value.Now).Where(row => SigningOff.Counts(metric.Card.Kind, year, row.Year, row.Value)).ToList();
        return new(
            metric.Card, values.Count == 0 ? null : values is [var only] ? MetricWords.Value(T, metric.Card, only) : T.Count("follow-up.values", values.Count), signed,
            [.. metric.Card.Responsible.Except(signed.Select(row => row.Municipality))]);
    }
}
