using System.Text.Json.Serialization;

namespace Activation.Store.Tests.Engines;

/// <summary>A small world of events: things said and counted.</summary>
sealed record Said(string Text, string? Aside = null);

sealed record Counted(int Number);

sealed record Greeted(string Name);

sealed record GreetedPolitely(string Name, string Title);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(Counted))]
[JsonSerializable(typeof(Greeted))]
[JsonSerializable(typeof(GreetedPolitely))]
sealed partial class SayingsJson : JsonSerializerContext;

static class Sayings
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static EventTypes Types => new EventTypes()
        .Add("said", SayingsJson.Default.Said)
        .Add("counted", SayingsJson.Default.Counted);

    /// <summary>A stream that no other test knows.</summary>
    public static string NewStream() => $"talk-{Guid.NewGuid()}";

    /// <summary>A command with an id of its own.</summary>
    public static Append Say(string stream, int expectedVersion, params object[] events) =>
        new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), stream, expectedVersion, Noon, events);

    public static Append SayHello(string stream, int expectedVersion) => Say(stream, expectedVersion, new Said("hello"));
}
