namespace Activation.Domain.Scoring;

/// <summary>The rates of a stage's cohort, the activities first decided within it, and the way of those that were proposed in it.</summary>
/// <param name="Feasibility">Approved ÷ (approved + declined).</param>
/// <param name="Commitment">Owner and date set ÷ approved.</param>
/// <param name="Completion">Carried out ÷ (carried out + overdue + cancelled).</param>
/// <param name="OnTime">Carried out on or before the promised date ÷ carried out.</param>
/// <param name="TopOutcome">Rated with a rounded median of 5 ÷ rated.</param>
/// <param name="RatedShare">Rated by at least three ÷ carried out.</param>
/// <param name="NotYetDue">How many approved activities are still open and their date has not passed or was never set: in no completion rate, but never hidden.</param>
/// <param name="Reuse">The cohort's initiatives with something carried out that another municipality has taken up with a yes ÷ those with something carried
/// out. Until rates-2 it was of the initiatives proposed in the stage. Null in figures that were frozen before it was.</param>
/// <param name="Steps">From proposal to outcome with the median days of each step, frozen with the rest: of the activities of initiatives proposed in the
/// stage, so that what waits for its first answer is in it. Null where nothing is frozen, and in
/// figures that were frozen before it was.</param>
public sealed record StageFigures(
    Estimate Feasibility, Estimate Commitment, Estimate Completion, Estimate OnTime, Estimate TopOutcome, Estimate RatedShare, int NotYetDue,
    Estimate? Reuse = null, IReadOnlyList<PathwayCount>? Steps = null);
