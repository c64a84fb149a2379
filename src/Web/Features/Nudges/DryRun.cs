using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What would become of a nudge.</summary>
/// <param name="State">sent, mail, digest, held_out, waiting or skipped.</param>
public sealed record Foreseen(DueNudge Due, string State, NudgeReason? Reason, DateTimeOffset? NotBefore)
{
    /// <summary>It reaches whom it is for, in whichever way.</summary>
    public bool Goes => State is "sent" or "mail" or "digest";
}

/// <summary>What would become of all on the next day on which anything goes out.</summary>
public sealed record Foresight(DateOnly Day, IReadOnlyList<Foreseen> All);

/// <summary>What would go to whom at a time to come, if nothing else happened until then: the same rules and the same weighing, and nothing is written.</summary>
public sealed class DryRun
{
    readonly ReadModels readModels;
    readonly Views views;
    readonly NudgeFinder finder;
    readonly Knowledge knowledge;
    readonly SharedRead foreseen;

    public DryRun(ReadModels readModels, Views views, NudgeFinder finder, Knowledge knowledge, ProgrammeDirectory programmes)
    {
        (this.readModels, this.views, this.finder, this.knowledge, foreseen) = (readModels, views, finder, knowledge, new(views));
        readModels.BeforeShown(Forget);
        programmes.WhenForgotten(foreseen.ForgetAll);
    }

    /// <summary>
    /// Of the next day on which the window opens: in the morning, and what has fallen due by the end of it or is let through by then, with the mails of bells
    /// that nobody looked at. Foreseen once for all who ask, until anything happens there, and for a minute at most: choices are told to no log.
    /// </summary>
    /// <exception cref="TimeoutException">The request has waited enough; it goes on, for whoever comes next.</exception>
    public async Task<Foresight> Tomorrow(ProgrammeView here)
    {
        var now = await readModels.Clock();
        return await foreseen.OfThisMinute(here.Id, typeof(Foresight), now, () => Foresee(here, now));
    }

    void Forget(Projected projected)
    {
        foreach (var programme in projected.Events.Select(recorded => recorded.Tenant).Distinct()) foreseen.Forget(programme);
    }

    async Task<Foresight> Foresee(ProgrammeView here, DateTimeOffset now)
    {
        var opens = NudgeFinder.Window(here).On(here.Today(now).AddDays(1));
        var day = DateOnly.FromDateTime(opens.DateTime);
        var closes = new DateTimeOffset(day.ToDateTime(SendWindow.To), opens.Offset).AddMinutes(-1);
        var morning = opens.AddMinutes(30);
        var found = await Task.WhenAll(finder.Find(here, morning), finder.Find(here, closes));
        var all = await Weighed(here, morning, found[0], []);
        var letters = await Letters(here, morning, all);
        List<Foreseen> settled = [.. all.Where(one => one.State != "waiting"), .. letters];
        return new(day, [.. settled, .. await Weighed(here, closes, found[1], settled), .. await Mails(here, closes, settled)]);
    }

    /// <summary>What letters of the week tell of what waits for room, whenever that would be looked at again, and what chance keeps out of them.</summary>
    async Task<IReadOnlyList<Foreseen>> Letters(ProgrammeView here, DateTimeOffset then, IReadOnlyList<Foreseen> all)
    {
        var letters = all.Where(one => one is { State: "sent", Due.Kind: NudgeKind.WeeklyDigest }).Select(one => one.Due.FallsDue(here.Id, then)).ToList();
        if (letters.Count == 0) return [];
        var kept = await views.In(here.Id).Many<NudgeRow>(
            $"select n.* from hub.nudge n where n.programme = @Id and n.recipient = any(@readers) and {NudgePost.WaitsForRoom}", new { here.Id, readers = letters.Select(row => row.Recipient).ToArray() });
        var weighed = all.Select(one => Stored.Id(one.Due)).ToHashSet();
        NudgeRow[] waiting =
        [
            .. kept.Where(row => !weighed.Contains(row.Nudge)),
            .. all.Where(one => one is { State: "waiting", Reason: NudgeReason.DoseSpent or NudgeReason.OpenAsks or NudgeReason.Fading }).Select(one => one.Due.FallsDue(here.Id, then)),
        ];
        var known = await Known(here, then, [.. letters, .. waiting], all, all.ToDictionary(one => Stored.Id(one.Due), one => one.Due));
        var told = waiting.ToLookup(row => row.Recipient);
        return
        [
            .. letters.SelectMany(letter => ForPosting.Judge([letter], [.. told[letter.Recipient]], known, here, then))
                .SelectMany(one => one.Merged.Select(row => new Foreseen(row.Due(), "digest", null, null)).Concat(one.Kept.Select(row => new Foreseen(row.Due(), "held_out", null, null)))),
        ];
    }

    /// <summary>What would become of all at that time.</summary>
    public async Task<IReadOnlyList<Foreseen>> At(ProgrammeView here, DateTimeOffset then) => await Weighed(here, then, await finder.Find(here, then), []);

    /// <summary>What would become of what waits, and of what falls due.</summary>
    /// <param name="due">What the rules find then.</param>
    /// <param name="before">What has become of others before then on the same day.</param>
    async Task<IReadOnlyList<Foreseen>> Weighed(ProgrammeView here, DateTimeOffset then, IReadOnlyList<DueNudge> due, IReadOnlyCollection<Foreseen> before)
    {
        var settled = before.Select(one => Stored.Id(one.Due)).ToHashSet();
        var open = await views.In(here.Id).Many<NudgeRow>(
            $"select n.* from hub.nudge n where n.programme = @Id and n.state in ('due', 'waiting') and n.passed_at is null and n.not_before <= @then and {NudgeClaims.IsNotAtThePost}",
            new { here.Id, then });
        var found = due.ToDictionary(Stored.Id);
        // Whichever programme says it, a person is told once.
        var known = (await views.Everywhere.Column<Guid>("select nudge from hub.nudge where nudge = any(@fresh)", new { fresh = found.Keys.ToArray() })).ToHashSet();
        var fresh = found.Where(one => !known.Contains(one.Key)).Select(one => one.Value.FallsDue(here.Id, then));
        NudgeRow[] rows = [.. open.Concat(fresh).Where(row => !settled.Contains(row.Nudge))];
        if (rows.Length == 0) return [];
        var weighed = await Known(here, then, rows, before, found);
        return
        [
            .. rows.GroupBy(row => row.Recipient).SelectMany(own => Turns.Weigh([.. own], weighed, here, then))
                .Select(change => new Foreseen(weighed[change.Nudge].Due, change is { Passed: true, State: "waiting" } ? "sent" : change.State, change.Reason, change.NotBefore)),
        ];
    }

    async Task<IEnumerable<Foreseen>> Mails(ProgrammeView here, DateTimeOffset then, IReadOnlyCollection<Foreseen> before)
    {
        var rows = await views.In(here.Id).Many<NudgeRow>(
            $"select n.* from hub.nudge n where n.programme = @Id and {NudgeClaims.IsForPost} and n.not_before <= @then", new { here.Id, then });
        if (rows.Count == 0) return [];
        var known = await Known(here, then, [.. rows], before);
        return rows.GroupBy(row => row.Recipient).SelectMany(own => ForPosting.Judge([.. own], [], known, here, then)).Select(one => one.Verdict switch
        {
            Verdict.Wait wait => new Foreseen(known[one.Row.Nudge].Due, "waiting", wait.Reason, wait.Until),
            Verdict.Skip skip => new Foreseen(known[one.Row.Nudge].Due, "skipped", skip.Reason, null),
            _ => new Foreseen(known[one.Row.Nudge].Due, "mail", null, null),
        });
    }

    // What went out in the morning takes its place in the week of its reader.
    async Task<IReadOnlyDictionary<Guid, (Situation Situation, DueNudge Due)>> Known(
        ProgrammeView here, DateTimeOffset then, NudgeRow[] rows, IReadOnlyCollection<Foreseen> before, IReadOnlyDictionary<Guid, DueNudge>? found = null)
    {
        var known = await knowledge.Of(here, then, rows, found);
        var told = before.Where(one => one.State == "sent").ToLookup(one => one.Due.Recipient, one => one.Due);
        return known.ToDictionary(one => one.Key, one => (one.Value.Situation with
        {
            Told = [.. one.Value.Situation.Told, .. told[one.Value.Due.Recipient].Select(due => new Told(due.Kind, due.Object, one.Value.Situation.Now, due.Kind.Rules().IsAsk, Nudge: Stored.Id(due)))],
        }, one.Value.Due));
    }
}
