using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Activation.Store;

/// <summary>How an event loses its free text, the same in every engine.</summary>
static class Masking
{
    /// <summary>The JSON without the words: text becomes empty, anything else null, what is not there stays away.</summary>
    /// <exception cref="ArgumentException">The event could not be read any more.</exception>
    public static string Blank(string type, string json, IReadOnlyList<string> fields, EventTypes types)
    {
        var data = JsonNode.Parse(json)!.AsObject();
        foreach (var field in fields) Blank(data, field.Split('.'));
        var blanked = data.ToJsonString();
        try
        {
            types.Read(type, blanked);
        }
        catch (LogBrokenException e)
        {
            throw new ArgumentException($"Without {string.Join(", ", fields)} the event could not be read any more", nameof(fields), e);
        }
        return blanked;
    }

    static void Blank(JsonNode? node, ReadOnlySpan<string> path)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) Blank(item, path);
        }
        else if (node is JsonObject data && data.TryGetPropertyValue(path[0], out var value))
        {
            if (path.Length > 1) Blank(value, path[1..]);
            else data[path[0]] = value?.GetValueKind() == JsonValueKind.String ? "" : null;
        }
    }

    /// <summary>The same masking has the same command id, so that an unknown outcome may be repeated.</summary>
    public static Guid CommandId(string stream, int version, IReadOnlyList<string> fields)
    {
        var text = string.Join('\n', [stream, $"{version}", .. fields.Order(StringComparer.Ordinal)]);
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    public static ArgumentException NoSuchEvent(string stream, int version) => new($"'{stream}' has no event {version}");
}
