using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Activation.Store.Followers;

/// <summary>How a row travels to PostgreSQL and back: columns and enum values in snake case.</summary>
public static class RowJson
{
    /// <summary>For rows and for whatever pages read beside them: one mapping both ways.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        // The reader is PostgreSQL, never a browser: å may stay å.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new StorableText() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>PostgreSQL's text cannot hold NUL. A stray one in an event must not stop every table, so it is shown as what it is: unreadable.</summary>
    internal static string Storable(string value) => value.Contains('\0') ? value.Replace('\0', '\uFFFD') : value;

    sealed class StorableText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Storable(value));

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Storable(value));
    }
}
