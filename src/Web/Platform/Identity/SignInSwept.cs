using Activation.Jobs;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Walks;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Identity;

/// <summary>Codes and their letters, sessions, invitations and links that open nothing any more are not kept.</summary>
public sealed class SignInSwept(
    SignInCodes codes, SpentChallenges challenges, Sessions sessions, Inviting invitations, InvitationDose dose, DeedLinks links, ConsentLinks questions, WalkGuests guests, Outbox letters)
    : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await codes.Sweep(now);
        await challenges.Sweep(now);
        await sessions.Sweep(now);
        await invitations.Sweep(now);
        await dose.Sweep(now);
        await links.Sweep(now);
        await questions.Sweep(now);
        await guests.Sweep(now);
        await letters.Sweep();
    }
}
