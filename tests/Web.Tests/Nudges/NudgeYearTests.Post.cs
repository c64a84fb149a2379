using Activation.Store.Followers;
using Activation.Web.Features.Nudges;

namespace Activation.Web.Tests.Nudges;

/// <summary>The nodes of the year, and what becomes of their mail: it goes over real lines to servers that fail, each in its way.</summary>
public sealed partial class NudgeYearTests
{
    sealed record Living(NudgesDue Node, UnsureCarrier Carrier, (ReadModels Lines, string Name) Lines);

    Living Node()
    {
        var (carrier, lines) = (new UnsureCarrier([], Fate, servers), town.Lines());
        return new(town.Node(carrier, lines.Lines), carrier, lines);
    }

    /// <summary>By the name of a mail and how often it was tried.</summary>
    Fault Fate(string mail)
    {
        lock (tries)
        {
            var n = tries[mail] = tries.GetValueOrDefault(mail) + 1;
            // In a spring there are few mails: they meet each way of failing in turn.
            var fault = (isLong ? Chance($"fault {mail} {n}") : met.Count % 24) switch
            {
                < 3 => Fault.Busy,
                < 6 => Fault.Refused,
                6 => Fault.Silent,
                7 => Fault.HungUp,
                8 => Fault.DeathBefore,
                9 => Fault.DeathAfter,
                10 => Fault.Blocked,
                11 => Fault.NotLetIn,
                12 => Fault.NobodyThere,
                13 => Fault.Slow,
                _ => Fault.None,
            };
            met.Add(fault);
            if (fault is Fault.Silent or Fault.HungUp) inDoubt++;
            return fault;
        }
    }

    /// <summary>One run. A node that dies in a mail is never heard of again; now and then one is stopped between two statements, or killed in whatever it is at.</summary>
    async Task<Living> Work(Living node, DateTimeOffset now, int n)
    {
        using var cut = new CancellationTokenSource();
        if (Chance($"cut {now:O} {n}") < 3) cut.CancelAfter(Chance($"after {now:O} {n}"));
        var killing = Chance($"kill {now:O} {n}") < (isLong ? 2 : 8);
        node.Carrier.Begin();
        var run = node.Node.Run(default, cut.Token);
        var kill = killing ? Kill(node, TimeSpan.FromMilliseconds(3 * Chance($"killed after {now:O} {n}"))) : Task.CompletedTask;
        var isOver = await Task.WhenAny(run, node.Carrier.Died) == run;
        await kill;
        if (isOver) await run.ContinueWith(ended => Assert.That(ended.IsFaulted && !killing && !cut.IsCancellationRequested, Is.False, $"{ended.Exception}"), TaskScheduler.Default);
        if (isOver && run.IsFaulted && killing) Interlocked.Increment(ref killed);
        if (isOver && !killing) return node;

        if (!killing)
        {
            await town.Buried(node.Carrier);
            await town.Kill(node.Lines);
        }

        if (!isOver) Interlocked.Increment(ref deaths);
        return Node();
    }

    async Task Kill(Living node, TimeSpan after)
    {
        await Task.Delay(after);
        await town.Kill(node.Lines);
    }
}
