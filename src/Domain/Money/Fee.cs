namespace Activation.Domain.Money;

/// <summary>What a municipality pays a year. Money is whole öre everywhere: nothing is lost between two roundings.</summary>
public static class Fee
{
    public const long OrePerResident = 21_00;

    /// <summary>21 kr for each resident, in öre.</summary>
    public static long Of(int residents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(residents);
        return OrePerResident * residents;
    }
}
