using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Web.Features.Nudges.Families;

public sealed class BeginningFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.FirstAct];

    // Those who look on, or join what others propose, are not asked to propose.
    const string Sql = """
        select m.member, m.municipality, coalesce(t.name, '') as municipality_name, max(e.at) as joined_at, false as has_acted
          from audit e join member m on m.programme = e.programme and m.member = e.member
          left join municipality t on t.programme = m.programme and t.municipality = m.municipality
         where e.programme = @programme and e.kind = 'member-enrolled' and e.at between @now - interval '30 days' - make_interval(days => @missed) and @now - interval '3 days'
           and not m."left" and (not m.roles <@ array['viewer', 'partner'] or cardinality(m.deputy_for) > 0) and (@people::uuid[] is null or m.member = any(@people))
           and not exists (select from ballot x where x.member = m.member) and not exists (select from pledge x where x.member = m.member)
           and not exists (select from initiative x where x.proposer = m.member) and not exists (select from comment x where x.author = m.member)
           and not exists (select from rating x where x.member = m.member)
         group by 1, 2, 3
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<Newcomer>(Sql, scope.Asked)).Select(one => Beginning.FirstAct(one, scope.Time)).Once();
}
