using System.Collections.Concurrent;
using Activation.Web.Platform;
using Activation.Web.Tests.Access;
using Dapper;

namespace Activation.Web.Tests.Chronicle;

/// <summary>What the tables are asked.</summary>
static class Questions
{
    /// <summary>The questions with these words that reach the tables meanwhile.</summary>
    public static async Task<IReadOnlyList<string>> With(string words, Func<Task> doing) => [.. (await Reads(words, doing)).Select(read => read.Sql)];

    /// <summary>Of what is carried on, what each of them is held to: the subjects that something happened to, or null where all is read.</summary>
    public static async Task<IReadOnlyList<Guid[]?>> Which(string words, Func<Task> doing) =>
        [.. (await Reads(words, doing)).Select(read => read.Sql.Contains("@which", StringComparison.Ordinal) ? ((DynamicParameters)read.Parameters!).Get<Guid[]>("which") : null)];

    static async Task<IReadOnlyCollection<LockedRead>> Reads(string words, Func<Task> doing)
    {
        var asked = new ConcurrentBag<LockedRead>();
        using var listening = Views.Told.Subscribe(new Ear<LockedRead>(read =>
        {
            if (read.Sql.Contains(words, StringComparison.Ordinal)) asked.Add(read);
        }));
        await doing();
        return asked;
    }
}
