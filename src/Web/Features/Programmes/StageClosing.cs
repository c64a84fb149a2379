using Activation.Domain;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Rates;
using Activation.Web.Platform;

namespace Activation.Web.Features.Programmes;

/// <summary>What a stage is closed with, by hand and by the clock.</summary>
public sealed class StageClosing(ProgrammeDirectory programmes, StageRates rates, ReadModels readModels, IEventStore store)
{
    /// <summary>The text of the refusal, where the pages do not show everything in time.</summary>
    public const string Behind = "shape.close-behind";

    /// <summary>Figures are frozen for good: everything that is acknowledged by now belongs into them, on whichever node and however far the pages are.</summary>
    /// <param name="atMost">How long the pages have to show it.</param>
    /// <returns>What to close it with; null when they did not come so far: then it is not closed.</returns>
    public async Task<CloseStage?> Figures(ProgrammeView here, int number, DateOnly today, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        var head = await Deadline.For(store.Head(cancellationToken));
        if (!await Deadline.For(readModels.WaitFor(head, atMost, cancellationToken))) return null;
        // The rules and the last day may be among what came.
        var now = (await programmes.Find(here.Slug))!;
        return new(number, await rates.Final(now, now.Stages.First(stage => stage.Stage == number), today));
    }
}
