using System.Diagnostics;
using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>The whole history of the demo in the one answer that the player gets: how long a browser waits for it, and how much it is.</summary>
static class Journey
{
    const int Again = 20;
    const string Reel = $"/p/{Crowd.Programme}/journey.json";

    public static async Task Measure(Session session)
    {
        var data = HubProcess.NewData();
        await using (await HubProcess.Start(data)) Session.Say("the demo is there");
        var (first, again, kilobytes) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < session.Rounds; round++)
        {
            await using var hub = await HubProcess.Start(data);
            using var client = new HttpClient { BaseAddress = hub.Address };
            client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
            // A page that asks for no day: the hub has begun to answer, and remembers nothing of the history.
            (await client.GetAsync($"/p/{Crowd.Programme}/initiatives")).EnsureSuccessStatusCode();
            var (took, bytes) = await Ask(client);
            first.Add(took);
            kilobytes.Add(bytes / 1e3);
            var later = new List<double>();
            for (var i = 0; i < Again; i++) later.Add((await Ask(client)).Took);
            again.Add(Spread.Of(later).Median);
            Session.Say($"round {round + 1}: {first[^1]:N0} ms the first time, {again[^1]:N1} ms after it, {kilobytes[^1]:N1} kB");
        }

        session.Report.Add(new Figure("the journey of the demo, the first time after a start", "ms", [.. first], Goal: Goal.Most(1000)));
        session.Report.Add(new Figure($"the journey of the demo again, median of {Again}", "ms", [.. again]));
        session.Report.Add(new Figure("the journey of the demo, packed", "kB", [.. kilobytes]));
    }

    static async Task<(double Took, int Bytes)> Ask(HttpClient client)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = (await client.GetAsync(Reel)).EnsureSuccessStatusCode();
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer.Content.Headers.ContentEncoding.Contains("gzip") ? (took, body.Length) : throw new InvalidOperationException("The journey came unpacked");
    }
}
