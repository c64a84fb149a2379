namespace Activation.Store.Followers;

/// <summary>A Bloom filter over the keys of all tables: whoever is new in a log is known to be so without being looked up, however long the log is.</summary>
/// <remarks>16 MiB while a rebuild runs. Of two million keys it takes one new one in two thousand for one that may be there, of fifteen million one in fifty: those are looked up.</remarks>
sealed class KeyFilter
{
    const int Bits = 1 << 27;
    const int Marks = 4;

    readonly ulong[] words = new ulong[Bits / 64];

    public void Add(Type table, RowKey key)
    {
        var (at, step) = Hash(table, key);
        for (var mark = 0; mark < Marks; mark++, at += step) words[Word(at)] |= Bit(at);
    }

    /// <returns>False when it was never added; true says little.</returns>
    public bool MayHave(Type table, RowKey key)
    {
        var (at, step) = Hash(table, key);
        for (var mark = 0; mark < Marks; mark++, at += step)
            if ((words[Word(at)] & Bit(at)) == 0) return false;
        return true;
    }

    // Steps that are odd visit places that are all different. The hash of a key is 32 bits wide: stirred, its two halves are as good as two.
    static (uint At, uint Step) Hash(Type table, RowKey key)
    {
        var stirred = ((ulong)(uint)table.GetHashCode() << 32 | (uint)key.GetHashCode()) * 0x9E3779B97F4A7C15;
        stirred = (stirred ^ (stirred >> 31)) * 0xBF58476D1CE4E5B9;
        stirred ^= stirred >> 29;
        return ((uint)stirred, (uint)(stirred >> 32) | 1);
    }

    static int Word(uint at) => (int)(at % Bits / 64);

    static ulong Bit(uint at) => 1UL << (int)(at % 64);
}
