using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>An initiative that may be about the same thing.</summary>
public sealed record SimilarInitiative(int Number, string Title, string Municipality, string State);

/// <summary>Before somebody proposes what is there already: initiatives that share telling words with the title, the closest first.</summary>
public sealed class Similar(Views views)
{
    const int Shown = 5;

    public async Task<IReadOnlyList<SimilarInitiative>> To(string? title, Guid programme) =>
        SearchWords.Any(title) is not { } words ? [] : await views.Many<SimilarInitiative>(
            """
            select number, title, municipality, state
              from initiative
             where programme = @programme and state <> 'withdrawn'
               and to_tsvector('swedish', title || ' ' || description) @@ to_tsquery('swedish', @words)
             order by ts_rank(setweight(to_tsvector('swedish', title), 'A') || setweight(to_tsvector('swedish', description), 'D'),
                              to_tsquery('swedish', @words)) desc, number desc
             limit @Shown
            """,
            new { programme, words, Shown });
}
