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

    /// <summary>What stands in more titles than this says little of any of them ("every week"): it counts for so many, and the rarer words decide.</summary>
    const int Told = 1_000;

    /// <summary>Of so many words each is looked for together with each other: every pair is a look of its own.</summary>
    const int Paired = 6;

    /// <summary>A telling word, and how it is asked for in all languages at once.</summary>
    sealed record Asked(string Word, string Query);

    // Most words come to the same in all languages: looked for once. What says nothing in one of them ("eller", "where") stands in every text of that one.
    static readonly string Stems = $"""
        select word, (select string_agg(distinct asked::text, ' | ') from unnest(array[{string.Join(", ", Stemmed)}]) asked) as query
          from unnest(@words) with ordinality told(word, at)
         where {string.Join(" and ", Stemmed.Select(stem => $"numnode({stem}) > 0"))} order by at
        """;

    static IEnumerable<string> Stemmed => SearchWords.Dictionaries.Select(one => $"to_tsquery('{one.Dictionary}', word)");

    // How many the titles share is counted look by look: nothing is weighed that is not among the closest. Three words shared are three pairs, four are six.
    static readonly string ByTitle = Closest(
        """
        select w.initiative, w.number, sum(weight) as shared, 0 as close
          from unnest(@words, @weights) look(word, weight) cross join lateral (
            select w.initiative, w.number from initiative_words w where w.title_words @@ word::tsquery and w.programme = @programme and w.in_play limit @Told) w
         group by w.initiative, w.number
        """);

    static readonly string ByText = Closest(
        """
        select w.initiative, w.number, 0 as shared, ts_rank(w.words, @any::tsquery) as close
          from (select * from initiative_words w where w.programme = @programme and w.in_play and w.words @@ @any::tsquery limit @Weighed) w
        """);

    // A slip of the pen and the other half of a compound begin no word: their trigrams are alike. Where a server has none, only words are looked for.
    const string HasTrigrams = "select to_regoperator('%>(text,text)') is not null";

    static readonly string ByLikeness = Closest(
        """
        select w.initiative, w.number, count(*) as shared, max(word_similarity(word, w.title)) as close
          from unnest(@words) word join initiative_words w on w.title %> word
         where w.programme = @programme and w.in_play group by w.initiative
        """);

    public async Task<IReadOnlyList<SimilarInitiative>> To(string? title, Guid programme)
    {
        if (SearchWords.Telling(title) is not { Length: > 0 } telling) return [];
        var asked = await views.Everywhere.Many<Asked>(Stems, new { words = telling });
        if (asked.Count == 0) return [];
        string[] words = [.. asked.Select(one => $"({one.Query})")];
        // The more words together, the fewer titles have them, and the sooner they are found: all but one, then any two, which are rare where each alone is
        // in thousands of titles. Where too few share two, one is enough; and then any word anywhere.
        string[] some = [.. words.Take(Paired)];
        var near = some.Length > 3 ? await Find(ByTitle, AllButOne(some), programme) : [];
        if (near.Count < Shown) near = And(near, await Find(ByTitle, Together(some), programme));
        if (near.Count < Shown) near = And(near, await Find(ByTitle, words, programme));
        if (near.Count < Shown) near = And(near, await Find(ByText, words, programme));
        return near.Count == Shown || !await views.Everywhere.Value<bool>(HasTrigrams)
            ? near
            : And(near, await Find(ByLikeness, [.. asked.Select(one => one.Word[..^SearchWords.Begun.Length])], programme));
    }

    Task<IReadOnlyList<SimilarInitiative>> Find(string sql, string[] words, Guid programme) => Find(sql, [.. words.Select(word => (word, 1))], programme);

    Task<IReadOnlyList<SimilarInitiative>> Find(string sql, (string Word, int Weight)[] looks, Guid programme)
    {
        string[] words = [.. looks.Select(look => look.Word)];
        return views.Everywhere.Many<SimilarInitiative>(
            sql, new { programme, words, weights = looks.Select(look => look.Weight).ToArray(), any = string.Join(" | ", words), Shown, Weighed, Told });
    }

    static string Closest(string found) => $"""
        select i.number, i.title, i.municipality, i.state
          from ({found} order by shared desc, close desc, number desc limit @Shown) w join initiative i using (initiative)
         order by w.shared desc, w.close desc, w.number desc
        """;

    static (string, int)[] AllButOne(string[] words) =>
        [(string.Join(" & ", words), 1), .. words.Select((_, left) => (string.Join(" & ", words.Where((_, at) => at != left)), 1))];

    // A title that shares them all is found though each pair stands in too many.
    static (string, int)[] Together(string[] words)
    {
        (string, int)[] pairs = [.. words.SelectMany((one, at) => words.Skip(at + 1).Select(other => ($"{one} & {other}", 1)))];
        return words.Length > 2 ? [.. pairs, (string.Join(" & ", words), pairs.Length)] : pairs;
    }

    static IReadOnlyList<SimilarInitiative> And(IReadOnlyList<SimilarInitiative> near, IReadOnlyList<SimilarInitiative> others) =>
        [.. near.Concat(others).DistinctBy(one => one.Number).Take(Shown)];
}
