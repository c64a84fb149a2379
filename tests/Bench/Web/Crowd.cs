using System.Net.Http.Json;
using System.Text.Json;

namespace Activation.Bench.Web;

/// <summary>The core team of the demo, and what it may vote on, as programs see them.</summary>
/// <param name="Tokens">Each for a program of one member.</param>
/// <param name="Members">For the pages.</param>
/// <param name="Initiatives">Numbers of those that take votes.</param>
sealed record Crowd(IReadOnlyList<string> Tokens, IReadOnlyList<Guid> Members, IReadOnlyList<int> Initiatives)
{
    public const string Programme = "familjen-helsingborg";

    const string Api = $"/api/v1/programmes/{Programme}";

    public static string Vote(int initiative) => $"{Api}/initiatives/{initiative}/vote";

    public static async Task<Crowd> Of(HttpClient client, string data)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "demo-tokens.json")));
        var people = file.RootElement.GetProperty(Programme);
        var tokens = people.GetProperty("core").EnumerateArray().Select(Token);
        return new Crowd([.. tokens], await CoreTeam(client, Token(people.GetProperty("administrator")[0])), await Open(client));
    }

    static string Token(JsonElement one) => one.GetProperty("token").GetString()!;

    static async Task<IReadOnlyList<Guid>> CoreTeam(HttpClient client, string administrator)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api}/events?limit=10000");
        request.Headers.Authorization = new("Bearer", administrator);
        using var answer = await client.SendAsync(request);
        var events = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. events.Where(line => line.Contains("\"member-enrolled\"", StringComparison.Ordinal) && line.Contains("\"coreTeam\"", StringComparison.OrdinalIgnoreCase))
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("member").GetGuid()),
        ];
    }

    static async Task<IReadOnlyList<int>> Open(HttpClient client)
    {
        var open = new List<int>();
        for (var next = ""; ;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"{Api}/initiatives?limit=200{next}");
            open.AddRange(page.GetProperty("items").EnumerateArray()
                .Where(one => one.GetProperty("votingOpen").GetBoolean()).Select(one => one.GetProperty("number").GetInt32()));
            if (page.GetProperty("next").ValueKind == JsonValueKind.Null) return open;
            next = $"&next={Uri.EscapeDataString(page.GetProperty("next").ToString())}";
        }
    }
}
