namespace Activation.Web.Platform;

/// <summary>Which programme the work at hand is about: what is read on the way is read of that one and of no other.</summary>
public static class Reach
{
    static readonly AsyncLocal<Guid?> Current = new();

    /// <summary>Null outside of every programme: then nothing of any is shown.</summary>
    public static Guid? Programme => Current.Value;

    /// <summary>From here on, for the asynchronous method that calls it and whatever that one calls.</summary>
    public static void Into(Guid programme) => Current.Value = programme;
}
