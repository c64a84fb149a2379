using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Activation.Store.Followers;

/// <summary>How one property of a row is written in PostgreSQL's binary form: what then stands in the column is what its JSON would have become.</summary>
static class CopiedCell
{
    static readonly Dictionary<string, NpgsqlDbType> Types = new(StringComparer.Ordinal)
    {
        ["uuid"] = NpgsqlDbType.Uuid, ["text"] = NpgsqlDbType.Text, ["integer"] = NpgsqlDbType.Integer, ["bigint"] = NpgsqlDbType.Bigint, ["boolean"] = NpgsqlDbType.Boolean,
        ["double precision"] = NpgsqlDbType.Double, ["numeric"] = NpgsqlDbType.Numeric, ["date"] = NpgsqlDbType.Date, ["timestamp with time zone"] = NpgsqlDbType.TimestampTz,
    };

    static readonly DateOnly Epoch = new(2000, 1, 1);

    /// <summary>Of the values of enumerations: few, and written into every row.</summary>
    static readonly ConcurrentDictionary<object, string> Names = new();

    /// <summary>Null for a pair of types that no row has had yet; the column's is named as PostgreSQL calls it.</summary>
    public static Action<NpgsqlBinaryImporter, object>? Of(JsonPropertyInfo property, string type)
    {
        if (property.AttributeProvider is not PropertyInfo own || property.CustomConverter is not null) return null;
        var (clr, isMany) = (Nullable.GetUnderlyingType(own.PropertyType) ?? own.PropertyType, type.EndsWith("[]", StringComparison.Ordinal));
        if (type == "jsonb") return Cell(own, NpgsqlDbType.Jsonb, (object value) => JsonSerializer.Serialize(value, own.PropertyType, RowJson.Options));
        if (!Types.TryGetValue(isMany ? type[..^2] : type, out var known)) return null;
        return isMany ? Many(own, clr, known) : One(own, clr, known);
    }

    static Action<NpgsqlBinaryImporter, object>? One(PropertyInfo own, Type clr, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Uuid when clr == typeof(Guid) => Cell(own, type, (Guid value) => value),
        NpgsqlDbType.Text when clr == typeof(string) => Cell(own, type, (string value) => Storable(value)),
        NpgsqlDbType.Text when clr.IsEnum => Cell(own, type, (object value) => Named(value)),
        NpgsqlDbType.Integer when clr == typeof(int) => Cell(own, type, (int value) => value),
        NpgsqlDbType.Bigint when clr == typeof(long) => Cell(own, type, (long value) => value),
        NpgsqlDbType.Bigint when clr == typeof(int) => Cell(own, type, (int value) => (long)value),
        NpgsqlDbType.Boolean when clr == typeof(bool) => Cell(own, type, (bool value) => value),
        NpgsqlDbType.Double when clr == typeof(double) => Cell(own, type, (double value) => value),
        NpgsqlDbType.Numeric when clr == typeof(decimal) => Cell(own, type, (decimal value) => value),
        NpgsqlDbType.Date when clr == typeof(DateOnly) => Cell(own, type, (DateOnly value) => value.DayNumber - Epoch.DayNumber),
        NpgsqlDbType.TimestampTz when clr == typeof(DateTimeOffset) => Cell(own, type, (DateTimeOffset value) => Microseconds(value)),
        _ => null,
    };

    static Action<NpgsqlBinaryImporter, object>? Many(PropertyInfo own, Type clr, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Uuid when Holds<Guid>(clr) => Cell(own, NpgsqlDbType.Array | type, (IEnumerable<Guid> values) => values.ToArray()),
        NpgsqlDbType.Integer when Holds<int>(clr) => Cell(own, NpgsqlDbType.Array | type, (IEnumerable<int> values) => values.ToArray()),
        NpgsqlDbType.Text when Holds<string>(clr) => Cell(own, NpgsqlDbType.Array | type, (IEnumerable<string> values) => values.Select(Storable).ToArray()),
        _ => null,
    };

    static bool Holds<T>(Type many) => many.IsAssignableTo(typeof(IEnumerable<T>));

    /// <typeparam name="T">As it is read from the row, where it is not null.</typeparam>
    /// <typeparam name="TWritten">As it is given to PostgreSQL.</typeparam>
    static Action<NpgsqlBinaryImporter, object> Cell<T, TWritten>(PropertyInfo own, NpgsqlDbType type, Func<T, TWritten> write)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(row, own.DeclaringType!), own);
        var read = Expression.Lambda<Func<object, T?>>(Expression.Convert(value, typeof(T)), row).Compile();
        if (own.PropertyType.IsValueType && Nullable.GetUnderlyingType(own.PropertyType) is null) return (importer, one) => importer.Write(write(read(one)!), type);
        var isThere = Expression.Lambda<Func<object, bool>>(Expression.NotEqual(value, Expression.Constant(null, own.PropertyType)), row).Compile();
        return (importer, one) =>
        {
            if (isThere(one)) importer.Write(write(read(one)!), type);
            else importer.WriteNull();
        };
    }

    static string Named(object value) => Names.GetOrAdd(value, static one => JsonSerializer.Serialize(one, one.GetType(), RowJson.Options).Trim('"'));

    // Half of a sign that takes two is none: JSON, too, writes that it cannot be read.
    static string Storable(string value)
    {
        var text = RowJson.Storable(value);
        return text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }

    // As PostgreSQL counts them: as days and moments the last that there are would become infinite. It reads a fraction of a second as a double and rounds
    // it to even, so that a spell ends at the same moment by either way.
    static long Microseconds(DateTimeOffset value)
    {
        var (seconds, fraction) = Math.DivRem(value.UtcTicks - Epoch.ToDateTime(default).Ticks, TimeSpan.TicksPerSecond);
        if (fraction < 0) (seconds, fraction) = (seconds - 1, fraction + TimeSpan.TicksPerSecond);
        return seconds * 1_000_000 + (long)Math.Round((double)fraction / TimeSpan.TicksPerSecond * 1e6, MidpointRounding.ToEven);
    }
}
