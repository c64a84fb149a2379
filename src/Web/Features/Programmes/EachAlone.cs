namespace Activation.Web.Features.Programmes;

/// <summary>What is wrong with one programme is not the others': all are worked on, and what failed is told when that is done.</summary>
static class EachAlone
{
    /// <exception cref="AggregateException">Some did not come through; all others did.</exception>
    public static async Task Alone<T>(this IEnumerable<T> all, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (var one in all) await Try(() => work(one), faults.Add, cancellationToken);
        faults.Tell();
    }

    /// <summary>For work of several kinds or in several rounds: what failed goes to whoever notes it, and what comes next is worked on all the same.</summary>
    public static async Task Try(Func<Task> work, Action<Exception> note, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            note(e);
        }
    }

    public static void Tell(this List<Exception> faults)
    {
        if (faults.Count > 0) throw new AggregateException($"{faults.Count} did not come through", faults);
    }
}
