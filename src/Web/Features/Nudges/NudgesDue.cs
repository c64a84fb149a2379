using Activation.Jobs;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// Everything about nudges that is due: found, weighed, put into the bell or to the post, and told to the log. It finds its work in the database, by the
/// database's clock, so that a run that was missed loses nothing, one too many does nothing, and two nodes share the work.
/// </summary>
public sealed class NudgesDue(
    Views views, ReadModels readModels, IEventStore store, ProgrammeDirectory programmes, NudgeFinder finder, Turns turns, NudgeActs acts, NudgePost post,
    NudgeTeller teller) : IJob
{
    static readonly TimeSpan Catching = TimeSpan.FromSeconds(20);

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await post.Doubt(cancellationToken);
        // Who has acted just now is not to be asked: what is in the log is looked at.
        if (!await readModels.WaitFor(await store.Head(cancellationToken), Catching, cancellationToken))
            throw new TimeoutException("What pages read is behind the log: nobody is asked by what was true before");
        var faults = new List<Exception>();
        try
        {
            var all = await Programmes();
            // Bells wait for no mail server: they ring everywhere before the first letter is carried.
            foreach (var here in all) await EachAlone.Try(() => Ring(here, cancellationToken), faults.Add, cancellationToken);
            await teller.Tell(cancellationToken);
            foreach (var here in all) await EachAlone.Try(() => Carry(here, cancellationToken), faults.Add, cancellationToken);
        }
        finally
        {
            // Also what was done before somebody stopped here: it takes moments.
            await teller.Tell(CancellationToken.None);
        }

        faults.Tell();
    }

    async Task<IReadOnlyList<ProgrammeView>> Programmes()
    {
        var all = new List<ProgrammeView>();
        foreach (var slug in await views.Everywhere.Column<string>("select slug from programme"))
            if (await programmes.Find(slug) is { } here) all.Add(here);
        return all;
    }

    async Task Ring(ProgrammeView here, CancellationToken cancellationToken)
    {
        await acts.Notice(here.Id, cancellationToken);
        var now = await readModels.Clock();
        var due = await finder.Find(here, now);
        await using (var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken))
        {
            if (NudgeFinder.Window(here).IsOpen(now)) await connection.Wake(here.Id);
            await connection.FallDue(here.Id, due);
        }

        while (await turns.One(here, cancellationToken) > 0) cancellationToken.ThrowIfCancellationRequested();
    }

    async Task Carry(ProgrammeView here, CancellationToken cancellationToken)
    {
        while (await post.One(here, cancellationToken) > 0) cancellationToken.ThrowIfCancellationRequested();
    }
}
