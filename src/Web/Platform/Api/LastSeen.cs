using System.Globalization;

namespace Activation.Web.Platform.Api;

/// <summary>
/// The last thing of a page that goes by time. The next page begins after it, whatever was taken away or came in meanwhile: whoever reads page by page misses
/// nothing that stays, and reads nothing twice.
/// </summary>
public sealed record LastSeen(DateTimeOffset At, Guid Id)
{
    const char Between = '-';

    /// <summary>Nothing yet, of what goes from the oldest on.</summary>
    public static LastSeen BeforeAll { get; } = new(DateTimeOffset.UnixEpoch, Guid.Empty);

    /// <summary>Nothing yet, of what begins with the newest.</summary>
    public static LastSeen AfterAll { get; } = new(DateTimeOffset.MaxValue, Guid.Empty);

    /// <summary>What a program hands back, read; null when it is none of ours.</summary>
    public static LastSeen? Of(string next) =>
        next.Split(Between) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "N", out var last) ? new LastSeen(new DateTimeOffset(at, TimeSpan.Zero), last) : null;

    /// <summary>What a program is given to hand back.</summary>
    public string Next => $"{At.UtcTicks.ToString(CultureInfo.InvariantCulture)}{Between}{Id:N}";
}
