using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Stories;

/// <summary>An initiative that was borrowed from a story, and in whose words somebody's name stands.</summary>
public sealed record LentName(int Number, string Title, string Name);

/// <summary>
/// What was borrowed from a story before somebody was named in it took its words along. When they say no, or are taken off the list, their name goes from
/// what is still being written; what was sent is others' own words, and whoever tells the story is shown where the name stands.
/// </summary>
public sealed class LentNames(Views views, PeopleDirectory people, KeptWords kept)
{
    /// <summary>Takes the name out of drafts, and finds it in what was sent.</summary>
    public async Task<IReadOnlyList<LentName>> Forget(Guid programme, Guid initiative, Guid person)
    {
        if (await people.Find(person) is not { Name.Length: > 0 } row) return [];
        await kept.ForgetInDrafts(initiative, [row.Name]);
        return await Standing(programme, initiative, [row.Name]);
    }

    /// <summary>Where names stand in initiatives that were borrowed from this one.</summary>
    public async Task<IReadOnlyList<LentName>> Standing(Guid programme, Guid initiative, IReadOnlyCollection<string> names) => names.Count == 0 ? [] :
    [
        .. from copy in await views.In(programme).Many<Copy>(
            """
            select i.number, i.title, concat_ws(E'\n', i.title, i.description, (select string_agg(a.title || E'\n' || a.plan::text, E'\n') from activity a where a.initiative = i.initiative)) as words
              from initiative i where i.programme = @programme and i.parent = @initiative order by i.number
            """,
            new { programme, initiative })
           from name in names
           where WholeWord.IsIn(copy.Words, name)
           select new LentName(copy.Number, copy.Title, name),
    ];

    sealed record Copy(int Number, string Title, string Words);
}
