using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>The rules themselves, read off the events alone, so that they cannot share a mistake with the decisions.</summary>
static class Rules
{
    public static void OfStep(World before, Accepted accepted, Actor actor, DateTimeOffset now)
    {
        var all = before.Events;
        if (all.OfType<InitiativeWithdrawn>().Any()) Holds(accepted.Events.All(e => e is CommentPosted or CommentRemoved or ActivityPictureRemoved), "only comments after withdrawal, and pictures that are taken away");
        if (all.OfType<InitiativeCompleted>().Any())
            Holds(accepted.Events.All(e => e is CommentPosted or CommentRemoved or OutcomeRated or ActivityFollowedUp or ActivityPictured or ActivityPictureRemoved), "only comments, ratings, pictures and whether it lives after completion");
        Holds(actor != Cast.Onlooker || accepted.Events.Count == 0, "a viewer changes nothing");
        Holds(
            actor != Cast.Guest || accepted.Events.All(e => e is PledgeMade or PledgeWithdrawn or CommentPosted or CommentRemoved or OutcomeRated),
            "a partner lends a hand, no more");
        foreach (var e in accepted.Events) OfEvent(all, e, actor, now);
    }

    public static void OfWhole(World world)
    {
        var events = world.Events;
        foreach (var stance in Enum.GetValues<Stance>())
        {
            var folded = events.Sum(e => e switch
            {
                VoteCast v => (v.Stance == stance ? 1 : 0) - (v.Replaces == stance ? 1 : 0),
                VoteWithdrawn w => w.Stance == stance ? -1 : 0,
                _ => 0,
            });
            Holds(folded >= 0, "no negative count");
            Holds(folded == Cast.Everyone.Count(a => world.BallotOf(a.Member).Stance == stance), "counts from Replaces are the ballots'");
        }
        Holds(
            events.OfType<PledgeMade>().Count() - events.OfType<PledgeWithdrawn>().Count() == Cast.Everyone.Count(a => world.PledgeOf(a.Member).IsMade),
            "counts of pledges are the pledges'");
        OfRatings(events);
    }

    static void OfRatings(IReadOnlyList<object> events)
    {
        var counted = new Dictionary<(Guid, RaterPart), List<int>>();
        foreach (var e in events.OfType<OutcomeRated>())
        {
            var grades = counted.TryGetValue((e.Activity, e.Part), out var found) ? found : counted[(e.Activity, e.Part)] = [];
            Holds(e.Replaces is not { } earlier || grades.Remove(earlier), "what is replaced was there, in the same part");
            grades.Add(e.Grade);
        }
        var raters = events.OfType<OutcomeRated>().Select(e => (e.Activity, e.Member)).Distinct().Count();
        Holds(counted.Values.Sum(g => g.Count) == raters, "one rating a member and activity");
    }

    static void OfEvent(IReadOnlyList<object> before, object e, Actor actor, DateTimeOffset now)
    {
        switch (e)
        {
            case VoteCast v:
                Holds(v.Member == actor.Member && v.Member != Cast.Astrid.Member, "nobody votes on their own, or for another");
                Holds(before.LastOrDefault(b => b is VotingClosed or VotingReopened) is not VotingClosed, "no vote after closing");
                Holds(now < (before.OfType<VotingReopened>().LastOrDefault()?.VotingUntil ?? Walk.VotingUntil), "no vote after the last moment");
                break;
            case ActivityApproved a:
                var planned = before.OfType<ActivityPlanned>().Single(p => p.Activity == a.Activity);
                Holds(a.By != planned.Owner && a.By != planned.By && a.By != Cast.Astrid.Member, "four eyes");
                Holds(before.OfType<ActivityPlanChanged>().All(c => c.Activity != a.Activity || c.By != a.By), "four eyes on changes");
                Holds(
                    (actor.Is(Role.Coordinator) && actor.Municipality == planned.Municipality) || actor.DeputyFor.Contains(planned.Municipality),
                    "own municipality or deputy");
                Holds(LastOf(before, a.Activity) is ActivitySubmitted or ConcretisationCorrected, "approved when submitted");
                break;
            case ActivitySubmitted s:
                Holds(s.Level is >= 60 and <= 100, "concrete enough");
                break;
            case ActivityCarriedOut c:
                Holds(LastOf(before, c.Activity) is ActivityScheduled, "carried out after scheduled");
                Holds(c.On <= now.Today(), "not in the future");
                break;
            case OutcomeRated r:
                Holds(before.OfType<ActivityCarriedOut>().Any(c => c.Activity == r.Activity), "rated after carried out");
                Holds(r.Grade is >= 1 and <= 5, "grades are 1 to 5");
                Holds(r.Member != Cast.Astrid.Member || r.Part == RaterPart.Owner, "the proposer is not counted");
                break;
            case InitiativeCompleted:
                Holds(before.OfType<ActivityCarriedOut>().Any(), "something was done");
                break;
        }
    }

    static object? LastOf(IReadOnlyList<object> events, Guid activity) => events.LastOrDefault(e => e is not (ActivityPlanned or OutcomeRated or ActivityPictured or ActivityPictureRemoved or ActivityOnTrack or HelpAsked)
        && e.GetType().GetProperty("Activity")?.GetValue(e) is Guid id && id == activity);

    static void Holds(bool rule, string name)
    {
        if (!rule) throw new InvalidOperationException(name);
    }
}
