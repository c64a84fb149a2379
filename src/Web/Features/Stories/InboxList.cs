using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>A deed that went well and that nobody has told of.</summary>
/// <param name="Told">How many stories its municipality has had lately.</param>
public sealed record Untold(ActivityCard Activity, int Number, string InitiativeTitle, double Outcome, int Raters, int Told);

/// <summary>What a communicator could tell next: outcome 4 or more from at least three raters, no story and no no. Those who were seen least come first.</summary>
public sealed class InboxList(Views views)
{
    static readonly TimeSpan Lately = TimeSpan.FromDays(180);

    public async Task<IReadOnlyList<Untold>> Of(ProgrammeView here, DateTimeOffset now)
    {
        var rules = here.Rules.On(here.Today(now));
        var found = await views.Many<Candidate>(
            """
            select a.activity, i.number, i.title as initiative_title, to_jsonb(a) as card
              from activity a join initiative i using (initiative)
             where a.programme = @Id and a.state = 'carried_out' and cardinality(a.participant_grades) + cardinality(a.coordinator_grades) >= @PublishedFrom
               and not exists (select from story s where s.activity = a.activity)
            """,
            new { here.Id, rules.PublishedFrom });
        var told = await Told(here, now);
        return
        [
            .. found.Where(one => one.Card.Outcome.Sums.IsAtLeast(Telling.WorthTelling, rules)).Select(one => new Untold(
                    one.Card, one.Number, one.InitiativeTitle, one.Card.Outcome.Shown(rules), one.Card.Outcome.Raters, told.GetValueOrDefault(one.Card.Municipality)))
                .OrderBy(one => one.Told).ThenByDescending(one => one.Outcome).ThenBy(one => one.Number),
        ];
    }

    /// <summary>How many stories each municipality has had lately.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Told(ProgrammeView here, DateTimeOffset now)
    {
        var counts = await views.Many<Count>(
            "select municipality, count(*)::int as stories from shown_story where programme = @Id and published_at > @since group by municipality",
            new { here.Id, since = now - Lately });
        return counts.ToDictionary(count => count.Municipality, count => count.Stories);
    }

    sealed record Candidate(Guid Activity, int Number, string InitiativeTitle, ActivityCard Card);

    sealed record Count(string Municipality, int Stories);
}
