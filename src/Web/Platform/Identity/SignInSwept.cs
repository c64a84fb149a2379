using Activation.Jobs;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Walks;

namespace Activation.Web.Platform.Identity;

/// <summary>Codes, sessions, invitations and links that open nothing any more are not kept.</summary>
public sealed class SignInSwept(SignInCodes codes, Sessions sessions, Inviting invitations, DeedLinks links, ConsentLinks questions, WalkGuests guests) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await codes.Sweep(now);
        await sessions.Sweep(now);
        await invitations.Sweep(now);
        await links.Sweep(now);
        await questions.Sweep(now);
        await guests.Sweep(now);
    }
}
