using System.Text.Json;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>What people choose about nudges: decided on a stream of their own, and in the table that every sending asks, before they are answered.</summary>
public sealed class Choices(Streams streams, Views views, ReadModels readModels, ProgrammeDirectory programmes, MemberDirectory members)
{
    /// <summary>As every sending sees it.</summary>
    public async Task<NudgeChoice> Of(Guid person)
    {
        var row = await views.Everywhere.One<NudgeChoiceRow>("select * from hub.nudge_choice where person = @person", new { person });
        return row is null ? NudgeChoice.None : new(row.Dose, [.. row.Muted], row.SnoozedUntil);
    }

    /// <summary>Decides, writes, and returns when it holds.</summary>
    /// <param name="person">Who chooses, for themselves.</param>
    /// <param name="command">Idempotency key.</param>
    public async Task<Outcome> Change(Guid person, DateTimeOffset now, Guid command, Func<NudgeChoice, Decision> decide)
    {
        // A choice is about all programmes; the log wants one to file it under.
        if (await HomesOf(person) is not [var home, ..]) return new No(Refusals.Members.Unknown, []);
        var stream = StreamNames.NudgeChoice(person);
        var outcome = await streams.Decide(stream, new Writer(home.Id, person, now, command), decide);
        if (outcome is Done) await Show(person, stream);
        return outcome;
    }

    /// <summary>The days somebody is away, in every programme they are in.</summary>
    public async Task<Outcome> BeAway(Guid person, DateTimeOffset now, Guid command, NoteAbsence? absence)
    {
        Outcome outcome = new No(Refusals.Members.Unknown, []);
        foreach (var home in await HomesOf(person))
        {
            if (await members.Find(home.Id, person) is not { } me) continue;
            var (local, stream) = (home.Local(now), StreamNames.Member(home.Id, person));
            outcome = await streams.Decide(stream, new Writer(home.Id, person, local, command), state => absence is null
                ? BeingAway.End(state, new EndAbsence(), me, local)
                : BeingAway.Note(state, absence, me, local));
            if (outcome is No) break;
        }

        await Wake(person);
        return outcome;
    }

    public async Task<IReadOnlyList<ProgrammeView>> HomesOf(Guid person)
    {
        var slugs = await views.Everywhere.Column<string>(
            "select g.slug from programme g join member m using (programme) where m.member = @person and not m.\"left\" order by g.name", new { person });
        var homes = new List<ProgrammeView>();
        foreach (var slug in slugs)
            if (await programmes.Find(slug) is { } home) homes.Add(home);
        return homes;
    }

    /// <summary>The absence that is noted, in the first programme that has one.</summary>
    public async Task<Absence?> AwayOf(Guid person)
    {
        var row = await views.Everywhere.One<MemberRow>(
            "select * from member where member = @person and not \"left\" and away_to >= current_date - 1 order by away_to limit 1", new { person });
        return row is { AwayFrom: { } from, AwayTo: { } to } ? new(from, to) : null;
    }

    // Of two choices at once the later one stays, whichever of them is slower: who shows one has read it while nobody else could show another.
    async Task Show(Guid person, Stream<NudgeChoice> stream)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(Lock, new { person }, transaction);
        var choice = await streams.Read(stream);
        await connection.ExecuteAsync(
            $"""
            insert into hub.nudge_choice as c (person, dose, muted, snoozed_until, snoozed_at, changed_at)
            values (@person, @Dose, @muted, @SnoozedUntil, case when @SnoozedUntil::timestamptz is not null then hub.clock() end, hub.clock())
            on conflict (person) do update set dose = excluded.dose, muted = excluded.muted, snoozed_until = excluded.snoozed_until, changed_at = excluded.changed_at,
              snoozed_at = case when excluded.snoozed_until is not distinct from c.snoozed_until or c.snoozed_until > hub.clock() then c.snoozed_at else excluded.snoozed_at end;
            {Woken}
            """,
            new { person, choice.Dose, muted = choice.Muted.Order().Select(Written).ToArray(), choice.SnoozedUntil }, transaction);
        await transaction.CommitAsync();
    }

    Task<int> Wake(Guid person) => views.Execute($"{Lock}; {Woken}", new { person });

    // As for a turn, so that none waits for another in a circle.
    const string Lock = "select pg_advisory_xact_lock(hashtextextended('nudge ' || @person, 0))";

    // What waits was told until when by the choice before: it is weighed anew at once, and mails keep their two days.
    const string Woken = """
        update hub.nudge set not_before = greatest(hub.clock(), shown_at + interval '2 days')
         where recipient = @person and not_before > hub.clock() and (state = 'waiting' and passed_at is null and reason is not null
            or state = 'sent' and via = 'bell' and mailed_at is null and reason in ('snoozed', 'away', 'dose_spent'))
        """;

    static string Written(NudgeKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
