using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Activation.Store;

/// <summary>Which stored name belongs to which event type. Names are data and for ever; CLR names never reach the log.</summary>
public sealed class EventTypes
{
    readonly Dictionary<Type, string> names = [];
    readonly Dictionary<string, (Type As, Func<ReadOnlySpan<byte>, object> Read)> readers = [];
    readonly Dictionary<Type, JsonTypeInfo> shapes = [];

    /// <summary>Starts with the one event that is the store's own: <c>event-masked</c>.</summary>
    public EventTypes() => Add("event-masked", StoreJson.Default.EventMasked);

    /// <summary>Every stored name that can be read, sorted: what the approved file lists.</summary>
    public IEnumerable<string> Names => readers.Keys.Order(StringComparer.Ordinal);

    /// <summary>Every stored name that is written today, with its JSON shape.</summary>
    public IEnumerable<(string Name, JsonTypeInfo Shape)> Shapes() => names.Select(entry => (entry.Value, shapes[entry.Key]));

    /// <summary>Every stored name that can be read, with the event type it is read as.</summary>
    public IEnumerable<(string Name, Type As)> ReadAs() => readers.Select(entry => (entry.Key, entry.Value.As));

    /// <summary>True for an event whose type has a stored name.</summary>
    public bool Knows(object? data) => data is not null && names.ContainsKey(data.GetType());

    /// <summary>Names an event type.</summary>
    /// <param name="name">Kebab case, for ever.</param>
    /// <param name="shape">Its source-generated JSON shape.</param>
    /// <returns>This, for the next one.</returns>
    public EventTypes Add<T>(string name, JsonTypeInfo<T> shape) where T : notnull
    {
        names.Add(typeof(T), name);
        shapes.Add(typeof(T), shape);
        readers.Add(name, (typeof(T), json => JsonSerializer.Deserialize(json, shape) ?? throw Empty(name)));
        return this;
    }

    /// <summary>Reads an old stored name as today's event: the one place where a shape is brought up to date.</summary>
    /// <param name="oldName">The stored name that is no longer written.</param>
    /// <param name="oldShape">The JSON shape it was written in.</param>
    /// <param name="upcast">Old shape to new event; pure.</param>
    /// <returns>This, for the next one.</returns>
    public EventTypes Upcast<TOld, TNew>(string oldName, JsonTypeInfo<TOld> oldShape, Func<TOld, TNew> upcast)
        where TOld : notnull where TNew : notnull
    {
        readers.Add(oldName, (typeof(TNew), json => upcast(JsonSerializer.Deserialize(json, oldShape) ?? throw Empty(oldName))));
        return this;
    }

    /// <summary>The stored name of an event.</summary>
    /// <exception cref="ArgumentException">The type was never named.</exception>
    public string NameOf(object data) => names.TryGetValue(data.GetType(), out var name)
        ? name
        : throw new ArgumentException($"{data.GetType().Name} has no stored name", nameof(data));

    /// <summary>The event as JSON.</summary>
    public string Write(object data) => JsonSerializer.Serialize(data, shapes[data.GetType()]);

    /// <summary>The event behind a stored name, in its newest shape.</summary>
    /// <exception cref="LogBrokenException">Nobody knows the name, or the JSON is not of its shape.</exception>
    public object Read(string name, string json) => Read(name, Encoding.UTF8.GetBytes(json));

    /// <summary>The same of JSON in UTF-8, as a database sends it.</summary>
    /// <exception cref="LogBrokenException">Nobody knows the name, or the JSON is not of its shape.</exception>
    public object Read(string name, ReadOnlySpan<byte> json)
    {
        if (!readers.TryGetValue(name, out var reader)) throw new LogBrokenException($"The log holds '{name}', which this program does not know");
        try
        {
            return reader.Read(json);
        }
        catch (JsonException e)
        {
            throw new LogBrokenException($"'{name}' could not be read: {e.Message}");
        }
    }

    static LogBrokenException Empty(string name) => new($"'{name}' is empty");
}
