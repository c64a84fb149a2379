using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Web.Features.Comments;

namespace Activation.Web.Features.Nudges.Families;

/// <summary>What was said to somebody, and what moved of what they follow, since they last looked.</summary>
public sealed class StirringFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.SpokenTo, NudgeKind.FollowedMoved];

    // What is shown of the last days on which somebody could be told. Of a story that was taken down nobody is told.
    const string Said = """
        said as materialized (
          select c.comment, c.initiative, c.story, coalesce(c.story, c.initiative) as thing, c.activity, c.thread, c.author, c.at, c.mentioned, i.municipality
            from comment c join initiative i using (initiative)
           where c.programme = @programme and c.at > @since and (@subjects::uuid[] is null or coalesce(c.story, c.initiative) = any(@subjects))
             and (c.story is null or exists (select from shown_story s where s.story = c.story)) and coalesce(c.moderation ->> 'step', 'shown') = 'shown')
        """;

    // Who is mentioned is spoken to. An answer is to whoever began the thread and to those who answered in it before; what is said by itself is to those whose it is about, unless they follow it no longer, and what was hidden
    // or shown again is told to who wrote it.
    const string Addressed = """
        addressed as materialized (
          select s.comment, s.thing, s.municipality, s.at, r.member, min(r.how) as how
            from said s cross join lateral (
              select unnest(s.mentioned) as member, '1 mention' as how
              union all select h.author, '2 answer' from comment h where s.thread is not null and h.initiative = s.initiative and (h.comment = s.thread or h.thread = s.thread and h.at < s.at)
              union all select i.proposer, '3 comment' from initiative i where i.initiative = s.initiative and s.story is null
              union all select a.owner, '3 comment' from activity a where a.activity = s.activity
              union all select a.author::uuid, '3 comment' from story t cross join lateral jsonb_array_elements_text(t.state -> 'authors') a(author) where t.story = s.story) r
           where r.member <> s.author
             and not (r.how = '3 comment' and exists (select from follow f where f.thing = s.thing and f.member = r.member and not f.follows)) group by 1, 2, 3, 4, 5
          union all
          select c.comment, coalesce(c.story, c.initiative), i.municipality, (c.moderation ->> 'at')::timestamptz, c.author, '0 ' || (c.moderation ->> 'step')
            from comment c join initiative i using (initiative)
           where c.programme = @programme and c.moderation ->> 'step' in ('hidden', 'upheld', 'shown') and (c.moderation ->> 'at')::timestamptz > @since
             and (c.moderation ->> 'by')::uuid <> c.author and (@subjects::uuid[] is null or coalesce(c.story, c.initiative) = any(@subjects)))
        """;

    static readonly string Moved = $"""
        moved as materialized (
          select s.thing, s.municipality, s.at, f.member, '3 comment' as how
            from said s cross join lateral {Followers.Of("s.initiative")} f
           where s.story is null and f.member <> s.author and f.since < s.at and not exists (select from addressed a where a.comment = s.comment and a.member = f.member)
          union all
          select s.thing, s.municipality, s.at, f.member, '3 comment'
            from said s cross join lateral {Followers.OfStory("s.story")} f
           where s.story is not null and f.member <> s.author and f.since < s.at and not exists (select from addressed a where a.comment = s.comment and a.member = f.member)
          union all
          select i.initiative, i.municipality, r.at, f.member, '1 outcome'
            from activity a join initiative i using (initiative)
            cross join lateral (select x.at, x.member from rating x where x.activity = a.activity and x.part <> 'owner' order by x.at, x.member offset @from - 1 limit 1) r
            cross join lateral {Followers.Of("i.initiative")} f
           where a.programme = @programme and a.state = 'carried_out' and r.at > @since
             and a.activity in (select g.activity from grade g where g.programme = @programme and g.since > @since) and f.member not in (a.owner, r.member) and f.since < r.at
             and (@subjects::uuid[] is null or i.initiative = any(@subjects))
          union all
          select i.initiative, i.municipality, s.published_at, f.member, '2 story'
            from shown_story s join initiative i using (initiative) join story_version v on v.story = s.story and v.version = 1
            cross join lateral {Followers.Of("i.initiative")} f
           where s.programme = @programme and s.published_at > @since and f.member <> v.by and f.since < s.published_at
             and (@subjects::uuid[] is null or i.initiative = any(@subjects)))
        """;

    static string Gathered(string from, string kind) => $"""
        select n.thing, n.member as recipient, n.municipality, array_agg(n.how order by n.at, n.how) as hows, array_agg(n.at order by n.at, n.how) as ats, o.period as open
          from {from} n
          left join lateral (
            select max(greatest(b.seen_at, b.acted_at)) as at from hub.nudge b where b.kind = '{kind}' and b.recipient = n.member and b.object = 'talk:' || n.thing) looked on true
          left join lateral (
            select max(c.at) as at from comment c where c.author = n.member and coalesce(c.story, c.initiative) = n.thing) spoke on true
          left join lateral (
            select b.period from hub.nudge b
             where b.kind = '{kind}' and b.recipient = n.member and b.object = 'talk:' || n.thing and b.seen_at is null and b.acted_at is null and b.state <> 'skipped'
               and coalesce(b.until > @now, true) order by b.due_at desc limit 1) o on true
         where n.at > greatest(looked.at, case when n.how not like '0%' then spoke.at end, '-infinity') and (@people::uuid[] is null or n.member = any(@people))
         group by n.thing, n.member, n.municipality, o.period
        """;

    static readonly string ToSomebody = $"with {Said}, {Addressed} {Gathered("addressed", "spoken_to")}";

    static readonly string ToFollowers = $"with {Said}, {Addressed}, {Moved} {Gathered("moved", "followed_moved")}";

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope)
    {
        var asked = new
        {
            programme = scope.Time.Programme, now = scope.Time.Now, since = scope.Time.Since(Talking.ToldWithin), subjects = scope.Subjects, people = scope.People,
            from = scope.Rules.PublishedFrom,
        };
        return (await scope.Views.Many<Row>(ToSomebody, asked)).Select(one => Talking.SpokenTo(one.Read(), scope.Time))
            .Concat((await scope.Views.Many<Row>(ToFollowers, asked)).Select(one => Talking.Moved(one.Read(), scope.Time))).Once();
    }

    /// <param name="Hows">Each with its weight before it, beside when it was.</param>
    sealed record Row(Guid Thing, Guid Recipient, string Municipality, string[] Hows, DateTimeOffset[] Ats, string? Open)
    {
        public Stirring Read() => new(Thing, Recipient, Municipality, [.. Hows.Zip(Ats, (how, at) => new Stir(at, how[0] - '0', how[2..]))], Open);
    }
}
