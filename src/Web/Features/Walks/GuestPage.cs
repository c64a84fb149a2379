using Activation.Domain;
using Activation.Domain.Walks;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Walks;

/// <summary>A page about one walk or course for somebody without an account.</summary>
public abstract class GuestPage(WalkList walks, ProgrammeDirectory programmes) : SignInPage
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    /// <summary>Null when the address leads to no walk.</summary>
    public ListedWalk? Listed { get; private set; }

    public ProgrammeView Here { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    protected async Task<bool> Find(Guid walk)
    {
        if (await walks.Find(walk) is not { } found || await programmes.Find(found.Card.Programme) is not { } here) return false;
        (Listed, Here, Now) = (found, here, here.Local(DateTimeOffset.UtcNow));
        return true;
    }

    /// <summary>Null for who has not signed up.</summary>
    protected Task<MySeat?> StandingOf(Guid seat) => walks.StandingOf(Listed!.Card, seat);

    /// <summary>Decides on the walk on behalf of nobody who is known, and shows it as it is then.</summary>
    /// <remarks>Two windows do it once, since both find it done. Whoever turns away in between has pressed the button: it is carried through.</remarks>
    protected async Task<bool> Decide(Func<Walk, DateTimeOffset, Decision> decide)
    {
        var services = HttpContext.RequestServices;
        var outcome = await services.GetRequiredService<Streams>().Decide(
            StreamNames.Walk(Listed!.Card.Walk), new Writer(Here.Id, null, Now, Guid.CreateVersion7()), walk => decide(walk, Now));
        if (outcome is No no) ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
        if (outcome is Done done) await services.GetRequiredService<ReadModels>().WaitFor(done.Position, OwnChange);
        await Find(Listed.Card.Walk);
        return outcome is Done;
    }
}
