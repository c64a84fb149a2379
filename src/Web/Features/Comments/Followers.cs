namespace Activation.Web.Features.Comments;

/// <summary>
/// Who follows an initiative or a story: those who have a part in it, and those who said that they want to be told; less those who said that they do
/// not. The one place that knows, as a table of <c>member</c> and <c>since</c>.
/// </summary>
public static class Followers
{
    /// <summary>Whoever proposed it, is behind one of its activities, or is in on it; and who wanted to be told of what went up in it.</summary>
    /// <param name="initiative">An expression of SQL.</param>
    public static string Of(string initiative) => Less(initiative, $"select {initiative} union all select d.initiative from initiative d where d.merged_into = {initiative}", $"""
        select f.proposer as member, f.proposed_at as since from initiative f where f.initiative = {initiative}
        union all select f.owner, f.planned_at from activity f where f.initiative = {initiative}
        union all select f.member, f.at from pledge f where f.initiative = {initiative}
        """);

    /// <summary>Whoever wrote it, and whose activity it tells of.</summary>
    /// <param name="story">An expression of SQL.</param>
    public static string OfStory(string story) => Less(story, $"select {story}", $"""
        select a.author::uuid as member, f.drafted_at as since from story f cross join lateral jsonb_array_elements_text(f.state -> 'authors') a(author) where f.story = {story}
        union all select (f.state ->> 'owner')::uuid, f.drafted_at from story f where f.story = {story}
        """);

    static string Less(string thing, string things, string part) => $"""
        (select x.member, min(x.since) as since
           from ({part} union all select f.member, f.at from follow f where f.thing in ({things}) and f.follows) x
          where not exists (select from follow f where f.thing = {thing} and f.member = x.member and not f.follows) group by x.member)
        """;
}
