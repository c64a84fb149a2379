using System.Net.Http.Json;
using System.Text.Json;

namespace Activation.Bench.Web;

/// <summary>The programs of the core team vote one after another, and every time otherwise than the last time.</summary>
sealed class Voting(HttpClient client, Crowd crowd)
{
    int turn = -1;

    /// <summary>On one and the same initiative.</summary>
    public Task<long> OnOne() => Next(_ => crowd.Initiatives[0]);

    /// <summary>On the next initiative for everyone, twice in a row: for it, then not now.</summary>
    public Task<long> Anywhere() => Next(round => crowd.Initiatives[round / 2 % crowd.Initiatives.Count]);

    /// <returns>The position of the vote; 0 for one that was refused, as on one's own initiative: nothing moves, and nobody waits for it.</returns>
    async Task<long> Next(Func<int, int> initiative)
    {
        var (round, member) = Math.DivRem(Interlocked.Increment(ref turn), crowd.Tokens.Count);
        using var request = new HttpRequestMessage(HttpMethod.Put, Crowd.Vote(initiative(round)))
        {
            Content = JsonContent.Create(new { stance = round % 2 == 0 ? "support" : "notNow" }),
        };
        request.Headers.Authorization = new("Bearer", crowd.Tokens[member]);
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("position").GetInt64() : 0;
    }
}
