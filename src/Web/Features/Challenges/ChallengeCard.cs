using System.Text.Json.Serialization;
using Activation.Domain.Challenges;
using Activation.Store;
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

public sealed class ChallengeProjection : IProjection
{
    public string Name => "challenges";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<ChallengeCard>("challenge", "challenge")];

    public string Ddl => """
        create table challenge (challenge uuid primary key, programme uuid not null, stage int not null, title text not null, text text not null,
          measure text not null, value text, focus_area text, target int not null, until_on date not null, set_position bigint not null,
          reached_at timestamptz, last text, initiatives int, participants int, dropped boolean not null);
        create index challenge_stage on challenge (programme, stage, set_position);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (IdOf(recorded.Data) is { } challenge) wanted.Row<ChallengeCard>(challenge);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is ChallengeSet set)
            rows.Put(
                new ChallengeCard(
                    set.Challenge, recorded.Tenant, set.Stage, FreeTexts.Title(set.Title), set.Text, set.Aim.Measure, set.Aim.Value, set.Aim.FocusArea, set.Aim.Target,
                    set.Until, recorded.Position, null, null, null, null, false),
                set.Challenge);
        else if (IdOf(recorded.Data) is { } challenge && rows.Find<ChallengeCard>(challenge) is { } card)
            rows.Put(Evolve(card, recorded), challenge);
    }

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
