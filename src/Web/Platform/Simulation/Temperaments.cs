namespace Activation.Web.Platform.Simulation;

/// <summary>What somebody is like.</summary>
/// <param name="Energy">How often they do anything, beside others.</param>
/// <param name="Warmth">How often they say yes, 0–1.</param>
/// <param name="Talk">How often they write something, beside others.</param>
/// <param name="Hands">How often they are in and come up with ideas, beside others.</param>
public sealed record Temperament(string Name, double Energy, double Warmth, double Talk, double Hands);

/// <summary>The kinds of people there are, and how common each is.</summary>
public static class Temperaments
{
    public static IReadOnlyList<(Temperament Kind, int Share)> All { get; } =
    [
        (new("enthusiast", 2.2, 0.95, 1.4, 2.0), 15),
        (new("doer", 1.4, 0.85, 0.5, 2.6), 20),
        (new("sceptic", 1.0, 0.45, 1.6, 0.4), 15),
        (new("listener", 0.7, 0.8, 0.2, 0.6), 35),
        (new("talker", 1.2, 0.7, 3.0, 0.7), 15),
    ];

    /// <summary>The same person is always of the same kind.</summary>
    public static Temperament Of(Guid member)
    {
        var mark = Trait(member) * All.Sum(one => one.Share);
        foreach (var (kind, share) in All)
            if ((mark -= share) < 0) return kind;
        return All[^1].Kind;
    }

    /// <summary>Something about a person or a thing that never changes, 0–1.</summary>
    public static double Trait(Guid id) => BitConverter.ToUInt16(System.Security.Cryptography.SHA256.HashData(id.ToByteArray())) / 65536.0;
}
