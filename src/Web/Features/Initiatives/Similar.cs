using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>An initiative that may be about the same thing.</summary>
public sealed record SimilarInitiative(int Number, string Title, string Municipality, string State);

/// <summary>Before somebody proposes what is there already: initiatives that share telling words, the closest first.</summary>
/// <remarks>
/// Under the row lock PostgreSQL tries no index of words: whether a text matches could tell of other programmes' rows before the lock has hidden them. So it
/// is asked without the lock and names its programme itself, in both statements.
/// </remarks>
public sealed class Similar(Views views)
{
    const int Shown = 5;

    /// <summary>Of so many that share a word anywhere in their text, the closest: weighing each of many thousands would take seconds.</summary>
    const int Weighed = 300;

    /// <summary>Of so many words each is looked for together with each other: every pair is a look of its own.</summary>
    const int Paired = 8;

    const string InPlay = "i.programme = @programme and i.state <> 'withdrawn' and i.merged_into is null";

    // How many the titles share is counted look by look: nothing is weighed that is not among the closest. Three words shared are three pairs, four are six.
    const string ByTitle = $"""
        select i.number, i.title, i.municipality, i.state
          from unnest(@words) word join initiative i on to_tsvector('swedish', i.title) @@ to_tsquery('swedish', word)
         where {InPlay} group by i.initiative order by count(*) desc, i.number desc limit @Shown
        """;

    const string ByText = $"""
        select number, title, municipality, state
          from (select i.* from initiative i
                 where {InPlay} and to_tsvector('swedish', i.title || ' ' || i.description) @@ to_tsquery('swedish', @any) limit @Weighed) i
         order by ts_rank(setweight(to_tsvector('swedish', title), 'A') || setweight(to_tsvector('swedish', description), 'D'),
                          to_tsquery('swedish', @any)) desc, number desc
         limit @Shown
        """;

    // A slip of the pen and the other half of a compound begin no word: their trigrams are alike. Where a server has none, only words are looked for.
    const string HasTrigrams = "select to_regoperator('%>(text,text)') is not null";

    const string ByLikeness = $"""
        select i.number, i.title, i.municipality, i.state
          from unnest(@likes) word join initiative i on i.title %> word
         where {InPlay} group by i.initiative order by count(*) desc, max(word_similarity(word, i.title)) desc, i.number desc limit @Shown
        """;

    public async Task<IReadOnlyList<SimilarInitiative>> To(string? title, Guid programme)
    {
        if (SearchWords.Telling(title) is not { Length: > 0 } words) return [];
        // Two words together are rare where each alone is in thousands of titles. Where too few share two, one is enough; and then any word anywhere.
        var near = await Find(ByTitle, Pairs([.. words.Take(Paired)]), programme);
        if (near.Count < Shown) near = And(near, await Find(ByTitle, words, programme));
        if (near.Count < Shown) near = And(near, await Find(ByText, words, programme));
        return near.Count == Shown || !await views.Everywhere.Value<bool>(HasTrigrams) ? near : And(near, await Find(ByLikeness, words, programme));
    }

    Task<IReadOnlyList<SimilarInitiative>> Find(string sql, string[] words, Guid programme) =>
        views.Everywhere.Many<SimilarInitiative>(sql, new
        {
            programme, words, any = string.Join(" | ", words), likes = words.Select(word => word[..^SearchWords.Begun.Length]).ToArray(), Shown, Weighed,
        });

    static string[] Pairs(string[] words) => [.. words.SelectMany((one, at) => words.Skip(at + 1).Select(other => $"{one} & {other}"))];

    static IReadOnlyList<SimilarInitiative> And(IReadOnlyList<SimilarInitiative> near, IReadOnlyList<SimilarInitiative> others) =>
        [.. near.Concat(others).DistinctBy(one => one.Number).Take(Shown)];
}
