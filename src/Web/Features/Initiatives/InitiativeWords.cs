namespace Activation.Web.Features.Initiatives;

/// <summary>What an initiative is found by: written when its words change, not with every vote on it, since an index of words is dear to write.</summary>
/// <param name="InPlay">It was neither withdrawn nor merged.</param>
public sealed record InitiativeWords(Guid Initiative, Guid Programme, int Number, string Title, string Description, bool InPlay)
{
    /// <summary>The words are taken apart once, when they are written: a search that weighs many reads what came of it. By the rules of all languages in one
    /// vector: an index of each would be looked up three times, and most words are the same in all.</summary>
    public static readonly string Ddl = $"""
        create table initiative_words (initiative uuid primary key, programme uuid not null, number int not null, title text not null, description text not null,
          in_play boolean not null,
          title_words tsvector generated always as ({SearchWords.Vector("title")}) stored,
          words tsvector generated always as (setweight({SearchWords.Vector("title")}, 'A') || setweight({SearchWords.Vector("description")}, 'D')) stored);
        create index initiative_words_title on initiative_words using gin (title_words);
        create index initiative_words_all on initiative_words using gin (words);
        -- A part of a word is found by its trigrams. Where they may not be had (a server without contrib, an owner who may make no extension) titles are read one by one.
        do $$ begin
          create extension if not exists pg_trgm schema public;
          create index initiative_words_within on initiative_words using gin (title gin_trgm_ops);
        exception when insufficient_privilege or feature_not_supported or undefined_file or undefined_object or invalid_schema_name then
          raise notice 'searching parts of words without an index: %', sqlerrm;
        end $$;
        """;

    public static InitiativeWords Of(InitiativeCard card) =>
        new(card.Initiative, card.Programme, card.Number, card.Title, card.Description, card.State != "withdrawn" && card.MergedInto is null);
}
