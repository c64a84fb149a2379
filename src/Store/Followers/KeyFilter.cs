using System.Runtime.InteropServices;

namespace Activation.Store.Followers;

/// <summary>A Bloom filter over the keys of all tables: whoever is new in a log is known to be so without being looked up, however long the log is.</summary>
/// <remarks>
/// 16 MiB while a rebuild runs. Of two million keys it takes one new one in a hundred thousand for one that may be there, of fifteen million one in sixty: those are
/// looked up, and for that a page waits until the one before it is written. All marks of a key are in one place of memory, which is far from that of any other key.
/// </remarks>
sealed class KeyFilter
{
    const int Marks = 5;
    const int PlaceBits = 18;
    const int MarkBits = 9;
    const int WordsOfPlace = (1 << MarkBits) / 64;

    readonly ulong[] words = new ulong[WordsOfPlace << PlaceBits];

    /// <returns>False when it is certain that it had not been added before.</returns>
    public bool Add(Type table, RowKey key)
    {
        var hash = Hash(table, key);
        var place = Place(hash);
        var before = true;
        for (var mark = 0; mark < Marks; mark++, hash >>= MarkBits)
        {
            ref var word = ref place[Word(hash)];
            before &= (word & Bit(hash)) != 0;
            word |= Bit(hash);
        }

        return before;
    }

    /// <returns>False when it was never added; true says little.</returns>
    public bool MayHave(Type table, RowKey key)
    {
        var hash = Hash(table, key);
        var place = Place(hash);
        for (var mark = 0; mark < Marks; mark++, hash >>= MarkBits)
            if ((place[Word(hash)] & Bit(hash)) == 0) return false;
        return true;
    }

    // The highest bits name the place, the lowest the marks within it.
    Span<ulong> Place(ulong hash) => words.AsSpan((int)(hash >> (64 - PlaceBits)) * WordsOfPlace, WordsOfPlace);

    static int Word(ulong hash) => (int)(hash & ((1 << MarkBits) - 1)) / 64;

    static ulong Bit(ulong hash) => 1UL << (int)(hash & 63);

    // Wider than the hash that keys have for dictionaries: of a million keys in thirty-two bits every four-thousandth new one would look like one that is there.
    static ulong Hash(Type table, RowKey key)
    {
        var hash = (ulong)(uint)table.GetHashCode();
        foreach (var part in key.Parts)
        {
            if (part is Guid id)
            {
                var halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in id));
                hash = Stirred(Stirred(hash ^ halves[0]) ^ halves[1]);
            }
            else hash = Stirred(hash ^ (uint)part.GetHashCode());
        }

        return hash;
    }

    static ulong Stirred(ulong hash)
    {
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
