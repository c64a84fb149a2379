using System.Collections.Concurrent;
using Activation.Web.Platform;
using Activation.Web.Tests.Access;

namespace Activation.Web.Tests.Chronicle;

/// <summary>What the tables are asked.</summary>
static class Questions
{
    /// <summary>The questions with these words that reach the tables meanwhile.</summary>
    public static async Task<IReadOnlyList<string>> With(string words, Func<Task> doing)
    {
        var asked = new ConcurrentBag<string>();
        using var listening = Views.Told.Subscribe(new Ear<LockedRead>(read =>
        {
            if (read.Sql.Contains(words, StringComparison.Ordinal)) asked.Add(read.Sql);
        }));
        await doing();
        return [.. asked];
    }
}
