namespace Activation.Domain.Money;

/// <summary>Who pays how much of a project: cost · residents ÷ residents of all who pay, in whole öre that sum to the cost.</summary>
public static class CostKey
{
    /// <summary>
    /// By the largest remainder: everybody's share is rounded down, and the öre that are left go one by one to those who lost the most in
    /// rounding; among equals to who stands first.
    /// </summary>
    /// <param name="cost">In öre.</param>
    /// <param name="residents">Of each who pays.</param>
    /// <returns>In öre, in the same order.</returns>
    public static IReadOnlyList<long> Shares(long cost, IReadOnlyList<int> residents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        if (residents.Any(count => count < 0)) throw new ArgumentOutOfRangeException(nameof(residents));
        var all = residents.Sum(count => (long)count);
        ArgumentOutOfRangeException.ThrowIfZero(all);
        var shares = residents.Select(count => (long)((Int128)cost * count / all)).ToArray();
        var left = (int)(cost - shares.Sum());
        var next = residents.Index().OrderByDescending(one => (Int128)cost * one.Item % all).ThenBy(one => one.Index).Take(left);
        foreach (var (index, _) in next) shares[index]++;
        return shares;
    }
}
