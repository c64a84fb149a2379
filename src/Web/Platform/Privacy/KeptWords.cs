using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Activation.Web.Platform.Privacy;

/// <summary>
/// Takes somebody who was erased out of what others' rows beside the log repeat: ideas and stories that are being written, what programs were answered, what
/// a nudge was about, and what others call their keys and themselves.
/// </summary>
public sealed class KeptWords(Views views)
{
    const string Blank = "[…]";

    // A program's answer is JSON in a column of text; what somebody made is words, also when it reads like JSON.
    static readonly (string Table, string Column, string Type, bool IsJson)[] Places =
    [
        ("hub.draft", "idea", "jsonb", true), ("hub.draft", "plan", "jsonb", true), ("hub.story_draft", "text", "jsonb", true), ("hub.work", "title", "text", false), ("hub.work", "text", "text", false),
        ("hub.work", "alt", "text", false), ("hub.work", "name", "text", false), ("hub.api_key", "body", "text", true), ("hub.nudge", "args", "jsonb", true),
        ("hub.token", "name", "text", false), ("hub.passkey", "name", "text", false), ("hub.walk_guest", "name", "text", false),
    ];

    static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="words">What would give them away.</param>
    public async Task Forget(IReadOnlyCollection<string> words)
    {
        foreach (var (table, column, type, isJson) in Places) await Forget(table, column, type, isJson, words, "true", null);
    }

    /// <summary>Only from ideas that are being written and were borrowed from one initiative.</summary>
    public async Task ForgetInDrafts(Guid parent, IReadOnlyCollection<string> words)
    {
        foreach (var column in (string[])["idea", "plan"])
            await Forget("hub.draft", column, "jsonb", isJson: true, words, "idea ->> 'parent' = @parent", parent.ToString());
    }

    async Task Forget(string table, string column, string type, bool isJson, IReadOnlyCollection<string> words, string where, string? parent)
    {
        if (words.Count == 0) return;
        var patterns = words.Select(Pattern).ToArray();
        foreach (var before in await views.Everywhere.Column<string>($"select distinct {column}::text from {table} where {column}::text ilike any (@patterns) and {where}", new { patterns, parent }))
            // What was changed meanwhile is another text, of somebody who writes on.
            if ((isJson ? Blanked(before, words) : InWords(before, words)) is var after && after != before)
                await views.Execute($"update {table} set {column} = @after::{type} where {column}::text = @before and {where}", new { before, after, parent });
    }

    // Signs that JSON writes in another way, and letters whose capitals the database may not know, stand for anything: the rows are looked at closely here.
    static string Pattern(string word) => WrittenNumber.Of(word) is { } number
        ? $"%{string.Join('%', number.Digits.TrimStart('+').ToCharArray())}%"
        : $"%{string.Concat(word.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '%'))}%";

    // In the texts only: what is a figure stays one.
    static string Blanked(string json, IReadOnlyCollection<string> words)
    {
        try
        {
            var root = JsonNode.Parse(json);
            return Blanked(root, words)?.ToJsonString(AsWritten) is { } after && after != root!.ToJsonString(AsWritten) ? after : json;
        }
        catch (JsonException)
        {
            return InWords(json, words);
        }
    }

    static string InWords(string text, IReadOnlyCollection<string> words) => words.Aggregate(text, (rest, word) => WholeWord.Blanked(rest, word, Blank));

    static JsonNode? Blanked(JsonNode? node, IReadOnlyCollection<string> words) => node switch
    {
        JsonObject data => new JsonObject(data.Select(field => KeyValuePair.Create(field.Key, Blanked(field.Value, words)))),
        JsonArray items => new JsonArray([.. items.Select(item => Blanked(item, words))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(InWords(text, words)),
        _ => node?.DeepClone(),
    };
}
