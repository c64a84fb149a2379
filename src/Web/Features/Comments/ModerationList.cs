using Activation.Web.Platform;
using Activation.Web.Platform.Identity;

namespace Activation.Web.Features.Comments;

/// <summary>A comment that waits for somebody who answers for what is said.</summary>
/// <param name="Title">Of the initiative.</param>
/// <param name="Slug">Of the story, where it is about one.</param>
public sealed record OpenCase(
    Guid Comment, Guid Initiative, Guid? Story, Guid Author, string Text, DateTimeOffset At, Report[] Reports, Moderation? Moderation, int Number, string Title, string Municipality, string? Slug,
    Guid[] Mentioned) : IListed
{
    public bool IsAppeal => Moderation?.Step == ModerationStep.Appealed;

    public Spot Spot => new(Initiative, Story);
}

/// <summary>Reports and appeals that nobody has answered. That somebody reported what one wrote oneself is not for oneself to know.</summary>
public sealed class ModerationList(Views views, Accounts accounts)
{
    const string Open = """
          from comment c join initiative i using (initiative) left join story s on s.story = c.story
         where c.programme = @programme and (c.reports <> '[]' and c.author <> @me or c.moderation ->> 'step' = 'appealed') and coalesce(s.municipality, i.municipality) = any(@places)
        """;

    const string Case =
        "select c.comment, c.initiative, c.story, c.author, c.text, c.at, c.reports, c.moderation, c.mentioned, i.number, i.title, coalesce(s.municipality, i.municipality) as municipality, s.slug";

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<OpenCase>> In(Guid programme, string[] places, Guid me, int from, int count) => views.Many<OpenCase>(
        $"{Case} {Open} order by coalesce(c.reports -> 0 ->> 'at', c.moderation ->> 'at'), c.comment offset @from limit @count",
        new { programme, places, me, from, count });

    public Task<OpenCase?> One(Guid programme, string[] places, Guid me, Guid comment) => views.One<OpenCase>(
        $"{Case} {Open} and c.comment = @comment",
        new { programme, places, me, comment });

    /// <summary>
    /// Those of these comments that were hidden, and for which nobody but who hid them answers: their author can be answered by nobody. Whoever is away comes
    /// back; whose account is shut does not count.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> WithNobodyElse(Guid programme, IReadOnlyCollection<Guid> comments)
    {
        if (comments.Count == 0) return new HashSet<Guid>();
        var hidden = await views.Many<Answering>(
            """
            select c.comment, array(
                     select m.member from member m where m.programme = c.programme and not m."left" and m.member <> c.author and m.member <> (c.moderation ->> 'hidden_by')::uuid
                        and (m.roles && array['administrator', 'programme_lead'] or coalesce(s.municipality, i.municipality) = any(m.deputy_for)
                          or 'coordinator' = any(m.roles) and m.municipality = coalesce(s.municipality, i.municipality))) as others
              from comment c join initiative i using (initiative) left join story s on s.story = c.story
             where c.programme = @programme and c.comment = any(@comments) and c.moderation is not null
            """,
            new { programme, comments = comments.ToArray() });
        var open = await accounts.Open([.. hidden.SelectMany(one => one.Others).Distinct()]);
        return hidden.Where(one => !one.Others.Intersect(open).Any()).Select(one => one.Comment).ToHashSet();
    }

    /// <summary>What its author is told when they have appealed.</summary>
    public async Task<string> AppealedTo(Guid programme, Guid comment) =>
        (await WithNobodyElse(programme, [comment])).Contains(comment) ? "comments.appealed-nobody" : "comments.appealed";

    public Task<int> Count(Guid programme, string[] places, Guid me) => views.Value<int>($"select count(*)::int {Open}", new { programme, places, me });

    /// <param name="Others">Who answers for what is said there, without its author and who hid it.</param>
    sealed record Answering(Guid Comment, Guid[] Others);
}
