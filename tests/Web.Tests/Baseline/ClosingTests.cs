using System.Globalization;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Deeds;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Baseline;

/// <summary>A wave is closed by nobody's slip, and one that too few answered is neither shown nor lost.</summary>
public sealed class ClosingTests
{
    const string Page = $"{Sown.Here}/baseline", Opening = "form[action*=Open]", Closing = "form[action*=Close] button", Answering = "form[action*=Answer] button";

    const int Stage = 2;

    static readonly (string, string) Sure = ("Closing.Sure", "true");

    TestHub hub;
    Visitor elin;
    Visitor astrid;

    [SetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        (elin, astrid) = (await hub.As(Cast.Elin), await hub.As(Cast.Astrid));
    }

    [TearDown]
    public async Task Close()
    {
        elin.Dispose();
        astrid.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task A_stage_that_is_under_way_says_so_before_its_wave_is_opened()
    {
        var open = (await hub.Programme()).OpenStage!;
        Assert.That(open.Stage, Is.EqualTo(Stage));
        Assert.That((await elin.Get(Page)).One(Opening).TextContent, Does.Contain($"Etapp {Stage}").And.Contain("pågår till").And.Contain(open.ToOn.ToString("d MMMM", CultureInfo.GetCultureInfo("sv"))));
    }

    [Test]
    public async Task One_press_opens_no_wave_of_a_stage_that_is_under_way()
    {
        var asked = await elin.Send(Page, $"{Opening} button", ("Opening.Stage", $"{Stage}"), ("Opening.Until", Until));
        Assert.Multiple(async () =>
        {
            Assert.That(asked.One("#Opening_Sure-error").TextContent, Does.Contain("Kryssa i rutan"));
            Assert.That(asked.One("#Opening_Until").GetAttribute("value"), Is.EqualTo(Until), "what was chosen is kept");
            Assert.That(await hub.Views.Value<int>("select count(*)::int from baseline_wave where stage = @Stage", new { Stage }), Is.Zero);
        });
        await elin.Send(asked, $"{Opening} button", ("Opening.Sure", "true"));
        Assert.That(await IsOpen(), Is.True);
    }

    [Test]
    public async Task A_stage_that_is_over_is_opened_without_a_tick()
    {
        using var farid = await hub.As(Cast.Farid);
        await farid.Send($"{Sown.Here}/admin/programme", "form[action*=Close]", ("Turn.Sure", "true"));
        Assert.That((await elin.Get(Page)).All("#Opening_Sure"), Is.Empty);
        await elin.Send(Page, $"{Opening} button", ("Opening.Stage", $"{Stage}"), ("Opening.Until", Until));
        Assert.That(await IsOpen(), Is.True);
    }

    [Test]
    public async Task One_press_closes_nothing_and_tells_how_many_have_answered()
    {
        await Open();
        await astrid.Send(Page, Answering, Grades());
        var asked = await elin.Send(Page, Closing);
        Assert.That(asked.One("#Closing_Sure-error").TextContent, Does.Contain("Kryssa i rutan"));
        Assert.That(asked.One("details[open]:has(#Closing_Sure)").TextContent, Does.Contain("1 har svarat").And.Contain("färre än fem"));
        Assert.That(await IsOpen(), Is.True);
        await elin.Send(asked, Closing, Sure, ("Closing.Stage", "1"));
        Assert.That(await IsOpen(), Is.True, "another one was looked at");
        await Seat(4);
        Assert.That((await elin.Get(Page)).One("details:has(#Closing_Sure)").TextContent, Does.Contain("5 har svarat").And.Not.Contain("färre än fem"));
    }

    [Test]
    public async Task A_wave_of_fewer_than_five_stands_as_a_tab_without_a_result()
    {
        await Open();
        await astrid.Send(Page, Answering, Grades());
        var closed = await elin.Send(Page, Closing, Sure);
        Assert.Multiple(() =>
        {
            Assert.That(closed.Text, Does.Contain("Mätningen är stängd. 1 svar är för få för att visas.").And.Contain("Färre än fem svarade.").And.Not.Contain("Här är resultatet"));
            Assert.That(closed.One("main .tabs [aria-current=true]").TextContent, Does.Contain($"Etapp {Stage}"));
            Assert.That(closed.One("#results").TextContent, Does.Contain($"Etapp {Stage}"));
            Assert.That(closed.All("main table"), Is.Empty);
        });
        var others = await astrid.Get(Page);
        Assert.That(others.One("#results").TextContent, Does.Contain("Etapp 1"), "what has a result is shown first");
        Assert.That(others.All("main .tabs a").Select(tab => tab.TextContent), Has.Some.Contains($"Etapp {Stage}"));
    }

    [Test]
    public async Task A_wave_of_fewer_than_five_is_opened_again_and_those_few_answer_anew()
    {
        await Open();
        await astrid.Send(Page, Answering, Grades());
        Assert.That((await elin.Send(Page, Closing, Sure)).One(Opening).TextContent, Does.Contain("stängdes med färre än fem svar"));
        await Open();
        // Where a hub stopped between the log and the seats, the house ends it.
        await hub.Views.Execute("update hub.baseline_round set finished = true where stage = @Stage", new { Stage });
        Assert.That((await astrid.Send(Page, Answering, Grades())).Text, Does.Contain("Mätningen är inte öppen"));
        await hub.Services.GetRequiredService<WaveTurn>().Run(DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That((await astrid.Send(Page, Answering, Grades())).Text, Does.Contain("Tack för svaret"));
        Assert.That((await Count("baseline_seat"), await Count("baseline_waiting")), Is.EqualTo((1, 1)));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task What_five_have_answered_is_never_opened_again()
    {
        await Open();
        foreach (var person in await People(5))
            await hub.Services.GetRequiredService<Answers>().Take((await hub.Programme()).Id, Stage, person, "helsingborg", [4, 4, 4, 4, 4], CancellationToken.None);
        var closed = await elin.Send(Page, Closing, Sure);
        Assert.That(closed.Text, Does.Contain("Här är resultatet"));
        Assert.That(closed.All(Opening).SelectMany(form => form.QuerySelectorAll("option")).Select(option => option.GetAttribute("value")), Has.None.EqualTo($"{Stage}"));
        var target = new Uri(hub.Address, $"{Page}?handler=Open");
        var token = closed.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var refused = await elin.Post(target, [new("Opening.Stage", $"{Stage}"), new("Opening.Until", Until), new("__RequestVerificationToken", token)]);
        Assert.That(refused.Text, Does.Contain("Den mätningen är redan gjord"));
        await hub.Services.GetRequiredService<Answers>().Reopen((await hub.Programme()).Id, Stage, CancellationToken.None);
        Assert.That((await Count("baseline_seat"), await Count("baseline_answer"), await Count("baseline_round", "and finished")), Is.EqualTo((5, 5, 1)));
    }

    [Test]
    public async Task A_link_of_a_wave_that_is_closed_says_so_and_leads_to_the_result()
    {
        await Open();
        var (here, henrik) = (await hub.Programme(), await hub.PersonCalled(Cast.Henrik));
        var link = (await hub.Services.GetRequiredService<DeedLinks>().Make(Deed.Baseline, here.Id, AskAll.Subject(Stage), henrik, TimeSpan.FromDays(30))).AbsolutePath;
        using var reader = hub.Visitor();
        var form = await reader.Get(link);
        Assert.That(form.All("main form"), Is.Not.Empty);
        await elin.Send(Page, Closing, Sure);
        foreach (var sheet in new[] { await reader.Send(form, "main form", Grades()), await reader.Get(link) })
            Assert.Multiple(() =>
            {
                Assert.That(sheet.One("h1").TextContent, Is.EqualTo("Mätningen är stängd. Tack ändå."));
                Assert.That(sheet.All("main form"), Is.Empty);
                Assert.That(sheet.One("main a.btn").GetAttribute("href"), Is.EqualTo($"{Page}?wave={Stage}"));
            });
        Assert.That(await Count("baseline_seat"), Is.Zero);
    }

    static string Until => Sown.Day(9);

    static (string, string)[] Grades() => [.. Enumerable.Range(0, 5).Select(i => ($"Form.Grades[{i}]", "4"))];

    Task<Sheet> Open() => elin.Send(Page, $"{Opening} button", ("Opening.Stage", $"{Stage}"), ("Opening.Until", Until), ("Opening.Sure", "true"));

    Task<bool> IsOpen() => hub.Views.Value<bool>("select closed_at is null from baseline_wave where stage = @Stage", new { Stage });

    Task<int> Count(string table, string of = "") => hub.Views.Value<int>($"select count(*)::int from hub.{table} where stage = @Stage {of}", new { Stage });

    Task<IReadOnlyList<Guid>> People(int count) => hub.Views.Column<Guid>("select member from member where municipality = 'helsingborg' order by member limit @count", new { count });

    async Task Seat(int count) => await hub.Views.Execute(
        """
        insert into hub.baseline_seat (programme, stage, person)
        select m.programme, @Stage, m.member from member m
         where m.programme = @Id and not exists (select from hub.baseline_seat s where s.programme = m.programme and s.stage = @Stage and s.person = m.member) limit @count
        """,
        new { (await hub.Programme()).Id, Stage, count });
}
