using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Admin.Keys;

static class KeyWords
{
    public static string May(Texts texts, ListedKey one) => texts[one.Scopes.Contains(Scopes.Write) ? "tokens.write" : "tokens.read"];

    public static string Used(Texts texts, ProgrammeView here, ListedKey one) => one.LastUsedAt is { } at ? texts["keys.day", here.Local(at)] : texts["keys.never"];

    /// <summary>Until when, or since when not.</summary>
    public static string Good(Texts texts, ProgrammeView here, ListedKey one, DateTimeOffset now) => one switch
    {
        { RevokedAt: { } revoked } => texts["keys.revoked", here.Local(revoked)],
        { ExpiresAt: { } until } => texts[one.IsGood(now) ? "keys.until" : "keys.over", here.Local(until)],
        _ => texts["keys.for-ever"],
    };
}
