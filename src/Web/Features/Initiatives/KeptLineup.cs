using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>What a lineup may depend on beside the tables.</summary>
/// <param name="Z">See <see cref="Lineup.Z"/>.</param>
public sealed record Asked(DateOnly Day, double Z, DateTimeOffset Now);

/// <summary>A lineup with the day that it was made on.</summary>
public sealed record KeptLineup(Lineup Lineup, DateOnly Day)
{
    /// <param name="read">Reads some initiatives, or with null all.</param>
    public static Remembered<Asked, KeptLineup> Remember(Func<IReadOnlyCollection<Guid>?, Asked, Task<IReadOnlyList<Ranked>>> read) =>
        new((before, which, asked) => Next(read, before, which, asked), (kept, asked) => kept.Fits(asked) && asked.Now < kept.Lineup.NextEnd);

    static async Task<KeptLineup> Next(
        Func<IReadOnlyCollection<Guid>?, Asked, Task<IReadOnlyList<Ranked>>> read, KeptLineup? before, IReadOnlyCollection<Guid> which, Asked asked)
    {
        var lineup = before is null || !before.Fits(asked) ? Lineup.Of(await read(null, asked), asked.Z)
            : which.Count == 0 ? before.Lineup
            : before.Lineup.With(await read(which, asked));
        return new(lineup.At(asked.Now), asked.Day);
    }

    bool Fits(Asked asked) => (Day, Lineup.Z) == (asked.Day, asked.Z);
}
