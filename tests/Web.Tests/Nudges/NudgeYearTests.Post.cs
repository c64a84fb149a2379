using Activation.Web.Features.Nudges;

namespace Activation.Web.Tests.Nudges;

/// <summary>The nodes of the year, and what becomes of their mail: it goes over real lines to servers that fail, each in its way.</summary>
public sealed partial class NudgeYearTests
{
    (NudgesDue Node, UnsureCarrier Carrier) Node()
    {
        var carrier = new UnsureCarrier([], Fate, servers);
        carriers.Add(carrier);
        return (town.Node(carrier), carrier);
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

    /// <summary>One run. A node that dies in a mail is never heard of again; now and then one is cut off between two statements.</summary>
    async Task<(NudgesDue, UnsureCarrier)> Work((NudgesDue Node, UnsureCarrier Carrier) node, DateTimeOffset now, int n)
    {
        using var cut = new CancellationTokenSource();
        if (Chance($"cut {now:O} {n}") < 3) cut.CancelAfter(Chance($"after {now:O} {n}"));
        var run = node.Node.Run(default, cut.Token);
        if (await Task.WhenAny(run, node.Carrier.Died) == run)
        {
            await run.ContinueWith(ended => Assert.That(ended.IsFaulted && !cut.IsCancellationRequested, Is.False, $"{ended.Exception}"), TaskScheduler.Default);
            return node;
        }

        await town.Buried(carriers);
        deaths++;
        return Node();
    }
}
