namespace Activation.Web.Tests.Hosting;

/// <summary>A list as somebody takes it along: its head, and its rows by the names of their columns.</summary>
/// <param name="Heads">In their order.</param>
sealed record TakenAlong(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    /// <summary>Reads what has no separator within its cells.</summary>
    public static async Task<TakenAlong> From(Visitor visitor, string path)
    {
        using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"), path);
        var lines = (await answer.Content.ReadAsStringAsync()).Trim('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(';')).ToList();
        Assert.That(lines, Has.All.Length.EqualTo(lines[0].Length), path);
        Assert.That(lines[0], Is.Unique.And.None.StartsWith("["), path);
        return new(lines[0], [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))]);
    }

    public IReadOnlyList<string> Column(string head) => [.. Rows.Select(row => row[head])];
}
