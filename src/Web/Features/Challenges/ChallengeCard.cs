using System.Text.Json.Serialization;
using Activation.Domain.Challenges;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Challenges;

/// <summary>A challenge as it was set, and when all had arrived.</summary>
/// <param name="Last">With the two counts: as it stood when it was reached.</param>
public sealed record ChallengeCard(
    Guid Challenge, Guid Programme, int Stage, string Title, string Text, ChallengeMeasure Measure, string? Value, string? FocusArea, int Target,
    DateOnly UntilOn, long SetPosition, DateTimeOffset? ReachedAt, string? Last, int? Initiatives, int? Participants, bool Dropped)
{
    [JsonIgnore]
    public ChallengeAim Aim => new(Measure, Value, FocusArea, Target);
}

/// <summary>How a challenge stood: as it was set or said better, when it was reached, when it was dropped.</summary>
public sealed record ChallengeSpell(Guid Programme, Guid Challenge, ChallengeCard Card, DateTimeOffset Since, DateTimeOffset Until) : ISpell<ChallengeSpell>
{
    public ChallengeSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

public sealed class ChallengeProjection : IProjection
{
    public string Name => "challenges";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<ChallengeCard>("challenge", "challenge"), Table.Of<ChallengeSpell>("challenge_spell", "challenge", "until") with { OfOneStream = true }];

    public string Ddl => """
        create table challenge (challenge uuid primary key, programme uuid not null, stage int not null, title text not null, text text not null,
          measure text not null, value text, focus_area text, target int not null, until_on date not null, set_position bigint not null,
          reached_at timestamptz, last text, initiatives int, participants int, dropped boolean not null);
        create index challenge_stage on challenge (programme, stage, set_position);
        create table challenge_spell (programme uuid not null, challenge uuid not null, card jsonb not null, since timestamptz not null,
          until timestamptz not null, primary key (challenge, until));
        create index challenge_spell_until on challenge_spell (programme, until);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (IdOf(recorded.Data) is not { } challenge) return;
        wanted.Row<ChallengeCard>(challenge);
        wanted.Row<ChallengeSpell>(challenge, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (IdOf(recorded.Data) is not { } challenge) return;
        var card = recorded.Data is ChallengeSet set ? Of(set, recorded) : rows.Find<ChallengeCard>(challenge) is { } before ? Evolve(before, recorded) : null;
        if (card is null) return;
        rows.Put(card, challenge);
        rows.Turn(recorded.At, new ChallengeSpell(recorded.Tenant, challenge, card, recorded.At, Spells.Open), challenge);
    }

    static ChallengeCard Of(ChallengeSet set, Recorded recorded) => new(
        set.Challenge, recorded.Tenant, set.Stage, FreeTexts.Title(set.Title), set.Text, set.Aim.Measure, set.Aim.Value, set.Aim.FocusArea, set.Aim.Target,
        set.Until, recorded.Position, null, null, null, null, false);

    static ChallengeCard Evolve(ChallengeCard card, Recorded recorded) => recorded.Data switch
    {
        ChallengeChanged e => card with
        {
            Title = FreeTexts.Title(e.Title),
            Text = e.Text,
            Measure = e.Aim.Measure,
            Value = e.Aim.Value,
            FocusArea = e.Aim.FocusArea,
            Target = e.Aim.Target,
            UntilOn = e.Until,
        },
        ChallengeReached e => card with { ReachedAt = recorded.At, Last = e.Last, Initiatives = e.Initiatives, Participants = e.Participants },
        ChallengeDropped => card with { Dropped = true },
        _ => card,
    };

    static Guid? IdOf(object data) => data switch
    {
        ChallengeSet e => e.Challenge,
        ChallengeChanged e => e.Challenge,
        ChallengeReached e => e.Challenge,
        ChallengeDropped e => e.Challenge,
        _ => null,
    };
}
