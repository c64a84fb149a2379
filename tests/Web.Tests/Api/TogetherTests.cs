using System.Text.Json;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Api;

/// <summary>What all are to reach together and what all were asked: programs are told what pages tell, and no more.</summary>
public sealed class TogetherTests
{
    TestHub hub = null!;
    Script visitor = null!;

    [SetUp]
    public async Task Start()
    {
        hub = await TestHub.Sown();
        visitor = new Script(hub.Address, null, "sv");
    }

    [TearDown]
    public async Task Stop()
    {
        visitor.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task A_challenge_stands_where_its_page_says_today_and_on_a_day_that_is_over()
    {
        using var reader = hub.Visitor();
        foreach (var asked in new[] { "", $"?asOf={Ago(6)}", $"?asOf={Ago(20)}" })
        {
            var panel = (await reader.Get(Sown.Here + asked)).All("[data-live-challenge]")[0].Closest("section")!;
            var told = (await visitor.Get($"challenges{asked}")).Json.GetProperty("items")[0];
            var states = told.GetProperty("municipalities").EnumerateArray().Select(place => place.GetProperty("state").GetString()).ToList();
            Assert.Multiple(() =>
            {
                Assert.That(told.GetProperty("title").GetString(), Is.EqualTo(panel.QuerySelector("h2")!.TextContent));
                Assert.That($"{told.GetProperty("done")} av {told.GetProperty("goal")}", Is.EqualTo(panel.QuerySelector("strong")!.TextContent), asked);
                Assert.That(states.Count(state => state == "done"), Is.EqualTo(told.GetProperty("done").GetInt32()));
                Assert.That(panel.TextContent, Does.Contain(told.GetProperty("rule").GetString()));
                Assert.That(told.GetProperty("measure").GetString(), Is.EqualTo("initiativesEverywhere"));
            });
        }
    }

    [Test]
    public async Task Every_answer_of_a_wave_has_its_n_and_interval_and_how_far_it_is_from_the_first()
    {
        var waves = await Waves();
        var (first, second) = (waves[0].GetProperty("statements")[0], waves[1].GetProperty("statements")[0]);
        var (mean, change) = (second.GetProperty("mean"), second.GetProperty("meanChange"));
        Assert.Multiple(() =>
        {
            Assert.That(waves[0].GetProperty("statements").EnumerateArray().Select(one => one.GetProperty("statement").GetString()), Is.EqualTo(AnswerForm.Statements));
            Assert.That((Of(first.GetProperty("mean"), "value"), Of(mean, "value"), Of(change, "value")), Is.EqualTo((3.35, 3.81, 0.46)));
            Assert.That((mean.GetProperty("n").GetInt32(), change.GetProperty("before").GetInt32(), change.GetProperty("since").GetInt32()), Is.EqualTo((187, 214, 0)));
            Assert.That(Of(mean, "low"), Is.LessThan(3.81));
            Assert.That(change.GetProperty("isSure").GetBoolean(), Is.EqualTo(Of(change, "low") > 0));
            Assert.That(first.GetProperty("meanChange").ValueKind, Is.EqualTo(JsonValueKind.Null), "the first is compared with itself");
            Assert.That(Of(second.GetProperty("yes"), "value"), Is.InRange(0, 1));
        });

        static double Of(JsonElement figure, string field) => Math.Round(figure.GetProperty(field).GetDouble(), 2);
    }

    [Test]
    public async Task Of_few_nothing_is_told_nor_of_whom_they_could_be_reckoned_from()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var before = Names((await Waves())[1]);
        var smallest = await hub.Views.Column<string>(
            "select municipality from hub.baseline_answer where stage = 1 and municipality <> '' group by 1 having count(*) >= 5 order by count(*), municipality limit 2");
        Assert.That(before, Is.SupersetOf(smallest.Select(here.NameOf)), "they stand alone at first");
        await hub.Views.Execute(
            """
            delete from hub.baseline_answer where stage = 1 and municipality = @few and ctid not in (
              select ctid from hub.baseline_answer where stage = 1 and municipality = @few limit 3)
            """,
            new { few = smallest[0] });
        var (told, page) = ((await Waves())[1], await Places());
        Assert.Multiple(() =>
        {
            Assert.That(Names(told), Is.EqualTo(page), "as on the page");
            Assert.That(Names(told), Has.None.EqualTo(here.NameOf(smallest[0])));
            Assert.That(told.GetProperty("statements").GetArrayLength(), Is.EqualTo(5), "the whole is told");
        });
        var hidden = await hub.Views.Value<int>("select count(*)::int from hub.baseline_answer where stage = 1 and municipality <> all(@shown)", new { shown = here.Municipalities.Where(place => Names(told).Contains(place.Name)).Select(place => place.Municipality).ToArray() });
        Assert.That(hidden, Is.GreaterThanOrEqualTo(5), "the whole less what is told is few");
    }

    [Test]
    public async Task While_a_wave_is_open_only_how_many_have_answered_is_told()
    {
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{Sown.Here}/baseline", "form[action*=Open] button", ("Opening.Stage", "2"), ("Opening.Until", Sown.Day(9)), ("Opening.Sure", "true"));
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send($"{Sown.Here}/baseline", "form[action*=Answer] button", [.. Enumerable.Range(0, 5).Select(i => ($"Form.Grades[{i}]", "4"))]);
        var open = (await Waves())[2];
        Assert.Multiple(() =>
        {
            Assert.That((open.GetProperty("open").GetBoolean(), open.GetProperty("answered").GetInt32()), Is.EqualTo((true, 1)));
            Assert.That((open.GetProperty("statements").ValueKind, open.GetProperty("municipalities").GetArrayLength()), Is.EqualTo((JsonValueKind.Null, 0)));
        });
        Assert.That(await Waves($"?asOf={Ago(1)}"), Has.Count.EqualTo(2), "yesterday knew nothing of it");
    }

    static string Ago(int days) => Sown.Day(-days);

    static List<string> Names(JsonElement wave) => [.. wave.GetProperty("municipalities").EnumerateArray().Select(place => place.GetProperty("name").GetString()!)];

    async Task<List<JsonElement>> Waves(string asked = "") => [.. (await visitor.Get($"baseline{asked}")).Json.GetProperty("waves").EnumerateArray()];

    async Task<List<string>> Places()
    {
        using var reader = hub.Visitor();
        return [.. (await reader.Get($"{Sown.Here}/baseline?wave=1")).All("#municipality option").Skip(1).Select(option => option.TextContent)];
    }
}
