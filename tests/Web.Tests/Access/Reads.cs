using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Access;

/// <summary>What the hub reads under the lock while something is done, and what the same reads show when they forget to ask for their programme.</summary>
static partial class Reads
{
    /// <summary>Every read of a programme, and of none, that is made meanwhile: of each query the first.</summary>
    public static async Task<IReadOnlyList<LockedRead>> While(Guid programme, Func<Task> doing)
    {
        var asked = new ConcurrentDictionary<string, LockedRead>();
        using var listening = Views.Told.Subscribe(new Ear<LockedRead>(read => _ = (read.Programme ?? programme) == programme && asked.TryAdd(read.Sql, read)));
        await doing();
        return [.. asked.Values];
    }

    /// <summary>Without its condition on the programme.</summary>
    public static string Bare(this LockedRead read) => Condition().Replace(read.Sql, "true");

    /// <summary>Each read as it stands and without its condition, under the lock and without it.</summary>
    public static async Task<Compared> Compare(Views views, Guid programme, IReadOnlyList<LockedRead> asked)
    {
        var (tried, sawMore, others) = (0, 0, new List<string>());
        foreach (var read in asked.Where(read => read.Bare() != read.Sql))
        {
            tried++;
            var (own, bare) = await Both(views.In(programme), read);
            if (!own.SequenceEqual(bare, StringComparer.Ordinal)) others.Add(read.Sql);
            if (!own.SequenceEqual(await Rows(views.Everywhere, read.Bare(), read.Parameters), StringComparer.Ordinal)) sawMore++;
        }

        TestContext.Out.WriteLine($"{asked.Count} queries, {tried} with a condition on the programme, {sawMore} of them see more without condition and lock");
        return new Compared(tried, sawMore, others);
    }

    public static async Task<IReadOnlyList<string>> Rows(Views views, string sql, object? parameters) =>
        [.. (await views.Column<string>($"select row_to_json(told)::text from ({sql}) told", parameters)).Order(StringComparer.Ordinal)];

    // What was written between the two makes no difference of the lock: then both are asked anew.
    static async Task<(IReadOnlyList<string> Own, IReadOnlyList<string> Bare)> Both(Views views, LockedRead read)
    {
        var own = await Rows(views, read.Sql, read.Parameters);
        for (var again = 0; ; again++)
        {
            var bare = await Rows(views, read.Bare(), read.Parameters);
            var still = await Rows(views, read.Sql, read.Parameters);
            if (again == 3 || own.SequenceEqual(still, StringComparer.Ordinal)) return (own, bare);
            own = still;
        }
    }

    // What asks for one programme; what joins two tables by it stays.
    [GeneratedRegex(@"(\b\w+\.)?\bprogramme = @\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Condition();
}

/// <param name="Tried">Reads that have a condition on the programme.</param>
/// <param name="SawMore">Those that would show more without it if there were no lock: what proves something.</param>
/// <param name="Others">Those that show something else without it, in spite of the lock.</param>
sealed record Compared(int Tried, int SawMore, IReadOnlyList<string> Others);
