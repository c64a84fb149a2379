using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Features.Happenings;

/// <summary>One thing that happened around an initiative: its history, and what the boards show as just happened.</summary>
/// <param name="Kind">The stored event name.</param>
/// <param name="Number">A figure that belongs to it: participants, level, or whether it lives (0 yes, 1 partly, 2 no).</param>
public sealed record HappeningRow(
    long Position, Guid Programme, Guid Initiative, Guid? Activity, string Kind, Guid? Actor, DateTimeOffset At, string? Reason, int? Number,
    DateOnly? On);

/// <summary>How much happened around one initiative within one minute, votes included: the pulse of the moment.</summary>
public sealed record MinuteRow(Guid Programme, DateTimeOffset Minute, Guid Initiative, int Happenings);

public sealed class HappeningProjection : IProjection
{
    public string Name => "happenings";

    public int Revision => 3;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<HappeningRow>("happening", "position"), Table.Of<MinuteRow>("minute", "programme", "minute", "initiative")];

    public string Ddl => """
        create table happening (position bigint primary key, programme uuid not null, initiative uuid not null, activity uuid, kind text not null,
          actor uuid, at timestamptz not null, reason text, number int, "on" date);
        create index happening_initiative on happening (initiative, position);
        create index happening_programme on happening (programme, position);
        create index happening_at on happening (programme, at);
        create index happening_actor on happening (actor, at);
        create index happening_help on happening (activity, position) where kind = 'help-asked';
        create table minute (programme uuid not null, minute timestamptz not null, initiative uuid not null, happenings int not null,
          primary key (programme, minute, initiative));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (InitiativeEvent.IdOf(recorded.Data) is { } initiative) wanted.Row<MinuteRow>(recorded.Tenant, Minute(recorded), initiative);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (InitiativeEvent.IdOf(recorded.Data) is not { } initiative) return;
        var minute = Minute(recorded);
        object[] key = [recorded.Tenant, minute, initiative];
        var before = rows.Find<MinuteRow>(key)?.Happenings ?? 0;
        rows.Put(new MinuteRow(recorded.Tenant, minute, initiative, before + 1), key);
        if (Told(recorded.Data)) rows.Add(Happening(recorded, initiative));
    }

    /// <summary>Who votes, joins or rates is nobody's history: those are counted, never listed.</summary>
    static bool Told(object data) => data is not (VoteCast or VoteWithdrawn or PledgeMade or PledgeWithdrawn or OutcomeRated or CommentRemoved or ActivityPictureRemoved);

    static HappeningRow Happening(Recorded recorded, Guid initiative) => new(
        recorded.Position, recorded.Tenant, initiative, InitiativeEvent.ActivityOf(recorded.Data), recorded.Type, recorded.Actor, recorded.At,
        InitiativeEvent.ReasonOf(recorded.Data), NumberOf(recorded.Data), OnOf(recorded.Data));

    static int? NumberOf(object data) => data switch
    {
        ActivityCarriedOut e => e.Participants,
        ActivitySubmitted e => e.Level,
        ConcretisationCorrected e => e.Level,
        ActivityFollowedUp e => (int)e.Alive,
        _ => null,
    };

    static DateOnly? OnOf(object data) => data switch
    {
        ActivityScheduled e => e.DueOn,
        ActivityCarriedOut e => e.On,
        _ => null,
    };

    static DateTimeOffset Minute(Recorded recorded)
    {
        var utc = recorded.At.ToUniversalTime();
        return new DateTimeOffset(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }
}
