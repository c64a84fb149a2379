using Activation.Domain.Scoring;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Rates;

/// <summary>The rates of a stage, for every page, export and screen: as they were frozen, or as they stand.</summary>
public sealed class StageRates(Views views)
{
    public async Task<StageFigures> Of(ProgrammeView here, StageRow stage, DateOnly asOf) => stage.Figures ?? await Now(here, stage, asOf);

    /// <summary>Computed from the activities, whether the stage is closed or not.</summary>
    public async Task<StageFigures> Now(ProgrammeView here, StageRow stage, DateOnly asOf)
    {
        var activities = await views.Many<ActivityCard>(
            "select * from activity where programme = @Id and first_decided_at >= @from and first_decided_at < @to",
            // A day more at both ends: which day it was there, the cohort tells.
            new { here.Id, from = Utc(stage.FromOn.AddDays(-1)), to = Utc(stage.ToOn.AddDays(2)) });
        var cohort = Domain.Scoring.Rates.Cohort(activities.Select(card => Facts(here, card)), stage.FromOn, stage.ToOn);
        return Domain.Scoring.Rates.Of([.. cohort], asOf, here.Rules.On(asOf));
    }

    static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    static ActivityFacts Facts(ProgrammeView here, ActivityCard card) => new(
        here.Today(card.FirstDecidedAt!.Value), card.Decision == "approved", card.Decision == "declined", card.DueOn, card.CarriedOutOn,
        card.State == "cancelled", card.Outcome);
}
