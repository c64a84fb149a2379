using System.Text.Json;
using Activation.Domain.Points;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Points;

/// <summary>Points and badges in words.</summary>
public static class PointsWords
{
    public static string Key<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");

    /// <summary>Whole points are written whole, others with what is behind the comma.</summary>
    public static string Written(decimal points, bool signed = false)
    {
        var decimals = points == Math.Round(points) ? 0 : points == Math.Round(points, 1) ? 1 : 2;
        return signed ? Figures.Change((double)points, decimals) : Figures.Number((double)points, decimals);
    }

    public static string Kind(this PointsEntry entry, Texts texts) => texts[$"points.kind-{Key(entry.Deed.Kind)}{(entry is { IsReversal: true, Deed.Kind: DeedKind.OutcomeRated } ? "-sank" : "")}"];

    /// <summary>Everything that made a line less than its worth, in the order in which it was applied.</summary>
    public static IEnumerable<string> Reasons(this PointsEntry entry, Texts texts) =>
        entry.Why.Select(reason => texts[$"points.why-{Key(reason.Cut)}", Written(reason.Number)]);

    public static string Name(this Badge badge, Texts texts) => texts[$"points.badge-{Key(badge)}"];

    public static string Meaning(this Badge badge, Texts texts) => texts[$"points.badge-{Key(badge)}-text", badge switch
    {
        Badge.Host => Badges.GuestsOfAHost,
        Badge.Listener => Badges.RatingsOfAListener,
        Badge.StraightAnswers => Badges.StraightAnswers,
        Badge.Lasting => Badges.MonthsOfTheLasting,
        _ => 0,
    }];

    public static string Drawing(this Badge badge) => badge switch
    {
        Badge.FirstStep => "footprints",
        Badge.KeptPromise => "calendar-check",
        Badge.Bridge => "waypoints",
        Badge.Reuser => "sprout",
        Badge.Example => "share-2",
        Badge.Host => "door-open",
        Badge.Listener => "ear",
        Badge.StraightAnswers => "message-circle",
        _ => "tree-deciduous",
    };
}
