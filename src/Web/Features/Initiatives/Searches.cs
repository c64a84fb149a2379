using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>The numbers of what fits a cut, looked up once for all who ask alike: until something else than a vote, a pledge or a comment happens there, and for a minute at
/// most. A word that was taken out leads nowhere then, on any node; on the one that takes it out, at once.</summary>
public sealed class Searches
{
    /// <summary>Of a programme: there is no end of what people type.</summary>
    const int Most = 100;

    readonly Views views;
    readonly SharedRead found;

    public Searches(Views views, ReadModels readModels, ProgrammeDirectory programmes)
    {
        (this.views, found) = (views, new(views, Most));
        readModels.BeforeShown(Forget);
        programmes.WhenForgotten(found.ForgetAll);
    }

    public Task<IReadOnlyList<int>> Of(ProgrammeView here, Cut cut, DateTimeOffset now) =>
        found.OfThisMinute(here.Id, cut, now, () => Over(cut).Column<int>(cut.Numbers, cut.Parameters(here.Id)));

    // Under the row lock words are looked for in every text, one by one: see Similar. The question names its programme, and the answer is numbers.
    Views Over(Cut cut) => cut.Text is null ? views : views.Everywhere;

    void Forget(Projected projected)
    {
        foreach (var programme in SharedReads.WithDeeds(projected)) found.Forget(programme);
    }
}
