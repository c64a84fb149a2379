using System.Text.Json;
using Activation.Domain.Retention;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>The proof of one day and one rule.</summary>
/// <param name="Rule">Which version of the rule; 0 where nobody had decided.</param>
/// <param name="Months">Null: nothing was to be taken.</param>
/// <param name="Taken">How many went.</param>
/// <param name="Remaining">How many were there afterwards, too young to go.</param>
/// <param name="Oldest">From when the oldest of those was; null when there was none.</param>
/// <param name="EndedAt">Null when the run was cut off; the next one ends it.</param>
public sealed record RetentionRun(
    Guid Programme, DateOnly Day, Ageing Kind, int Rule, int? Months, int Taken, int Remaining, DateTimeOffset? Oldest, DateTimeOffset? EndedAt);

/// <summary>What a run on some day would take.</summary>
public sealed record Foreseen(Ageing Kind, int Due, int Remaining, DateTimeOffset? Oldest);

/// <summary>
/// Takes what has aged, a day at a time, and writes down that it did. What is to go is noted first, taken then, and counted last together with
/// striking out the note: a run that is killed in between is finished by the next one, which takes nothing twice and counts nothing twice.
/// How many runs were missed does not matter, since each one finds what is due by itself.
/// </summary>
public sealed class RetentionRuns(Views views, RetentionBook book, WhatAges whatAges)
{
    public static string Ddl => """
        create table if not exists hub.retention_due (programme uuid not null, kind text not null, item text not null, rule int not null, months int,
          primary key (programme, kind, item));
        create table if not exists hub.retention_run (programme uuid not null, day date not null, kind text not null, rule int not null, months int,
          taken int not null, remaining int not null, oldest timestamptz, ended_at timestamptz, primary key (programme, day, kind, rule));
        """;

    public Task Run(ProgrammeView here, DateTimeOffset now, CancellationToken cancellationToken) => Run(here, whatAges.All, now, cancellationToken);

    public async Task Run(ProgrammeView here, IReadOnlyList<AgeingThings> all, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rules = await book.Of(here.Id);
        foreach (var things in all)
        {
            var turn = new Turn(here, things, rules.Single(rule => rule.Kind == things.Kind), here.Today(now), now);
            await Finish(turn, cancellationToken);
            await TakeDue(turn, cancellationToken);
            await End(turn);
        }
    }

    /// <summary>What a run on a day would take, as things are now.</summary>
    public async Task<IReadOnlyList<Foreseen>> Foresee(ProgrammeView here, DateOnly day)
    {
        var foreseen = new List<Foreseen>();
        var rules = await book.Of(here.Id);
        foreach (var things in whatAges.All)
        {
            var turn = new Turn(here, things, rules.Single(rule => rule.Kind == things.Kind), day, default);
            foreseen.Add((await views.Everywhere.One<Foreseen>(
                $"""
                select '{turn.Kind}' as kind, (count(*) filter (where at < @Before))::int as due, (count(*) filter (where at >= @Before))::int as remaining,
                       min(at) filter (where at >= @Before) as oldest from ({things.Everything}) q
                """,
                turn.Parameters))!);
        }

        return foreseen;
    }

    /// <summary>The proof, the newest day first.</summary>
    public Task<IReadOnlyList<RetentionRun>> Of(Guid programme, int limit) => views.In(programme).Many<RetentionRun>(
        "select * from hub.retention_run where programme = @programme order by day desc, kind, rule limit @limit", new { programme, limit });

    /// <summary>Begun by a run that was cut off: what it noted is taken, under the rule that it had.</summary>
    async Task Finish(Turn turn, CancellationToken cancellationToken)
    {
        while (await views.Everywhere.Column<string>("select item from hub.retention_due where programme = @Programme and kind = @kind limit @AtOnce", turn.Parameters) is { Count: > 0 } noted)
            await Take(turn, [.. noted], cancellationToken);
    }

    async Task TakeDue(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Rule.Months is null) return;
        for (var tried = new List<string>(); ;)
        {
            var due = await views.Everywhere.Column<string>(
                $"select item from ({turn.Things.Everything}) q where at < @Before and not item = any(@tried) order by at, item limit @AtOnce",
                turn.With(tried));
            if (due.Count == 0) return;
            await views.Execute(
                "insert into hub.retention_due (programme, kind, item, rule, months) select @Programme, @kind, item, @rule, @months from unnest(@items) item on conflict do nothing",
                turn.With(due));
            await Take(turn, [.. due], cancellationToken);
            tried.AddRange(due);
        }
    }

    async Task Take(Turn turn, string[] items, CancellationToken cancellationToken)
    {
        await turn.Things.Take(turn.Here.Id, items, turn.Now, cancellationToken);
        // What would not go, since its owner came back to it in between, is not counted as gone.
        await views.Execute(
            $"""
            with struck as (delete from hub.retention_due where programme = @Programme and kind = @kind and item = any(@items) returning item, rule, months)
            insert into hub.retention_run as run (programme, day, kind, rule, months, taken, remaining)
            select @Programme, @Today, @kind, rule, months, (count(*) filter (where item not in ({turn.Things.Standing})))::int, 0 from struck group by rule, months
            on conflict (programme, day, kind, rule) do update set taken = run.taken + excluded.taken, ended_at = null
            """,
            turn.With(items));
    }

    /// <summary>What is left, once a day and rule: a second run on a day that finds nothing leaves the proof as it is.</summary>
    Task<int> End(Turn turn) => views.Execute(
        $"""
        insert into hub.retention_run as run (programme, day, kind, rule, months, taken, remaining, oldest, ended_at)
        select @Programme, @Today, @kind, @rule, @months, 0, count(*)::int, min(at), @Now from ({turn.Things.Everything}) q
        on conflict (programme, day, kind, rule) do update set remaining = excluded.remaining, oldest = excluded.oldest, ended_at = excluded.ended_at
         where run.ended_at is null
        """,
        turn.Parameters);

    /// <summary>One kind on one day.</summary>
    sealed record Turn(ProgrammeView Here, AgeingThings Things, HeldRule Rule, DateOnly Today, DateTimeOffset Now)
    {
        public string Kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(Things.Kind.ToString());

        public object Parameters => With([]);

        public object With(IEnumerable<string> items) => new
        {
            Programme = Here.Id, today = Today, Today, Now, kind = Kind, rule = Rule.Version, months = Rule.Months, Before, Things.AtOnce,
            usual = RetentionRules.Usual(Ageing.LeftMembers), items = items.ToArray(), tried = items.ToArray(),
        };

        /// <summary>Midnight where the programme is; where nothing ages out, the beginning of time.</summary>
        DateTimeOffset Before
        {
            get
            {
                if (Rule.Months is not { } months) return DateTimeOffset.UnixEpoch;
                var midnight = RetentionRules.DueBefore(Today, months).ToDateTime(TimeOnly.MinValue);
                return new DateTimeOffset(midnight, Here.TimeZone.GetUtcOffset(midnight));
            }
        }
    }
}
