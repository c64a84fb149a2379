using Activation.Web.Features.Initiatives;
using Activation.Web.Tests.Chronicle;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Initiatives;

public sealed class ListTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase("show=all")]
    [TestCase("show=open")]
    [TestCase("show=completed")]
    [TestCase("show=all&municipality=helsingborg")]
    [TestCase("show=all&stage=1")]
    public async Task Page_by_page_each_initiative_is_shown_once(string cut)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var seen = await ReadOn(astrid, cut);
        Assert.That(seen, Is.Unique.And.Not.Empty);
        Assert.That(seen, Is.EquivalentTo(await InFile(astrid, cut)));
    }

    [Test]
    public async Task Who_asks_for_another_day_is_told_that_these_are_of_today()
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get($"{Sown.Here}/initiatives?asOf=2026-05-05")).One(".note[role=status]").TextContent, Does.Contain("är de i dag"));
        Assert.That((await visitor.Get($"{Sown.Here}/initiatives")).All("main .note[role=status]"), Is.Empty);
    }

    [Test]
    public async Task One_reader_meets_the_same_order_again_and_another_reader_another()
    {
        using var astrid = await hub.As(Cast.Astrid);
        using var henrik = await hub.As(Cast.Henrik);
        var first = await ReadOn(astrid, "show=open");
        Assert.That(await ReadOn(astrid, "show=open"), Is.EqualTo(first));
        Assert.That(await ReadOn(henrik, "show=open"), Is.EquivalentTo(first).And.Not.EqualTo(first));
    }

    [Test]
    public async Task A_cell_that_begins_like_a_formula_is_text()
    {
        using var cilla = await hub.As(Cast.Cilla);
        await Proposal.Send(cilla, "=HYPERLINK(\"https://example.org\")");
        await hub.Settled();
        var file = await cilla.Client.GetStringAsync(new Uri($"{Sown.Here}/initiatives.csv", UriKind.Relative));
        Assert.That(file, Does.Contain("'=HYPERLINK").And.Not.Contain(";=HYPERLINK").And.Not.Contain(";\"=HYPERLINK"));
    }

    [TestCase("amiljegiro", "Familjegirot")]
    [TestCase("cykla rundlinje", "Familjegirot")]
    public async Task A_part_of_a_title_and_words_of_the_text_are_found(string looked, string title)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Get($"{Sown.Here}/initiatives?show=all&q={Uri.EscapeDataString(looked)}");
        Assert.That(sheet.All(".ideas h3 a").Select(link => link.TextContent.Trim()), Has.Some.Contains(title));
    }

    [Test]
    public async Task What_many_look_for_is_looked_up_once_until_a_deed_is_done()
    {
        const string address = $"{Sown.Here}/initiatives?show=all&state=proposed", looks = "select i.number from initiative i";
        using var cilla = await hub.As(Cast.Cilla);
        using var visitor = hub.Visitor();
        IReadOnlyList<string> read;
        int minute;
        do
        {
            // What was found is kept for the minute.
            minute = DateTimeOffset.UtcNow.Minute;
            await cilla.Get(address);
            read = await Questions.With(looks, () => visitor.Get(address));
        }
        while (minute != DateTimeOffset.UtcNow.Minute);
        Assert.That(read, Is.Empty);
        await Proposal.Send(cilla, "Isstjärnor över ån");
        Assert.That(await Questions.With(looks, () => visitor.Get(address)), Has.Count.EqualTo(1));
        Assert.That((await visitor.Get($"{Sown.Here}/initiatives?show=all&q=isstj%C3%A4rnor")).All(".ideas h3 a").Select(link => link.TextContent.Trim()), Has.Some.Contains("Isstjärnor"));
    }

    [Test]
    public async Task What_many_look_for_is_put_in_order_once()
    {
        var (here, now) = (await hub.Programme(), DateTimeOffset.UtcNow);
        var list = ActivatorUtilities.CreateInstance<InitiativeList>(hub.Services);
        var found = await list.Find(here, Looked(), now);
        Assert.That(found.Counts.All, Is.GreaterThan(0));
        Assert.That(await list.Find(here, Looked(), now), Is.SameAs(found));

        static Cut Looked() => new("cykla", null, null, null, null, null, null);
    }

    [Test]
    public async Task Words_are_looked_up_and_not_looked_for_in_every_text()
    {
        var cut = new Cut("bänkar vid ån", null, null, null, null, null, null);
        var parameters = cut.Parameters(Guid.Empty);
        await using var source = Npgsql.NpgsqlDataSource.Create(hub.Database);
        await using var connection = await source.OpenConnectionAsync();
        // Of a few rows PostgreSQL would rather read all: whether it could do otherwise is what counts.
        await Dapper.SqlMapper.ExecuteAsync(connection, "set enable_seqscan = off; set enable_indexscan = off; set search_path = pages, public");
        var plan = string.Join('\n', await Dapper.SqlMapper.QueryAsync<string>(
            connection, $"explain {cut.Numbers}", parameters));
        Assert.That(plan, Does.Contain("initiative_words_all").And.Contain("initiative_words_within"));
    }

    static async Task<IReadOnlyList<string>> ReadOn(Visitor visitor, string cut)
    {
        var seen = new List<string>();
        for (string? next = $"{Sown.Here}/initiatives?{cut}"; next is not null;)
        {
            var sheet = await visitor.Get(next);
            seen.AddRange(sheet.All(".ideas h3 a").Select(link => link.GetAttribute("href")!.Split('/')[^1]));
            next = sheet.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
            Assert.That(seen, Has.Count.LessThan(1000), "the list has no end");
        }

        return seen;
    }

    [Test]
    public async Task A_file_of_what_nobody_has_proposed_has_its_columns()
    {
        using var visitor = hub.Visitor();
        var file = await visitor.Client.GetStringAsync(new Uri($"{Sown.Here}/initiatives.csv?q=rymdraket", UriKind.Relative));
        Assert.That(file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1).And.All.Contain(";"));
    }

    static async Task<IEnumerable<string>> InFile(Visitor visitor, string cut)
    {
        var file = await visitor.Client.GetStringAsync(new Uri($"{Sown.Here}/initiatives.csv?{cut}", UriKind.Relative));
        return from row in file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
               let cell = row.Split(';')[0]
               where cell.Length > 0 && cell.All(char.IsAsciiDigit)
               select cell;
    }
}
