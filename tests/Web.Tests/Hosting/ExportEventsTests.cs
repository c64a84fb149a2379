using System.Text;
using System.Text.Json;
using Activation.Web.Platform.Hosting;
using Activation.Web.Tests.Api;

namespace Activation.Web.Tests.Hosting;

/// <summary>A log as a file of its own.</summary>
public sealed class ExportEventsTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        await OnePlace.Enrolled(hub, members: 3);
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task It_is_what_an_administrator_s_program_reads_to_the_last_line()
    {
        using var farid = await Script.Of(hub, Cast.Farid);
        var (read, after) = (new StringBuilder(), 0L);
        for (var part = await Lines(farid, after); part.Length > 0; part = await Lines(farid, after))
        {
            read.Append(part);
            after = JsonDocument.Parse(part.TrimEnd('\n').Split('\n')[^1]).RootElement.GetProperty("position").GetInt64();
        }

        await using var file = new MemoryStream();
        Assert.That(await ExportEvents.Run(hub.Services, Cast.Programme, file, CancellationToken.None), Is.Zero);
        Assert.That(Encoding.UTF8.GetString(file.ToArray()), Is.EqualTo(read.ToString()).And.Not.Empty);
    }

    [Test]
    public async Task Of_a_programme_that_is_not_there_nothing_is_written()
    {
        await using var file = new MemoryStream();
        Assert.That((await ExportEvents.Run(hub.Services, "ingen", file, CancellationToken.None), file.Length), Is.EqualTo((1, 0)));
    }

    static async Task<string> Lines(Script program, long after) => (await program.Get($"events?after={after}&limit=10000")).Text;
}
