using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Admin;

/// <summary>What is taken along as a file is there to the last line, however many there are.</summary>
public sealed class WholeFilesTests
{
    /// <summary>More than a file once ended at.</summary>
    const int Lines = 100_001;

    TestHub hub;
    ProgrammeView here;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        here = await hub.Programme();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_audit_is_sent_as_it_is_read_to_its_very_first_line()
    {
        await hub.Views.Execute(
            """
            insert into audit (position, programme, kind, at, detail)
            select 1000000000 + n, @Id, 'role-granted', now(), 'rad nummer ' || n from generate_series(1, @Lines) n
            """,
            new { here.Id, Lines });
        var all = await hub.Views.Value<int>("select count(*)::int from audit where programme = @Id", new { here.Id });
        var (lines, seen) = await Fetched("audit", "rad nummer ");
        Assert.That((lines, seen), Is.EqualTo((all + 1, Lines)));
        Assert.That((await Fetched("audit", "rad nummer ", $"&before={1000000000 + 5}")).Seen, Is.EqualTo(4), "from a place on");
    }

    [Test]
    public async Task The_security_log_is_sent_whole_too()
    {
        await hub.Views.Execute(
            """
            insert into hub.security_event (at, kind, programme, door, origin, times)
            select now(), 'refused', @Slug, 'rad nummer ' || n, '10.0.0.1', 1 from generate_series(1, @Lines) n
            """,
            new { here.Slug, Lines });
        Assert.That((await Fetched("security", "rad nummer ")).Seen, Is.EqualTo(Lines));
    }

    /// <summary>Reads the file as it comes.</summary>
    /// <returns>How many lines there were, and in how many different ones of them a mark stood.</returns>
    async Task<(int Lines, int Seen)> Fetched(string list, string mark, string more = "")
    {
        using var farid = await hub.As(Cast.Farid);
        using var answer = await farid.Client.GetAsync(new Uri(hub.Address, $"{Sown.Here}/admin/{list}?handler=Csv{more}"), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.IsSuccessStatusCode);
        Assert.That(answer.Content.Headers.ContentLength, Is.Null, "it was made whole before it was sent");
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo($"{list}.csv"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var (lines, seen) = (0, new HashSet<string>(StringComparer.Ordinal));
        while (await reader.ReadLineAsync() is { } line)
        {
            lines++;
            if (line.Contains('\uFEFF', StringComparison.Ordinal)) Assert.Fail("a mark of order within the file");
            if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at) seen.Add(line[at..]);
        }

        return (lines, seen.Count);
    }
}
