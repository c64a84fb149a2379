namespace Activation.Web.Features.Programmes;

/// <summary>What is wrong with one programme is not the others': all are worked on, and what failed is told when that is done.</summary>
static class EachAlone
{
    /// <exception cref="AggregateException">Some did not come through; all others did.</exception>
    public static async Task Alone<T>(this IEnumerable<T> all, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (var one in all) await Try(faults, () => work(one), cancellationToken);
        faults.Tell();
    }

    /// <summary>For work in several rounds: what failed in one is told after the last.</summary>
    public static async Task Try(List<Exception> faults, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            faults.Add(e);
        }
    }

    public static void Tell(this List<Exception> faults)
    {
        if (faults.Count > 0) throw new AggregateException($"{faults.Count} programmes did not come through", faults);
    }
}
