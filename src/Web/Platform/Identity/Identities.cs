using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Identity;

namespace Activation.Web.Platform.Identity;

/// <summary>Everything that knows who somebody is.</summary>
static class Identities
{
    public static string Ddl => Accounts.Ddl + Sessions.Ddl + SignInCodes.Ddl + PasskeyStore.Ddl + SpentChallenges.Ddl + DirectoryLinks.Ddl;

    public static void AddIdentities(this IServiceCollection services, HubSettings settings)
    {
        services.AddSingleton<OwnAddress>().AddSingleton<Sessions>().AddSingleton<Accounts>().AddSingleton<SignInCodes>().AddSingleton<SecondFactors>().AddSingleton<LostFactors>();
        services.AddSingleton<Entry>().AddSingleton<AskedFor>().AddSingleton<PasskeyStore>().AddSingleton<SpentChallenges>().AddScoped<Passkeys>();
        services.AddSingleton<OpenSockets>().AddSingleton<LongAnswers>().AddHostedService(s => s.GetRequiredService<OpenSockets>());
        // Any address may be a name here: what it looks like is for the mail to say.
        services.AddIdentityCore<Account>(identity => identity.User.AllowedUserNameCharacters = "");
        services.AddSingleton<IUserStore<Account>>(s => s.GetRequiredService<PasskeyStore>());
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = settings.Public?.Host ?? "localhost";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "preferred";
        });
    }
}
