namespace Activation.Domain.Initiatives;

/// <summary>
/// How far those whom an initiative is about are let in: 1 manipulation (it looks like a say and is none), 2 information, 3 consultation, 4 partnership, 5 citizen initiative.
/// </summary>
public static class InvolvementLevels
{
    /// <summary>A level that was said is taken back.</summary>
    public const int Unsaid = 0;

    public const int First = 1;
    public const int Last = 5;

    public static IEnumerable<int> All => Enumerable.Range(First, Last - First + 1);

    public static bool Has(int level) => level is >= First and <= Last;
}
