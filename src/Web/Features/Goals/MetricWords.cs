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

    /// <summary>A value as it was written down: yes or not yet, a figure with its unit, or a figure beside what it is compared with.</summary>
    public static string Value(Texts texts, MetricCard card, MetricValueRow row) => row.Comparison is { } other && !Measuring.IsYesOrNo(card.Kind)
        ? texts["values.beside", Value(card, row.Value), Value(card, other)]
        : Value(texts, card, row.Value);

    public static string Value(Texts texts, MetricCard card, double value) =>
        Measuring.IsYesOrNo(card.Kind) ? texts[value >= 1 ? $"values.yes.{card.Kind}" : "values.not-yet"] : Value(card, value);

    /// <summary>The class that draws it: filled, plain, double, dashed.</summary>
    public static string Css(MetricStatus status) => status switch
    {
        MetricStatus.Reached => "met",
        MetricStatus.OnTheWay => "way",
        MetricStatus.Losing => "off",
        MetricStatus.NotMeasured => "none",
        _ => "",
    };

    public static string Icon(MetricStatus status) => status switch
    {
        MetricStatus.Reached => "check",
        MetricStatus.OnTheWay => "arrow-right",
        MetricStatus.Losing => "arrow-left",
        _ => "minus",
    };

    /// <summary>When all of them are in it, that is said instead of eleven names.</summary>
    public static string Names(ProgrammeView here, Texts texts, IEnumerable<string> municipalities)
    {
        var keys = municipalities.ToList();
        return keys.Count == here.Municipalities.Count && keys.Count > 1 ? texts["goals.all"] : string.Join(", ", keys.Select(here.NameOf));
    }

    public static string Kind(Texts texts, MetricKind kind) => texts[$"goals.kind.{kind}"];
}
