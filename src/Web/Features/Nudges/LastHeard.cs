using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>When somebody was last heard of, and when they were told that we go quiet: in whichever programme, since both are a person's.</summary>
/// <param name="FadedAt">Null when they never were.</param>
/// <param name="HeardAt">When they last looked at something, chose, or did anything at all; null when never.</param>
sealed record LastHeard(Guid Member, DateTimeOffset? FadedAt, DateTimeOffset? HeardAt)
{
    const string WasFaded = "f.kind = 'fading_out' and f.passed_at is not null and (f.state <> 'skipped' or f.reason = 'in_digest')";

    // What a nudge asks for is noticed for eight weeks; whoever comes back later, proposes or votes, has come back all the same. Of few people, each found by an index.
    const string Sql = $"""
        select p.member, (select max(f.passed_at) from hub.nudge f where f.recipient = p.member and {WasFaded}) as faded_at,
               greatest(
                 (select max(greatest(n.seen_at, n.acted_at)) from hub.nudge n where n.recipient = p.member),
                 (select c.changed_at from hub.nudge_choice c where c.person = p.member),
                 (select max(h.at) from happening h where h.actor = p.member), (select max(b.at) from ballot b where b.member = p.member),
                 (select max(g.at) from pledge g where g.member = p.member), (select max(r.at) from rating r where r.member = p.member),
                 (select max(c.at) from comment c where c.author = p.member)) as heard_at
          from unnest(@people) p(member)
        """;

    /// <summary>We go quiet, have said so, and nothing was heard since.</summary>
    public bool IsToldSo => FadedAt is { } faded && !(HeardAt > faded);

    public static Task<IReadOnlyList<LastHeard>> Of(Views views, Guid[] people) => views.Everywhere.Many<LastHeard>(Sql, new { people });

    /// <summary>Of those alone who were ever told that we go quiet: of most people nobody needs to ask.</summary>
    public static async Task<IReadOnlyList<LastHeard>> OfFaded(Views views, Guid[] people)
    {
        var faded = await views.Everywhere.Column<Guid>($"select distinct f.recipient from hub.nudge f where f.recipient = any(@people) and {WasFaded}", new { people });
        return faded.Count == 0 ? [] : await Of(views, [.. faded]);
    }
}
