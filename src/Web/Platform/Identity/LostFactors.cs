using Activation.Web.Platform.Access;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Identity;

/// <summary>
/// Somebody has lost every second factor they had, and the codes on paper. Whoever runs the hub, and has made sure who asks, takes all of them off: it ends their sessions
/// and stands in the security log. They come in by mail, and whoever administers sets one up before anything else.
/// </summary>
public sealed class LostFactors(Views views, SecondFactors factors, Sessions sessions, TimeProvider clock)
{
    /// <summary>What stands where the door would.</summary>
    public const string Verb = "second-factor-off";

    /// <returns>False when nobody has the address.</returns>
    public async Task<bool> TakeOff(string address)
    {
        if (EmailAddress.Parse(address) is not { } email) return false;
        if (await views.Everywhere.Column<Guid>("select person from hub.person where lower(email) = @email", new { email }) is not [var person]) return false;
        await factors.TakeAway(person);
        await views.Execute(
            """
            delete from hub.passkey where person = @person;
            insert into hub.security_event (at, kind, person, door, times) values (@now, @FactorRemoved, @person, @Verb, 1)
            """,
            new { person, now = clock.GetUtcNow(), SecurityKinds.FactorRemoved, Verb });
        await sessions.CloseAll(person);
        return true;
    }
}
