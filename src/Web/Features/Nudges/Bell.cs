using System.Collections.Concurrent;
using System.Diagnostics;
using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What rings for one person: across all programmes, and for nobody else to see.</summary>
public sealed class Bell
{
    /// <summary>What is older is history: it stands in what one may take along about oneself.</summary>
    const int Days = 90;

    const int Most = 20_000;

    /// <summary>The list holds the newest: what no list shows is not counted either.</summary>
    public const int Shown = 50;

    /// <summary>Another node's events are heard of within a second; should all hearing fail, the count is right again after this.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    readonly Views views;
    readonly NudgeTitles titles;
    ConcurrentDictionary<Guid, (int Count, long SeenAt)> known = new();

    public Bell(Views views, NudgeTitles titles, ReadModels readModels)
    {
        (this.views, this.titles) = (views, titles);
        readModels.BeforeShown(Forget);
    }

    /// <summary>How many of the list are new (<see cref="NudgeRow.IsNew"/>): asked around every page, so it is remembered until something rings.</summary>
    public async Task<int> Unseen(Guid person)
    {
        var memory = known;
        if (memory.TryGetValue(person, out var one) && Stopwatch.GetElapsedTime(one.SeenAt) < Longest) return one.Count;
        var seenAt = Stopwatch.GetTimestamp();
        var count = await views.Everywhere.Value<int>(
            $"""
            select count(*)::int from (select * from hub.nudge where {Rang} order by shown_at desc, nudge limit {Shown}) listed
             where seen_at is null and acted_at is null and coalesce(until > hub.clock(), true) and not (state = 'skipped' and coalesce(reason in ('no_longer_true', 'too_late', 'gone', 'in_digest'), false))
            """,
            new { person });
        if (memory.Count >= Most) known = memory = new();
        memory[person] = (count, seenAt);
        return count;
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<NudgeRow>> Latest(Guid person, int count) => await titles.Fill(
        await views.Everywhere.Many<NudgeRow>($"select * from hub.nudge where {Rang} order by shown_at desc, nudge limit @count", new { person, count }));

    /// <summary>One of the person's own; null when it is somebody else's or never rang.</summary>
    public async Task<NudgeRow?> Find(Guid person, Guid nudge) =>
        await views.Everywhere.One<NudgeRow>($"select * from hub.nudge where {Rang} and nudge = @nudge", new { person, nudge }) is { } row ? (await titles.Fill([row]))[0] : null;

    /// <summary>Forgets what is remembered of one person: their own act shows on their very next page.</summary>
    public void Forget(Guid person) => known.TryRemove(person, out _);

    /// <summary>Whose bell an event is about; null when it is about nobody's.</summary>
    public static Guid? RecipientOf(object data) => data switch
    {
        NudgeSent e => e.Recipient,
        NudgeSkipped e => e.Recipient,
        NudgeSeen e => e.Recipient,
        NudgeActedOn e => e.Recipient,
        _ => null,
    };

    static string Rang => $"recipient = @person and shown_at is not null and due_at > hub.clock() - interval '{Days + 30} days' and shown_at > hub.clock() - interval '{Days} days'";

    void Forget(Projected projected)
    {
        foreach (var recorded in projected.Events)
            if (RecipientOf(recorded.Data) is { } person) Forget(person);
    }
}
