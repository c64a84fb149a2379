using Activation.Store.Followers;
using Activation.Support;
using Activation.Web.Platform;
using Npgsql;

namespace Activation.Web.Tests.Access;

/// <summary>
/// What is read otherwise than in the programme of the work at hand stands on a list (<c>src/Web/READS.md</c>), with its reason: a read that is not on it
/// fails here, and so does a line whose read is gone.
/// </summary>
public sealed class OpenReadsTests
{
    static readonly IReadOnlyList<string[]> List = [.. File.ReadLines(Path.Combine(Repository.Root, "src", "Web", "READS.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    /// <summary>Ways to read past the programme of the work at hand, as the list calls them.</summary>
    static string? How(Call call) => (call.Callee.DeclaringType, call.Callee.Name) switch
    {
        (var type, "get_Everywhere") when type == typeof(Views) => "everywhere",
        (var type, nameof(Views.In)) when type == typeof(Views) => "another",
        (var type, nameof(ReadModels.ReadSnapshot)) when type == typeof(ReadModels) => "connection",
        (var type, var name) when typeof(NpgsqlDataSource).IsAssignableFrom(type) && IsOpening(name) => "connection",
        (var type, ".ctor") when type == typeof(NpgsqlConnection) || type == typeof(NpgsqlDataSourceBuilder) => "connection",
        _ => null,
    };

    static bool IsOpening(string name) => name.StartsWith("Open", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal);

    [Test]
    public void Whatever_reads_past_its_programme_is_on_the_list_with_a_reason()
    {
        var made = Calls.In(typeof(Views).Assembly).Select(call => (How: How(call), call)).Where(one => one.How is not null && one.call.Type != "Platform.Views")
            .GroupBy(one => $"{one.call.Type} {one.How} {one.call.Method}", StringComparer.Ordinal).Select(one => one.Count() == 1 ? one.Key : $"{one.Key} ×{one.Count()}").ToList();
        File.WriteAllLines(Path.Combine(TestContext.CurrentContext.WorkDirectory, "reads.received.txt"), made.Order(StringComparer.Ordinal));
        Assert.That(made, Has.Count.GreaterThan(100), "something is found at all");
        var listed = List.SelectMany(line => line[2].Split(", ").Select(method => $"{line[0].Trim('`')} {line[1]} {method.Replace("`", "", StringComparison.Ordinal)}")).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(made.Except(listed), Is.Empty, "not on the list");
            Assert.That(listed.Except(made), Is.Empty, "on the list and nowhere else");
        });
    }

    [Test]
    public void Every_line_has_a_reason_of_its_own()
    {
        Assert.That(List.Where(line => line.Length != 4 || line[3].Length < 12).Select(line => line[0]), Is.Empty);
        Assert.That(List.Select(line => $"{line[0]} {line[1]}"), Is.Unique);
    }
}
