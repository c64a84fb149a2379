namespace Activation.Web.Features.Initiatives;

/// <summary>Some of a programme, as somebody looked for them: put in order once, and gone when anything stands otherwise.</summary>
sealed class Selection(IReadOnlyCollection<Ranked> chosen, double z) : IListing
{
    readonly Ranked[] open = [.. chosen.Where(i => i.Open)];
    readonly Ranked[] over = [.. chosen.Where(i => !i.Open).Select(i => Sure.Of(i, z)).Order(Sure.First).Select(sure => sure.Initiative)];
    readonly Dictionary<int, Ranked> byNumber = chosen.Where(i => i.Open).ToDictionary(i => i.Number);
    readonly Shuffles shuffles = new(most: 20);

    public TabCounts Counts { get; } = new(Count(chosen, "open"), Count(chosen, "active"), Count(chosen, "completed"), Count(chosen, "all"));

    public Stretch Under(string tab, string reader, int? after = null, int most = int.MaxValue)
    {
        Ranked[] all = [.. shuffles.Of(open, tab, reader).Select(number => byNumber[number]), .. over.Where(i => i.IsUnder(tab))];
        // What is not in the list, any more, is before its beginning.
        return Part(all, after is { } number ? 1 + Array.FindIndex(all, i => i.Number == number) : 0, most);
    }

    public Stretch ByNumber(int after, int most)
    {
        Ranked[] all = [.. open.Concat(over).OrderBy(i => i.Number)];
        return Part(all, all.Count(i => i.Number <= after), most);
    }

    static Stretch Part(Ranked[] all, int from, int most)
    {
        var items = all.Skip(from).Take(most).ToArray();
        return new(items, all.Length, from + items.Length < all.Length);
    }

    static int Count(IEnumerable<Ranked> chosen, string tab) => chosen.Count(i => i.IsUnder(tab));
}
