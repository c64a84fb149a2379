using Activation.Domain.Goals;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Goals;

/// <summary>What a metric says, in a few words.</summary>
public static class MetricWords
{
    /// <summary>Where it should be: a value with its unit and year, or the direction.</summary>
    public static string Aim(Texts texts, MetricCard card)
    {
        var aim = card.Target is { } target ? Value(card, target) : texts[$"goals.aim.{card.Kind}"];
        return card.DueYear is { } year ? texts["goals.by-year", aim, year] : aim;
    }

    public static string Value(MetricCard card, double value) => $"{Figures.Number(value, value % 1 == 0 ? 0 : 1)} {card.Unit}".TrimEnd();

    /// <summary>When all of them are in it, that is said instead of eleven names.</summary>
    public static string Names(ProgrammeView here, Texts texts, IEnumerable<string> municipalities)
    {
        var keys = municipalities.ToList();
        return keys.Count == here.Municipalities.Count && keys.Count > 1 ? texts["goals.all"] : string.Join(", ", keys.Select(here.NameOf));
    }

    public static string Kind(Texts texts, MetricKind kind) => texts[$"goals.kind.{kind}"];
}
