using Activation.Web.Features.Scores;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>Where a municipality stands in a ranking.</summary>
/// <param name="Place">From 1.</param>
/// <param name="IsSure">No other interval touches its own: else nobody can tell who is ahead, and the place is as good as another.</param>
public sealed record Placing(RankedRow Row, int Place, bool IsSure)
{
    /// <returns>Null where it is not ranked.</returns>
    public static Placing? Of(Ranking ranking, string key) => ranking.Rows.Index().Where(row => row.Item.Key == key)
        .Select(row => new Placing(row.Item, row.Index + 1, ranking.Rows.All(other => other.Key == key || other.Score.IsSurelyApartFrom(row.Item.Score))))
        .FirstOrDefault();

    /// <summary>How many places it moves by other rules, below nothing when it rises; 0 where either place is not sure.</summary>
    public static int SureMove(Placing old, Placing tried) => old.IsSure && tried.IsSure ? tried.Place - old.Place : 0;
}
