using System.Diagnostics;
using System.Threading.Channels;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>
/// Counts the real history by other rules, away from every request: one preview at a time, a few people at a time, and as long a pause after each
/// page as it took, so that whoever votes meanwhile notices nothing.
/// </summary>
public sealed class PreviewRun(Previews previews, ProgrammeDirectory programmes, Views views, ScoresQuery scores, ILogger<PreviewRun> logger) : BackgroundService
{
    /// <summary>About how many deeds are read at once: a few milliseconds' work.</summary>
    const int PageOfDeeds = 2000;

    /// <summary>How many weeks of the municipalities' history are looked at.</summary>
    const int Weeks = 12;

    readonly Channel<Guid> asked = Channel.CreateBounded<Guid>(new BoundedChannelOptions(20) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Ask(Guid preview) => asked.Writer.TryWrite(preview);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await previews.Take(id) is { } preview && await programmes.Find(preview.Programme) is { } here) await Run(preview, here, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "The preview {Id} could not be counted", id);
                await Fail(id);
            }
        }
    }

    // With the database away it cannot be said: who looks sees by its silence that it stopped. The next preview, and the node, go on.
    async Task Fail(Guid id)
    {
        try
        {
            await previews.Fail(id);
        }
        catch (Exception e)
        {
            logger.LogWarning("Nobody could be told that the preview {Id} was not counted: {Type}", id, e.GetType().Name);
        }
    }

    async Task Run(PreviewRow preview, ProgrammeView here, CancellationToken stopping)
    {
        Reach.Into(here.Id);
        // What would be replaced, whichever versions held in the history and whether it holds already: all that differs is what is proposed.
        var (old, tried) = (here.Rules.Of(preview.Against) ?? here.Rules.Newest.Rules, preview.Rules);
        if (await Points(preview, here, old, stopping) is not { } totals) return;
        await previews.Finish(preview.Id, new Comparison(
            await Municipalities(here, old, tried), PointsChange.Of(totals), await Outcomes(here, old, tried), await Places(here, old, tried)));
    }

    sealed record Graded(int[] ParticipantGrades, int[] CoordinatorGrades);

    async Task<OutcomesChange> Outcomes(ProgrammeView here, ScoringRules old, ScoringRules tried)
    {
        var rated = await views.In(here.Id).Many<Graded>(
            """
            select participant_grades, coordinator_grades from activity
             where programme = @Id and state = 'carried_out' and cardinality(participant_grades) + cardinality(coordinator_grades) > 0
            """,
            new { here.Id });
        return OutcomesChange.Of([.. rated.Select(row => new Domain.Scoring.Outcome(row.ParticipantGrades, row.CoordinatorGrades).Sums)], old, tried);
    }

    async Task<PlacesChange> Places(ProgrammeView here, ScoringRules old, ScoringRules tried) => PlacesChange.Of(
        await views.In(here.Id).Many<Ranked>(
            """
            select initiative, number, stage, state, false as open, false as merged, voting_until, supports, not_nows, 0 as votes_before from initiative
             where programme = @Id and merged_into is null and (state not in ('proposed', 'active') or voting_closed or voting_until <= @now)
            """,
            new { here.Id, now = DateTimeOffset.UtcNow }),
        old, tried);

    /// <returns>Null when it was cancelled.</returns>
    async Task<List<(decimal Old, decimal New)>?> Points(PreviewRow preview, ProgrammeView here, ScoringRules old, CancellationToken stopping)
    {
        // As if each had always held: from a day to come they would not touch a single deed of the history they are tried on.
        var (before, tried) = (RulesBook.Always(old), RulesBook.Always(preview.Rules));
        var people = await views.In(here.Id).Many<Busy>(
            """
            select p.member, count(d.member) as deeds from points_choice p left join deed d using (programme, member) where p.programme = @Id
             group by p.member order by p.member
            """,
            new { here.Id });
        var total = people.Sum(one => one.Deeds);
        var totals = new List<(decimal, decimal)>();
        long done = 0;
        foreach (var page in Pages(people))
        {
            if (!await previews.GoOn(preview.Id, done, total)) return null;
            var begun = Stopwatch.GetTimestamp();
            var deeds = await Deeds(here, page);
            totals.AddRange(page.Select(member => (Total(member, deeds, before), Total(member, deeds, tried))));
            done += deeds.Values.Sum(own => own.Count);
            await Task.Delay(Stopwatch.GetElapsedTime(begun), stopping);
        }

        return await previews.GoOn(preview.Id, total, total) ? totals : null;
    }

    sealed record Busy(Guid Member, long Deeds);

    /// <summary>As many people together as have about one page of deeds; who has more has a page alone.</summary>
    static IEnumerable<Guid[]> Pages(IEnumerable<Busy> people)
    {
        var (page, deeds) = (new List<Guid>(), 0L);
        foreach (var one in people)
        {
            if (page.Count > 0 && deeds + one.Deeds > PageOfDeeds)
            {
                yield return [.. page];
                (page, deeds) = ([], 0);
            }

            page.Add(one.Member);
            deeds += one.Deeds;
        }

        if (page.Count > 0) yield return [.. page];
    }

    /// <summary>Of each member: the own deeds, and those that rest on the member's word.</summary>
    async Task<Dictionary<Guid, List<Deed>>> Deeds(ProgrammeView here, Guid[] page)
    {
        var rows = await views.In(here.Id).Many<DeedRow>(
            """
            select * from deed where programme = @Id and member = any(@page)
            union all select * from deed where programme = @Id and by = any(@page) and member <> all(@page)
            """,
            new { here.Id, page });
        var deeds = page.ToDictionary(member => member, _ => new List<Deed>());
        foreach (var deed in rows.Select(row => row.ToDeed(here)))
        {
            if (deeds.TryGetValue(deed.Member, out var own)) own.Add(deed);
            if (deed.By is { } word && word != deed.Member && deeds.TryGetValue(word, out var given)) given.Add(deed);
        }

        return deeds;
    }

    static decimal Total(Guid member, Dictionary<Guid, List<Deed>> deeds, RulesBook book) => PointsLedger.Of(member, deeds[member], book).Total;

    /// <summary>Today, and at the end of each of the weeks before it: what has been is read from the chronicle, never guessed.</summary>
    async Task<IReadOnlyList<MunicipalityChange>> Municipalities(ProgrammeView here, ScoringRules replaced, ScoringRules proposed)
    {
        var today = here.Today(DateTimeOffset.UtcNow);
        DateOnly[] days = [.. Enumerable.Range(0, Weeks).Select(week => today.AddDays(-7 * week))];
        var old = await scores.By(_ => replaced, here, days);
        var tried = await scores.By(_ => proposed, here, days);
        return
        [
            .. from key in old[today].Rows.Concat(tried[today].Rows).Select(row => row.Key).Distinct()
               let before = Placing.Of(old[today], key)
               let after = Placing.Of(tried[today], key)
               let row = (after ?? before)!.Row
               let moves = Moves(days.Select(day => (Placing.Of(old[day], key), Placing.Of(tried[day], key)))).ToList()
               orderby after?.Place ?? int.MaxValue
               select new MunicipalityChange(
                   key, row.Name, row.Members, before?.Row.Score.Score, after?.Row.Score.Score, before?.Place, after?.Place,
                   moves.Count, moves.Count(places => places < 0), moves.Count(places => places > 0), before is { IsSure: true } && after is { IsSure: true }),
        ];
    }

    /// <summary>How far it surely moves, in each week in which it is ranked in both ways.</summary>
    static IEnumerable<int> Moves(IEnumerable<(Placing? Old, Placing? Tried)> weeks)
    {
        foreach (var (old, tried) in weeks)
            if (old is not null && tried is not null) yield return Placing.SureMove(old, tried);
    }
}
