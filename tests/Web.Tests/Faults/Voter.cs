using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Activation.Web.Tests.Api;

namespace Activation.Web.Tests.Faults;

/// <summary>An initiative that takes votes.</summary>
sealed record Open(int Number, Guid Initiative);

/// <summary>A member whose script votes, takes the vote back and votes otherwise, each under a key that is repeated until it is answered.</summary>
sealed class Voter(Script script, Guid member, IReadOnlyList<Open> open, Ledger ledger, Random random) : IDisposable
{
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(15);
    static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(100);

    // As the log says them.
    static readonly string?[] Stances = ["Support", "NotNow", null];
    readonly Dictionary<Guid, string> standing = [];

    /// <summary>Returns when nothing is unanswered any more.</summary>
    public async Task Vote(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var on = open[random.Next(open.Count)];
            var before = standing.GetValueOrDefault(on.Initiative);
            // Otherwise than now: what changes nothing leaves no event.
            var stance = Stances.Where(one => one != before).ElementAt(random.Next(2));
            await UntilAnswered(on, stance);
            if (stance is null) standing.Remove(on.Initiative);
            else standing[on.Initiative] = stance;
            await Task.Delay(Breath, CancellationToken.None);
        }
    }

    public void Dispose() => script.Dispose();

    async Task UntilAnswered(Open on, string? stance)
    {
        var key = Guid.NewGuid().ToString();
        for (var tries = 1; ; tries++)
        {
            var sentAt = DateTimeOffset.UtcNow;
            if (await Send(on.Number, stance, key) is { Status: HttpStatusCode.OK } done)
            {
                using var said = JsonDocument.Parse(done.Text);
                var position = said.RootElement.GetProperty("position").GetInt64();
                ledger.Add(new Promise(member, on.Initiative, stance, position, tries, sentAt, DateTimeOffset.UtcNow));
                return;
            }

            await Task.Delay(BeforeRepeating);
        }
    }

    async Task<Try> Send(int number, string? stance, string key)
    {
        var (sentAt, watch) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        Try seen;
        try
        {
            var path = $"initiatives/{number}/vote";
            var reply = await (stance is null
                ? script.Delete(path, key)
                : script.Put(path, $$"""{"stance":"{{JsonNamingPolicy.CamelCase.ConvertName(stance)}}"}""", key));
            seen = new Try(sentAt, watch.Elapsed, reply.Status, reply.Text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            seen = new Try(sentAt, watch.Elapsed, null, e.Message);
        }

        ledger.Add(seen);
        return seen;
    }
}
