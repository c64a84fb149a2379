using Activation.Domain.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Challenges;

/// <summary>The challenges of a programme and how far all have come with each: one count for pages, boards and the one that tells that it is reached.</summary>
public sealed class ChallengeQuery(Views views, Tallies tallies)
{
    /// <summary>Those of the open stage, as they stood at the end of a day; none between stages. Today is asked in no other way.</summary>
    /// <param name="here">The programme as it was on that day.</param>
    public async Task<Challenges> On(ProgrammeView here, DateOnly day)
    {
        if (here.OpenStage is not { } stage) return Challenges.None;
        var spells = await views.Many<ChallengeSpell>(
            "select * from challenge_spell where programme = @Id and since < @End and until >= @End", new { here.Id, End = here.Ends(day) });
        var cards = spells.Select(spell => spell.Card).Where(card => card.Stage == stage.Stage && !card.Dropped).OrderBy(card => card.SetPosition);
        var seen = new List<ChallengeView>();
        foreach (var card in cards) seen.Add(await View(here, card, day));
        return new Challenges(seen);
    }

    /// <summary>Every challenge there was, the newest stage first.</summary>
    public async Task<IReadOnlyList<ChallengeView>> All(ProgrammeView here, DateTimeOffset now)
    {
        var cards = await views.Many<ChallengeCard>("select * from challenge where programme = @Id order by stage desc, dropped, set_position", new { here.Id });
        var seen = new List<ChallengeView>();
        foreach (var card in cards) seen.Add(await View(here, card, here.Today(now)));
        return seen;
    }

    /// <summary>Those that are not reached: what came in time reaches them, whenever somebody looks.</summary>
    public Task<IReadOnlyList<ChallengeCard>> Open(ProgrammeView here) => views.Many<ChallengeCard>(
        "select * from challenge where programme = @Id and reached_at is null and not dropped order by set_position", new { here.Id });

    /// <summary>Those that were reached since a moment, the newest first.</summary>
    public Task<IReadOnlyList<ChallengeCard>> ReachedSince(ProgrammeView here, DateTimeOffset since) => views.Many<ChallengeCard>(
        "select * from challenge where programme = @Id and reached_at > @since and not dropped order by reached_at desc", new { here.Id, since });

    public async Task<Standing> Standing(ProgrammeView here, ChallengeCard card, DateOnly day) => StandingOf(here, await Done(here, card, day));

    async Task<ChallengeView> View(ProgrammeView here, ChallengeCard card, DateOnly day)
    {
        var rows = await Done(here, card, day);
        var byPlace = rows.ToDictionary(row => row.Municipality);
        var (standing, mayCount) = (StandingOf(here, rows), day <= Challenging.ToldBy(card.UntilOn));
        var stops = standing.Shares.Select(share => Stop(here, card, share, byPlace.GetValueOrDefault(share.Municipality), mayCount));
        return new(card, standing.Of(card.Aim), day, [.. stops]);
    }

    // What counts has been confirmed by somebody else than its owner: one's own word must not reach what all are to reach together. After the days to tell it
    // stands as it stood on the last of them, so that nothing that is dated back reaches what is over. An initiative counts where its activities were carried
    // out, once in each place; what went up in another counts there, as it was on that day; what is still planned, or waits for its word, only says so.
    Task<IReadOnlyList<DoneRow>> Done(ProgrammeView here, ChallengeCard card, DateOnly day)
    {
        var end = here.Ends(Earlier(day, Challenging.ToldBy(card.UntilOn)));
        var count = new Count(
            ("challenge", card.Challenge), (card.Stage, card.UntilOn, card.Value, card.FocusArea, card.Measure, end), Told,
            new { card.Programme, card.Stage, card.UntilOn, card.Value, card.FocusArea, End = end });
        return tallies.Of<ToldRow, IReadOnlyList<DoneRow>>(here, day, count, () => new DoneSum(ofPeople: card.Measure == ChallengeMeasure.ParticipantsTogether));
    }

    static string Told(Only only) => $"""
        select i.initiative, c.municipality, case when s.merged then coalesce(s.went_into, c.initiative) else c.initiative end as goes_on, c.state, a.participants, a.confirmed_at, c.due_on,
               c.state = 'carried_out' and c.carried_out_on <= @UntilOn as done, coalesce(a.confirmed_at < @End, false) as confirmed
          from initiative i
          join standing s on s.initiative = i.initiative and s.since < @End and s.until >= @End
          join course c on c.initiative = i.initiative and c.since < @End and c.until >= @End
          join activity a on a.activity = c.activity
         where i.programme = @Programme and i.stage = @Stage and c.state in ('approved', 'scheduled', 'carried_out')
           and (@Value::text is null or @Value = any(s.values)) and (@FocusArea::text is null or @FocusArea = any(s.focus_areas)) {only("i.initiative = any(@which)")}
        """;

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    static Standing StandingOf(ProgrammeView here, IReadOnlyList<DoneRow> rows)
    {
        var byPlace = rows.ToDictionary(row => row.Municipality);
        return new(
            [.. here.Municipalities.Select(m => byPlace.TryGetValue(m.Municipality, out var row) ? new Share(m.Municipality, row.Initiatives, row.Participants) : new(m.Municipality, 0, 0))],
            rows.Where(row => row.LastAt is not null).MaxBy(row => row.LastAt)?.Municipality);
    }

    static ChallengeStop Stop(ProgrammeView here, ChallengeCard card, Share share, DoneRow? row, bool mayCount)
    {
        var waiting = mayCount ? row?.Waiting ?? 0 : 0;
        var state = Domain.Challenges.Standing.HasArrived(share, card.Aim) ? StopState.Done : row is { Planned: true } || waiting > 0 ? StopState.Now : StopState.Next;
        return new(share.Municipality, here.NameOf(share.Municipality), state, row?.DueOn, waiting);
    }
}
