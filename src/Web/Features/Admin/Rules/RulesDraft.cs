using System.Text.Json;
using System.Text.Json.Nodes;
using Activation.Domain.Scoring;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>A number that other rules change, as it is written.</summary>
/// <param name="Name">Of its bound.</param>
public sealed record NumberChange(string Name, string Old, string New);

/// <summary>The numbers of the rules as somebody types them, each under the name of its bound.</summary>
public static class RulesDraft
{
    /// <summary>Every number as it is written now.</summary>
    public static Dictionary<string, string> Of(ScoringRules rules)
    {
        var json = JsonSerializer.SerializeToNode(rules)!;
        return RuleBounds.All.ToDictionary(bound => bound.Name, bound => Written(At(json, bound.Name)), StringComparer.Ordinal);
    }

    /// <summary>Every number that is another one in other rules.</summary>
    public static IReadOnlyList<NumberChange> Changes(ScoringRules old, ScoringRules next) =>
        [.. Of(old).Zip(Of(next), (before, after) => new NumberChange(before.Key, before.Value, after.Value)).Where(number => number.Old != number.New)];

    /// <summary>The rules with what was typed in them; the names of those that are no numbers within their bounds come along.</summary>
    public static (ScoringRules Rules, IReadOnlyList<RuleBound> Wrong) Read(ScoringRules before, IReadOnlyDictionary<string, string> typed)
    {
        var json = JsonSerializer.SerializeToNode(before)!;
        var wrong = new List<RuleBound>();
        foreach (var bound in RuleBounds.All)
        {
            var number = Figures.Read(typed.GetValueOrDefault(bound.Name));
            if (number is { } given && given >= bound.Least && given <= bound.Most && (!IsWhole(bound.Name) || given == Math.Floor(given))) Put(json, bound.Name, given);
            else wrong.Add(bound);
        }

        return (json.Deserialize<ScoringRules>()!, wrong);
    }

    static JsonNode At(JsonNode json, string name) => name.Split('.').Aggregate(json, (node, part) => node[part]!);

    static void Put(JsonNode json, string name, double value)
    {
        var (parent, last) = name.LastIndexOf('.') is var dot and > 0 ? (At(json, name[..dot]), name[(dot + 1)..]) : (json, name);
        parent[last] = IsWhole(name) ? JsonValue.Create((int)value) : JsonValue.Create((decimal)value);
    }

    /// <summary>What is wrong with a number, by its name and with its bounds: the sentence stands far from its field too.</summary>
    public static string Wrong(RuleBound bound, Texts texts)
    {
        var (least, most) = Within(bound);
        return texts[IsWhole(bound.Name) ? "rules.wrong-whole" : "rules.wrong-number", texts[$"rules.{bound.Name}"], least, most];
    }

    /// <summary>The bounds of a number as they are written.</summary>
    public static (string Least, string Most) Within(RuleBound bound) => (Figures.Number(bound.Least, bound.Least % 1 == 0 ? 0 : 1), Figures.Number(bound.Most));

    static bool IsWhole(string name) => name.Split('.').Aggregate(typeof(ScoringRules), (type, part) => type.GetProperty(part)!.PropertyType) == typeof(int);

    static string Written(JsonNode number) => number.GetValue<JsonElement>().GetDecimal() is var value && value == Math.Floor(value)
        ? Figures.Number((double)value)
        : Figures.Number((double)value, value.Scale);
}
