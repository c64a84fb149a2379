namespace Activation.Web.Platform.Seeding;

/// <summary>Turns the days of seed data, counted from the day of loading, into instants of the programme's own clock.</summary>
public sealed class Calendar(DateTimeOffset now, TimeZoneInfo zone, int seed)
{
    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    public DateOnly Day(int offset) => Today.AddDays(offset);

    public DateOnly? Day(int? offset) => offset is { } days ? Day(days) : null;

    /// <summary>A day of the week on which offices answer: Saturday and Sunday become Monday, as long as that has come.</summary>
    public int OfficeDay(int offset)
    {
        var moved = Day(offset).DayOfWeek switch { DayOfWeek.Saturday => offset + 2, DayOfWeek.Sunday => offset + 1, _ => offset };
        return moved > 0 ? offset : moved;
    }

    /// <summary>The full hour of a day, also of one that is still to come.</summary>
    public DateTimeOffset Moment(int offset, int hour)
    {
        var local = Day(offset).ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    public DateTimeOffset EndOf(int offset)
    {
        var local = Day(offset).ToDateTime(new TimeOnly(23, 59));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>Some minute within an hour of a day, the same one for the same key; never later than now.</summary>
    public DateTimeOffset At(int offset, int hour, string key)
    {
        var local = Day(offset).ToDateTime(new TimeOnly(hour, Chance.Of(seed, key).Next(60)));
        var at = new DateTimeOffset(local, zone.GetUtcOffset(local));
        return at <= now ? at : TimeZoneInfo.ConvertTime(now, zone);
    }
}

/// <summary>Chance that falls the same way every time: a generator for a seed and a key.</summary>
static class Chance
{
    public static Random Of(int seed, string key) => new(BitConverter.ToInt32(Hash($"{seed} {key}")));

    /// <summary>An id for a key, the same in every loading.</summary>
    public static Guid Id(string key) => new(Hash(key).AsSpan(0, 16));

    static byte[] Hash(string text) => System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
}
