using System.Globalization;
using System.Text.Json.Nodes;
using Activation.Store;

namespace Activation.Web.Platform.Privacy;

/// <summary>Where in the log something is written.</summary>
/// <param name="Field">Of <see cref="FreeTexts"/>.</param>
public sealed record TextPlace(string Stream, int Version, string Field);

/// <summary>Something that somebody wrote, and where in the log it stands.</summary>
/// <param name="Field">Of <see cref="FreeTexts"/>.</param>
/// <param name="IsPrivate">Who wrote it is told to nobody (<see cref="PrivateEvents"/>).</param>
/// <param name="Programme">In whose log.</param>
public sealed record WrittenText(
    string Stream, int Version, long Position, string Kind, Guid? Actor, DateTimeOffset At, string Field, string Text, bool IsPrivate = false, Guid Programme = default)
{
    /// <summary>An erasure takes it out by itself; of the rest it tells an administrator.</summary>
    public bool MayGo => Field.Length > 0 && FreeTexts.MayGo(Kind);

    public TextPlace Place => new(Stream, Version, Field);

    /// <summary>What a form sends back.</summary>
    public string Key => $"{Stream} {Version} {Field}";

    /// <summary>Everything in a stream that a reader may be shown, to take it out.</summary>
    public static IEnumerable<WrittenText> For(Guid reader, IReadOnlyList<Recorded> stream, EventTypes types) =>
        PrivateEvents.ShownTo(reader, stream).SelectMany(recorded => In(recorded, types));

    /// <summary>Everything somebody wrote in one event, and that is still there.</summary>
    public static IEnumerable<WrittenText> In(Recorded recorded, EventTypes types)
    {
        if (!FreeTexts.ByEvent.TryGetValue(recorded.Type, out var fields)) yield break;
        var data = JsonNode.Parse(types.Write(recorded.Data));
        foreach (var field in fields)
        {
            var text = string.Join(" · ", Words(data, field.Split('.')).Where(words => words.Length > 0));
            if (text.Length > 0)
                yield return new WrittenText(recorded.Stream, recorded.Version, recorded.Position, recorded.Type, recorded.Actor, recorded.At, field, text, PrivateEvents.Holds(recorded.Data), recorded.Tenant);
        }
    }

    /// <summary>
    /// Whatever else there is of letters in an event: keys and kinds (<see cref="FreeTexts.NoWords"/>). Nothing is taken out of it, since other things hang on
    /// it; where it names somebody, an administrator is told.
    /// </summary>
    public static IEnumerable<WrittenText> BesideIn(Recorded recorded, EventTypes types)
    {
        var own = FreeTexts.ByEvent.GetValueOrDefault(recorded.Type) ?? [];
        return Leaves(JsonNode.Parse(types.Write(recorded.Data)), "").Where(leaf => !own.Contains(leaf.Path))
            .Select(leaf => new WrittenText(recorded.Stream, recorded.Version, recorded.Position, recorded.Type, recorded.Actor, recorded.At, "", leaf.Text, Programme: recorded.Tenant));
    }

    // Numbers and moments are no words, however many digits they have.
    static IEnumerable<(string Path, string Text)> Leaves(JsonNode? node, string path) => node switch
    {
        JsonArray items => items.SelectMany(item => Leaves(item, path)),
        JsonObject data => data.SelectMany(field => Leaves(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        JsonValue value when value.TryGetValue<string>(out var text) && !Guid.TryParse(text, out _) && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) => [(path, text)],
        _ => [],
    };

    static IEnumerable<string> Words(JsonNode? node, string[] path) => node switch
    {
        JsonArray items => items.SelectMany(item => Words(item, path)),
        JsonObject data when path.Length > 0 && data.TryGetPropertyValue(path[0], out var value) => Words(value, path[1..]),
        JsonValue value when path.Length == 0 && value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
