using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Scores;

/// <summary>Whoever a score is about can count it anew, from what everybody can read.</summary>
public sealed partial class NumbersInForceTests
{
    const string Page = $"{Sown.Here}/scores";
    static readonly CultureInfo Swedish = new("sv-SE");

    // All of them others than at the start, so that what is told cannot be those by luck.
    static readonly ScoringRules Second = ScoringRules.AtStart with
    {
        Version = "2",
        RankingZ = 1.5,
        PriorWeight = 4,
        PriorMean = 3.1,
        ParticipantWeight = 1.2,
        CoordinatorWeight = 2,
        PublishedFrom = 4,
        Shrinkage = 12,
        AdoptionsForTwoThirds = 2,
        PooledBelow = 6,
        Weights = new(.25, .35, .15, .15, .1),
        Points = PointRules.AtStart with { HalfLifeDays = 60 },
    };

    TestHub hub = null!;
    Script script = null!;
    Visitor visitor = null!;

    static string[] Days => ["", Sown.Day(-60)];

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        (script, visitor) = (new Script(hub.Address, null, "en"), hub.Visitor());
        var (here, elin, now) = (await hub.Programme(), await hub.PersonCalled(Cast.Elin), DateTimeOffset.UtcNow);
        var stream = StreamNames.Programme(here.Id).Name;
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, elin, stream, (await hub.Log.ReadStream(stream)).Count, now, [new ScoringRulesSet(Second, here.Today(now), elin, "Ett prov")]));
        await hub.Settled();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        script.Dispose();
        visitor.Dispose();
        await hub.DisposeAsync();
    }

    [TestCaseSource(nameof(Days))]
    public async Task A_program_counts_every_score_anew_from_what_it_is_told(string day)
    {
        var told = (await script.Get($"scores{(day.Length > 0 ? $"?asOf={day}" : "")}")).Json;
        var rules = told.GetProperty("rulesInForce");
        var (numbers, means) = (rules.GetProperty("numbers"), rules.GetProperty("means"));
        var municipalities = told.GetProperty("municipalities").EnumerateArray().ToList();
        Assert.That(municipalities, Has.Count.GreaterThan(5));
        Assert.That(rules.GetProperty("version").GetString(), Is.EqualTo(told.GetProperty("rules").GetString()).And.EqualTo(day.Length > 0 ? "1" : "2"));
        foreach (var one in municipalities)
        {
            var (counts, parts) = (one.GetProperty("counts"), one.GetProperty("components"));
            var (k, weights) = (Of(numbers, "shrinkage"), numbers.GetProperty("weights"));
            (string Part, double Value)[] anew =
            [
                ("breadth", Shrunk(Of(counts, "active"), Of(one, "enrolled"), "breadth")), ("completion", Shrunk(Of(counts, "done"), Of(counts, "due"), "completion")),
                ("outcome", one.GetProperty("parts").GetProperty("outcome").GetProperty("n").GetInt32() > 0 ? Of(parts, "outcome") : (Of(numbers, "priorMean") - 1) / 4),
                ("reuse", 1 - Math.Exp(-Of(counts, "adoptions") / Of(numbers, "adoptionsForTwoThirds"))),
                ("cooperation", Shrunk(Of(counts, "shared"), Of(counts, "initiatives"), "cooperation")),
            ];
            foreach (var (part, value) in anew) Assert.That(value, Is.EqualTo(Of(parts, part)).Within(1e-9), $"{part} {one}");
            Assert.That(100 * anew.Sum(part => Of(weights, part.Part) * part.Value), Is.EqualTo(Of(one, "score")).Within(1e-9), $"{one}");

            double Shrunk(double part, double whole, string mean) => (part + k * Of(means, mean)) / (whole + k);
        }
    }

    [Test]
    public async Task A_program_is_told_every_number_of_the_rules_of_the_day_and_since_when_they_hold()
    {
        var (now, then) = ((await script.Get("scores")).Json.GetProperty("rulesInForce"), (await script.Get($"scores?asOf={Days[1]}")).Json.GetProperty("rulesInForce"));
        Assert.Multiple(() =>
        {
            foreach (var bound in RuleBounds.All)
            {
                Assert.That(Told(now, bound), Is.EqualTo(bound.Of(Second)), bound.Name);
                Assert.That(Told(then, bound), Is.EqualTo(bound.Of(ScoringRules.AtStart)), bound.Name);
            }

            Assert.That(now.GetProperty("from").ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(then.GetProperty("from").ValueKind, Is.EqualTo(JsonValueKind.Null), "in force since ever");
        });

        // Weights have the names of the components that they weigh.
        static double Told(JsonElement rules, RuleBound bound) => bound.Name.Replace("Weights.Doing", "weights.completion", StringComparison.Ordinal)
            .Replace("Weights.Across", "weights.cooperation", StringComparison.Ordinal).Split('.')
            .Aggregate(rules.GetProperty("numbers"), (within, name) => within.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(name))).GetDouble();
    }

    [TestCaseSource(nameof(Days))]
    public async Task A_reader_counts_a_score_anew_from_the_pages_alone(string day)
    {
        var asOf = day.Length > 0 ? $"?asOf={day}" : "";
        var (all, klippan) = (await visitor.Get(Page + asOf), await visitor.Get($"{Page}/klippan{asOf}"));
        var numbers = all.All("#numbers tr[data-number]").ToDictionary(row => row.GetAttribute("data-number")!, row => Number(row.QuerySelector("td.num")!.TextContent));
        var means = all.All("[data-numbers=means] tbody tr").ToDictionary(row => row.QuerySelector("td")!.TextContent, row => Number(row.QuerySelector("td.num")!.TextContent));
        Assert.That(numbers.Keys, Is.EquivalentTo(RuleBounds.All.Select(bound => bound.Name)));
        var rows = klippan.All("section[aria-labelledby=parts] tbody tr");
        int[] Counts(int row) => [.. Whole().Matches(rows[row].QuerySelectorAll("td")[0].TextContent).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];
        double Shrunk(int row, string mean) => (Counts(row)[0] + numbers["Shrinkage"] * means[mean]) / (Counts(row)[1] + numbers["Shrinkage"]);
        double[] parts =
        [
            Shrunk(0, "μB"), Shrunk(1, "μG"), Number(rows[2].QuerySelector("[data-figure]")!.TextContent.TrimEnd('%')) / 100,
            1 - Math.Exp(-Counts(3)[0] / numbers["AdoptionsForTwoThirds"]), Shrunk(4, "μX"),
        ];
        var brings = rows.Select(row => Number(row.QuerySelector("td:last-child")!.TextContent)).ToList();
        var weights = new[] { "Breadth", "Doing", "Outcome", "Reuse", "Across" }.Select(name => numbers[$"Weights.{name}"]).ToList();
        Assert.Multiple(() =>
        {
            // As exact as the pages write: a mean has three decimals, an outcome whole per cents, what a part brings one decimal.
            foreach (var (part, i) in parts.Select((part, i) => (part, i))) Assert.That(100 * weights[i] * part, Is.EqualTo(brings[i]).Within(i == 2 ? .16 : .07), $"{i}");
            Assert.That(100 * parts.Zip(weights, (part, weight) => part * weight).Sum(), Is.EqualTo(Number(klippan.One(".fig").TextContent.Trim().Split(' ')[0])).Within(.7));
        });

        static double Number(string text) => double.Parse(text.Trim(), Swedish);
    }

    [TestCase("sv", "Utgångsvärdet, 1–5", "3,1"), TestCase("da", "Startværdien, 1–5", "3,1"), TestCase("en", "The starting value, 1–5", "3.1")]
    public async Task Every_number_is_told_in_the_readers_language_with_the_sign_that_formulas_write(string language, string name, string value)
    {
        using var reader = hub.Visitor(language);
        var (sheet, then) = (await reader.Get(Page), await reader.Get($"{Page}?asOf={Days[1]}"));
        var row = sheet.One("tr[data-number=PriorMean]");
        Assert.Multiple(() =>
        {
            Assert.That((row.QuerySelector("th")!.TextContent, row.QuerySelectorAll("td")[0].TextContent, row.QuerySelectorAll("td")[1].TextContent), Is.EqualTo((name, "m", value)));
            Assert.That(sheet.One("#numbers").ParentElement!.QuerySelector("summary")!.TextContent, Does.EndWith("version 2"));
            Assert.That(then.One("#numbers").ParentElement!.QuerySelector("summary")!.TextContent, Does.EndWith("version 1"));
            Assert.That(then.One("tr[data-number=PriorMean] td.num").TextContent.Replace(',', '.'), Is.EqualTo("3.4"));
        });
    }

    [Test]
    public void Every_sign_of_a_number_stands_in_a_formula_that_leads_to_the_numbers()
    {
        foreach (var bound in RuleBounds.All.Where(bound => bound.Sign.Length > 0))
            Assert.That(Web.Features.Definitions.Definitions.All.Where(one => one.ByRules).Select(one => one.Formula), Has.Some.Match($@"(?<!\p{{L}}){bound.Sign}(?!\p{{L}})"), bound.Name);
    }

    [Test]
    public async Task A_definition_leads_to_the_numbers_of_the_day_that_is_looked_at()
    {
        var (now, then) = (await visitor.Get($"{Page}/klippan"), await visitor.Get($"{Page}/klippan?asOf={Days[1]}"));
        Assert.That(now.One("[data-defines=breadth] a").GetAttribute("href"), Is.EqualTo($"{Page}#numbers"));
        Assert.That(then.One("[data-defines=breadth] a").GetAttribute("href"), Is.EqualTo($"{Page}?asOf={Days[1]}#numbers"));
        Assert.That(now.All("[data-defines=progress] a"), Is.Empty, "no number of the rules stands in it");
        Assert.That((await visitor.Get($"{Page}/klippan?asOf=2099-01-01")).One("[data-defines=breadth] a").GetAttribute("href"), Is.EqualTo($"{Page}#numbers"), "a day that cannot be shown");
    }

    static double Of(JsonElement within, string name) => within.GetProperty(name).GetDouble();
}
