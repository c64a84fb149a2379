using Activation.Domain.Initiatives;

namespace Activation.Web.Platform.Seeding;

/// <summary>One activity of an initiative, from its draft to its ratings, as acts in time.</summary>
sealed class ActivitySeed(InitiativeSeed initiative, SeedActivity seed)
{
    readonly Plot plot = initiative.Plot;
    readonly Guid id = Chance.Id($"{initiative.Plot.Slug} activity {seed.Id}");

    Calendar Calendar => plot.Calendar;

    public IEnumerable<Act> Acts()
    {
        yield return By(initiative.Proposer, seed.DraftedDay, 9, "plan", (state, at) => Planning.Plan(
            state, new PlanActivity(id, initiative.Proposer.Id, initiative.Home, Plan()), initiative.Proposer.Actor, at));
        if (seed.SubmittedDay is { } submitted) yield return Submit(submitted, "submit");
        foreach (var act in seed.Returned.SelectMany(Returned)) yield return act;
        if (seed.Decision is { } decision) yield return Decide(decision);
        if (seed.ScheduledDay is { } scheduled)
            yield return By(initiative.Proposer, scheduled, 14, "schedule", (state, at) => state.Activity(id)!.Schedule is not null
                // The yes to a full plan has scheduled it already.
                ? Domain.Decision.Accept()
                : Scheduling.Schedule(state, new ScheduleActivity(id, seed.Owner!, Calendar.Day(seed.DueDay!.Value), seed.Where!), initiative.Proposer.Actor, at));
        if (seed.CarriedOut is { } done)
            yield return By(initiative.Proposer, done.Day, 16, "done", (state, at) => CarryingOut.Mark(
                state, new MarkCarriedOut(id, Calendar.Day(done.Day), done.Participants, done.Note), initiative.Proposer.Actor, at));
        if (seed.Cancelled is { } cancelled)
            yield return By(initiative.Proposer, cancelled.Day, 15, "cancel", (state, at) => Scheduling.Cancel(
                state, new CancelActivity(id, cancelled.Reason), initiative.Proposer.Actor, at));
        foreach (var act in Ratings()) yield return act;
    }

    Act Submit(int day, string key) => By(initiative.Proposer, day, 10, key, (state, at) => Planning.Submit(
        state, new SubmitActivity(id), initiative.Proposer.Actor, at));

    IEnumerable<Act> Returned(SeedReturn returned, int i)
    {
        yield return By(initiative.Coordinator, returned.Day, 11, $"return {i}", (state, at) => Approving.Return(
            state, new ReturnActivity(id, returned.Reason), initiative.Coordinator.Actor, at));
        if (returned.ResubmittedDay is { } again) yield return Submit(again, $"submit again {i}");
    }

    Act Decide(SeedDecision decision) => By(initiative.Coordinator, Calendar.OfficeDay(decision.Day), 13, "decide", (state, at) =>
        decision.Kind == "approved"
            ? Approving.Approve(state, new ApproveActivity(id, decision.Reason), initiative.Coordinator.Actor, at)
            : Approving.Decline(state, new DeclineActivity(id, decision.Reason!), initiative.Coordinator.Actor, at));

    IEnumerable<Act> Ratings()
    {
        if (seed.RatedFromDay is not { } from || seed.RatedToDay is not { } to) yield break;
        var raters = initiative.Joined.Zip(seed.Ratings).ToList();
        for (var i = 0; i < raters.Count; i++)
        {
            var day = from + (int)Math.Round((to - from) * (raters.Count == 1 ? 0 : i / (raters.Count - 1.0)));
            yield return Rate(raters[i].First, raters[i].Second, day);
        }

        if (seed.CoordinatorRating is { } coordinator) yield return Rate(initiative.Coordinator, coordinator, to);
        if (seed.OwnerRating is { } owner) yield return Rate(initiative.Proposer, owner, to);
    }

    Act Rate(Invented who, int grade, int day) => new(
        Calendar.At(day, 18, $"{seed.Id} rate {who.Id}"), Turn.Answer, $"{seed.Id} rate {who.Id}", async at =>
        {
            var (state, pledge) = (await initiative.State(), await initiative.PledgeOf(who));
            await plot.Decide($"{seed.Id} rate {who.Id}", StreamNames.Rating(id, who.Id), who.Actor, at, rating => Grading.Rate(
                state, pledge, rating, new RateOutcome(id, grade, null), who.Actor, at));
        });

    Act By(Invented who, int day, int hour, string key, Func<Initiative, DateTimeOffset, Domain.Decision> decide) =>
        initiative.Act(day, hour, $"{seed.Id} {key}", who, decide);

    ActivityPlan Plan() => new(
        seed.Title, seed.What ?? "", seed.Owner ?? "", seed.When ?? "", Calendar.Day(seed.DueDay), seed.Where ?? "", seed.FirstStep ?? "",
        Calendar.Day(seed.FirstStepDay), seed.SuccessSign ?? "", seed.Resources ?? "", seed.Link ?? "");
}
