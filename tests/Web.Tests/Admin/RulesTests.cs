using System.Net;
using Activation.Web.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

public sealed class RulesTests
{
    const string Page = $"{Sown.Here}/admin/rules";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Rules_are_tried_on_the_history_before_anybody_confirms_them_and_both_versions_stay_readable()
    {
        using var elin = await hub.As(Cast.Elin);
        var tried = await Tried(elin, ("Numbers[Weights.Breadth]", "0,5"), ("Numbers[Weights.Doing]", "0,1"), ("Numbers[Points.Approved]", "20"));
        var (early, first) = (tried, tried.Address.PathAndQuery);
        Assert.That(await Version(), Is.EqualTo("1"), "nothing has changed yet");
        Assert.Multiple(() =>
        {
            Assert.That(tried.All("#preview > table tbody tr"), Has.Count.EqualTo(3), "the three numbers that change");
            Assert.That(tried.One("#preview").TextContent, Does.Contain("Helsingborg").And.Match("Samma plats|inte säkert").And.Contain("räknas. Fler poäng"));
            Assert.That(tried.One("#preview").TextContent, Does.Not.Contain(Cast.Astrid), "people only as numbers");
            var total = tried.All("#preview td.num").Where(cell => cell.Closest("tr")!.QuerySelector("th")?.TextContent == "Alla tillsammans").Select(cell => cell.TextContent).ToList();
            Assert.That(total, Has.Count.EqualTo(2).And.Unique, "twice as much for a yes changes the points, though it would hold from tomorrow");
        });
        var stricter = await Tried(elin, ("Numbers[PublishedFrom]", "8"), ("Numbers[RankingZ]", "0"));
        Assert.Multiple(() =>
        {
            var shown = stricter.All("table[aria-labelledby=outcomes] tbody tr:first-child td").Select(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.That(shown[1], Is.LessThan(shown[0]), "fewer outcomes have eight raters than three");
            Assert.That(stricter.Text, Does.Contain($"Försvinner: {shown[0] - shown[1]}."));
            Assert.That(stricter.One("#places").TextContent, Does.Match(@"^[1-9]\d* av \d+ idéer"));
        });
        var vague = await elin.Send(tried, "form[action*=Confirm]", ("Reason", "-"));
        Assert.That(vague.All(".err"), Is.Not.Empty, "a reason is needed");
        var yesterday = Sown.Day(-400);
        tried = await Tried(elin, ("Numbers[Points.Approved]", "20"), ("From", yesterday));
        var confirmed = await elin.Send(tried, "form[action*=Confirm]", ("Reason", "Ett ja ska märkas mer"));
        Assert.That(confirmed.One("#versions").TextContent, Does.Contain("Version 2").And.Contain("Ett ja ska märkas mer").And.Contain(Cast.Elin));
        Assert.That(await Version(), Is.EqualTo("2"));
        var late = await elin.Send(early, "form[action*=Confirm]", ("Reason", "Från en flik som låg öppen"));
        Assert.That(late.All(".err, .errors"), Is.Not.Empty, "it was compared with what holds no longer");
        Assert.That(await Version(), Is.EqualTo("2"));
        var stale = await elin.Get(first);
        Assert.Multiple(() =>
        {
            Assert.That(stale.All("#preview > table tbody tr").Select(row => row.TextContent), Has.Exactly(3).Items.And.Some.Match("10\\s*20"), "as they were compared, with version 1");
            Assert.That(stale.All("form[action*=Confirm]"), Is.Empty);
            Assert.That(stale.One("#preview .note").TextContent, Does.Contain("jämfördes med version 1").And.Contain("har version 2 bekräftats"));
            Assert.That(stale.One("[name='Numbers[Weights.Breadth]']").GetAttribute("value"), Is.EqualTo("0,5"), "it can be tried anew");
        });
        var name = await hub.Views.Value<string>(
            "select p.name from deed d join points_choice c using (programme, member) join hub.person p on p.person = d.member where d.kind = 'approved' order by p.name limit 1");
        using var proposer = await hub.As(name!);
        var badges = await hub.Views.Value<long>("select count(*) from badge");
        var now = await proposer.Get($"/me/points?programme={Cast.Programme}");
        var before = await proposer.Get($"/me/points?programme={Cast.Programme}&version=1");
        Assert.That(now.One(".ledger").TextContent, Does.Contain("20 poäng, version 2"));
        Assert.That(before.One(".ledger").TextContent, Does.Contain("10 poäng, version 1").And.Not.Contain("version 2"));
        var file = await proposer.Client.GetStringAsync(new Uri(before.One("a[download]").GetAttribute("href")!, UriKind.Relative));
        Assert.That(file, Does.Match(@"[;,]""?10""?[;,]""?1""?[;,]").And.Not.Match(@"[;,]""?20""?[;,]""?2""?[;,]"), "the file is of the version that is looked at");
        Assert.That(await hub.Views.Value<long>("select count(*) from badge"), Is.EqualTo(badges), "badges stay");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task What_is_no_number_within_its_bounds_stands_at_its_field_and_is_kept()
    {
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Send(Page, "form.rules", ("Numbers[PooledBelow]", "3"), ("Numbers[Points.Approved]", "tio<script>"), ("Numbers[PublishedFrom]", "3,5"));
        Assert.Multiple(() =>
        {
            Assert.That(page.All("form.rules .err"), Has.Count.EqualTo(3));
            Assert.That(page.One("[name='Numbers[Points.Approved]']").GetAttribute("value"), Is.EqualTo("tio<script>"));
            Assert.That(page.All(".errors li").Select(error => error.TextContent.Trim()), Is.EquivalentTo(new[]
            {
                "Färre anmälda än så visas tillsammans: skriv ett helt tal mellan 5 och 50.",
                "En idé får ja: skriv ett tal mellan 0 och 100.",
                "Så många betyg innan ett utfall visas: skriv ett helt tal mellan 3 och 20.",
            }));
        });
        var heavy = await elin.Send(Page, "form.rules", ("Numbers[Weights.Breadth]", "0.9"));
        Assert.That(heavy.Text, Does.Contain("Vikterna ska bli 1 tillsammans"));
    }

    [Test]
    public async Task A_preview_is_cancelled_and_one_of_elsewhere_is_none()
    {
        using var elin = await hub.As(Cast.Elin);
        var id = Guid.NewGuid();
        var previews = hub.Services.GetRequiredService<Features.Admin.Rules.Previews>();
        var here = await hub.Programme();
        await previews.Ask(here, id, here.Rules.Newest.Rules with { Shrinkage = 9 }, here.Today(DateTimeOffset.UtcNow));
        var page = await elin.Send($"{Page}?preview={id}", "form[action*=Cancel]");
        Assert.That(page.Text, Does.Contain("Räkningen avbröts"));
        Assert.That(await previews.Take(id), Is.Null, "nobody takes it up any longer");
        Assert.That(await previews.Find(Guid.NewGuid(), id), Is.Null, "another programme");
        Assert.That((await elin.Get($"{Page}?preview={Guid.NewGuid()}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_preview_that_the_database_goes_away_from_ends_no_node_and_the_next_one_is_counted()
    {
        using var elin = await hub.As(Cast.Elin);
        await using (var other = await hub.ReadModels.Pages.OpenConnectionAsync())
        await using (var away = await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync("lock table hub.rules_preview in access exclusive mode", transaction: away);
            hub.Services.GetRequiredService<Features.Admin.Rules.PreviewRun>().Ask(Guid.NewGuid());
            // It cannot be taken up, and then not be said to have failed.
            for (var line = 0; line < 2; line++)
                while (await hub.Views.Value<long>("select count(pg_terminate_backend(pid)) from pg_locks where not granted and relation = 'hub.rules_preview'::regclass") == 0) await Task.Yield();
            await away.RollbackAsync();
        }

        await Tried(elin, ("Numbers[Shrinkage]", "9"));
    }

    [Test]
    public async Task A_member_does_not_come_here()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get(Page)).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    /// <summary>The page when what was tried has been counted.</summary>
    internal static async Task<Sheet> Tried(Visitor elin, params (string, string)[] numbers)
    {
        var page = await elin.Send(Page, "form.rules", numbers);
        for (var patience = DateTime.UtcNow.AddSeconds(20); page.All("form[action*=Confirm]").Count == 0 && DateTime.UtcNow < patience; await Task.Delay(50))
            page = await elin.Get(page.Address.PathAndQuery);
        Assert.That(page.All("form[action*=Confirm]"), Is.Not.Empty, page.One("main").TextContent);
        return page;
    }

    async Task<string> Version() => (await hub.Programme()).Rules.Newest.Rules.Version;
}
