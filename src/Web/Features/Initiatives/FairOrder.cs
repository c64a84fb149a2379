using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Activation.Domain.Scoring;

namespace Activation.Web.Features.Initiatives;

/// <summary>What the order of a list needs to know of an initiative.</summary>
/// <param name="Open">Its voting is open.</param>
/// <param name="VotesBefore">Votes up to this morning: so the order holds still while somebody reads on.</param>
public sealed record Ranked(Guid Initiative, int Number, int Stage, bool Open, int Supports, int NotNows, int VotesBefore);

/// <summary>
/// Nobody is ahead while voting is open: the order is random, the same for one reader all through a stage, and every fifth place goes to what
/// has been voted on least. After it, what most surely has support comes first.
/// </summary>
public static class FairOrder
{
    /// <summary>One place in so many goes to what has been voted on least.</summary>
    public const int LeastSeenEvery = 5;

    /// <param name="reader">The member, or for visitors the day.</param>
    public static IReadOnlyList<Ranked> Of(IEnumerable<Ranked> initiatives, string reader, double z)
    {
        var all = initiatives.ToList();
        var over = all.Where(i => !i.Open)
            .OrderByDescending(i => Wilson.LowerBound(i.Supports, i.Supports + i.NotNows, z)).ThenByDescending(i => i.Number);
        return [.. Shuffled([.. all.Where(i => i.Open)], reader), .. over];
    }

    static IEnumerable<Ranked> Shuffled(List<Ranked> open, string reader)
    {
        var shuffled = open.OrderBy(i => Draw(reader, i)).ToList();
        var random = new Queue<Ranked>(shuffled);
        var least = new Queue<Ranked>(shuffled.OrderBy(i => i.VotesBefore));
        var taken = new HashSet<Guid>();
        for (var place = 1; place <= open.Count; place++)
        {
            var from = place % LeastSeenEvery == 0 ? least : random;
            var next = from.Dequeue();
            while (!taken.Add(next.Initiative)) next = from.Dequeue();
            yield return next;
        }
    }

    static ulong Draw(string reader, Ranked initiative) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{reader} {initiative.Stage} {initiative.Initiative:N}")));
}
