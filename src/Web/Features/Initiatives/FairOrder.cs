using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Features.Initiatives;

/// <summary>What the order of a list needs to know of an initiative.</summary>
/// <param name="Open">Its voting is open.</param>
/// <param name="Merged">It goes on in another: it has its number, and nobody is to look for it in a list.</param>
/// <param name="VotesBefore">While it is open, votes up to this morning: so the order holds still while somebody reads on.</param>
public sealed record Ranked(
    Guid Initiative, int Number, int Stage, string State, bool Open, bool Merged, DateTimeOffset VotingUntil, int Supports, int NotNows, int VotesBefore)
{
    /// <summary>Those that count here.</summary>
    public int Votes => Merged ? 0 : Supports + NotNows;

    public bool IsUnder(string tab) => !Merged && tab switch { "open" => Open, "active" or "completed" => State == tab, _ => true };
}

/// <summary>
/// Nobody is ahead while voting is open: the order is random, the same for one reader all through a stage, and every fifth place goes to what
/// has been voted on least.
/// </summary>
public static class FairOrder
{
    /// <summary>One place in so many goes to what has been voted on least.</summary>
    public const int LeastSeenEvery = 5;

    /// <param name="open">In any order.</param>
    /// <param name="reader">The member, or for visitors the day.</param>
    public static IEnumerable<Ranked> Of(IEnumerable<Ranked> open, string reader)
    {
        var shuffled = open.OrderBy(i => Draw(reader, i)).ToList();
        var random = new Queue<Ranked>(shuffled);
        var least = new Queue<Ranked>(shuffled.OrderBy(i => i.VotesBefore));
        var taken = new HashSet<Guid>();
        for (var place = 1; place <= shuffled.Count; place++)
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
