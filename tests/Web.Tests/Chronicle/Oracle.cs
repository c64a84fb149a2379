using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Members;
using Activation.Web.Features.Points;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Chronicle;

/// <summary>Counts the same figures by another way: from the tables that only know what is so, on the evening in question.</summary>
static class Oracle
{
    public static async Task<IReadOnlyList<FactsOn>> Facts(TestHub hub, Evening evening, DateOnly day)
    {
        var here = evening.Here;
        var (first, begins, ends) = (Moments.WindowFrom(day), here.Begins(Moments.WindowFrom(day)), here.Ends(day));
        var members = (await evening.Views.Many<MemberRow>("select * from member where not \"left\"")).Where(row => row.ToActor().Joins).ToLookup(row => row.Municipality);
        var activities = await evening.Views.Many<ActivityCard>("select * from activity");
        var log = await Events(new CutLog(hub.Log, ends));
        var firsts = log.Where(recorded => recorded.Data is OutcomeRated).Select(recorded => (Rated: (OutcomeRated)recorded.Data, recorded.At))
            .GroupBy(one => (one.Rated.Activity, one.Rated.Member)).ToDictionary(grades => grades.Key, grades => grades.Min(one => one.At));
        var yes = log.Where(recorded => recorded.Data is ActivityApproved)
            .GroupBy(recorded => ((ActivityApproved)recorded.Data).Initiative).ToDictionary(answers => answers.Key, answers => answers.Min(recorded => recorded.At));
        var rated = (await evening.Views.Many<RatingRow>("select * from rating")).Where(row => row.Part != RaterPart.Owner).ToLookup(row => row.Activity);
        var ratings = rated.Where(rows => rows.Count() >= here.RulesThen(day).PublishedFrom).SelectMany(rows => rows)
            .Where(row => firsts[(row.Activity, row.Member)] >= begins).ToList();
        var initiatives = (await evening.Views.Many<InitiativeCard>("select * from initiative")).ToDictionary(card => card.Initiative);
        var acts = log.Where(IsAnAct).Where(recorded => recorded.At >= begins).ToList();
        var active = acts.Select(recorded => recorded.Actor!.Value).ToHashSet();
        var alive = acts.Select(recorded => InitiativeEvent.IdOf(recorded.Data)!.Value).Distinct().Select(id => initiatives[id])
            .Where(card => card.State != "withdrawn" && card.MergedInto is null && yes.ContainsKey(card.Initiative)).ToList();
        // What one municipality took up twice, or two copies that became one, it has taken up once.
        var lent = initiatives.Values
            .Where(card => card.Parent is not null && yes.TryGetValue(card.Initiative, out var at) && at >= begins && card.State != "withdrawn" && !HomesOf(card).Contains(card.Municipality))
            .Select(card => (Copy: initiatives[card.MergedInto ?? card.Initiative].Municipality, Parent: card.Parent!.Value, At: card.Municipality))
            .SelectMany(one => new[] { one.At, initiatives[one.Parent].Municipality }.Select(place => (place, one.Copy, one.Parent))).Distinct().ToLookup(one => one.place);

        return [.. here.Municipalities.Select(m => new FactsOn(day, m.Municipality, Of(m.Municipality)))];

        MunicipalityFacts Of(string place)
        {
            var due = activities.Where(a => a.Municipality == place && IsDue(a)).ToList();
            var own = alive.Where(card => card.Municipality == place || card.Partners.Contains(place)).ToList();
            return new(
                members[place].Count(), members[place].Count(row => active.Contains(row.Member)), due.Count, due.Count(a => a is { State: "carried_out", ConfirmedAt: not null }),
                new([.. Grades(place, RaterPart.Participant)], [.. Grades(place, RaterPart.Coordinator)]), lent[place].Count(), own.Count,
                own.Count(card => card.Partners.Length > 0));
        }

        IEnumerable<string> HomesOf(InitiativeCard card)
        {
            for (var above = card.Parent; above is { } id; above = initiatives[id].Parent) yield return initiatives[id].Municipality;
        }

        bool IsDue(ActivityCard a) => a.State == "carried_out"
            ? a.DueOn >= first && a.DueOn <= day
            : a.State is "approved" or "scheduled" or "cancelled" && (HasPassed(a.DueOn) || HasPassed(a.PromisedOn));

        bool HasPassed(DateOnly? agreed) => agreed >= first && agreed < day;

        IEnumerable<int> Grades(string place, RaterPart part) => ratings
            .Where(row => row.Part == part && activities.First(a => a.Activity == row.Activity).Municipality == place).Select(row => row.Grade);
    }

    /// <summary>How many initiatives say that they serve which metric, the metric of nobody being none.</summary>
    public static Task<IReadOnlyList<string>> Linked(Evening evening) => evening.Views.Column<string>(
        """
        select coalesce(link ->> 'metric', '') || ' ' || count(distinct initiative)
          from initiative left join lateral jsonb_array_elements(metrics) link on true where state <> 'withdrawn' and merged_into is null group by link ->> 'metric'
        """);

    /// <summary>How many of each municipality stand on which step, as each member who has not left is told of themselves.</summary>
    public static async Task<IEnumerable<string>> Stepped(Evening evening)
    {
        var (ladder, told) = (Teller.Of(evening).Ladder, new List<string>());
        foreach (var row in await evening.Views.Many<MemberRow>("select * from member where not \"left\""))
            told.Add($"{row.Municipality} {await ladder.Of(evening.Here, row.Member)}");
        return told.CountBy(place => place).Select(place => $"{place.Key} {place.Value}");
    }

    static async Task<List<Recorded>> Events(CutLog log)
    {
        var events = new List<Recorded>();
        for (var position = 0L; await log.ReadLog(position, 5000) is { Count: > 0 } page; position = page[^1].Position) events.AddRange(page);
        return events;
    }

    static bool IsAnAct(Recorded recorded) => recorded.Actor is not null && InitiativeEvent.IdOf(recorded.Data) is not null
        && recorded.Data is not (VoteWithdrawn or PledgeWithdrawn or CommentRemoved or TextRemoved);
}
