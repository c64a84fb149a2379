using System.Net.Http.Headers;
using System.Text.Json;
using Activation.Web.Tests.Api;

namespace Activation.Web.Tests.Faults;

/// <summary>An administrator's script that follows the log, breaks off wherever it happens to be, and goes on after the last event it got.</summary>
sealed class Reader(Uri address, string token, Random random)
{
    const int Longest = 400;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    readonly List<long> seen = [];

    /// <summary>Positions, in the order in which they came.</summary>
    public IReadOnlyList<long> Seen => seen;

    /// <summary>How often it was cut off or broke off.</summary>
    public int Restarts { get; private set; }

    long Last => seen.Count == 0 ? 0 : seen[^1];

    public async Task Follow(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await ReadOn(random.Next(1, Longest));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Reads what is there, for as long as it takes.</summary>
    public async Task ReadToTheEnd()
    {
        while (await ReadOn(int.MaxValue) != 0) await Task.Delay(Pause);
    }

    /// <returns>How many came; less than none when it was cut off.</returns>
    async Task<int> ReadOn(int atMost)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var got = 0;
        try
        {
            await using var stream = await client.GetStreamAsync(new Uri($"{Script.Here}/events?after={Last}&limit=10000", UriKind.Relative));
            using var lines = new StreamReader(stream);
            for (; got < atMost && await lines.ReadLineAsync() is { } line; got++)
            {
                using var told = JsonDocument.Parse(line);
                seen.Add(told.RootElement.GetProperty("position").GetInt64());
            }

            if (got == atMost) Restarts++;
            return got;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Restarts++;
            return -1;
        }
    }
}
