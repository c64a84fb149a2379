using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Platform.Identity;

/// <summary>Authenticator apps, and the codes on paper for the day the phone is gone.</summary>
public sealed class SecondFactors(Views views, Accounts accounts, IDataProtectionProvider protection, TimeProvider clock)
{
    const int RecoveryCodes = 10, RecoveryLength = 10;

    /// <summary>What OWASP asks of PBKDF2 with SHA-512: a sixth of a second.</summary>
    const int Rounds = 210_000;

    const int SaltBytes = 32, HashBytes = 32;

    /// <summary>Only somebody who has shown the first factor gets to guess, so that a stranger cannot use these up.</summary>
    const int TriesAtMost = 5;

    static readonly TimeSpan TriesRest = TimeSpan.FromMinutes(15);

    readonly IDataProtector seal = protection.CreateProtector("authenticator app");

    public string Sealed(byte[] secret) => seal.Protect(Convert.ToBase64String(secret));

    /// <summary>The secret that a page sealed and a form brought back; null when it was tampered with.</summary>
    public byte[]? Opened(string? sealedSecret)
    {
        try
        {
            return sealedSecret is null ? null : Convert.FromBase64String(seal.Unprotect(sealedSecret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Sets up an app that has just shown a right code.</summary>
    /// <returns>The recovery codes, the only time they are seen; null when the code was wrong.</returns>
    public async Task<IReadOnlyList<string>?> SetUp(Guid person, byte[] secret, string code)
    {
        if (Totp.StepOf(secret, Digits(code), clock.GetUtcNow()) is not { } step) return null;
        await views.Execute(
            """
            insert into hub.account (person, factor_secret, factor_step) values (@person, @secret, @step)
            on conflict (person) do update set factor_secret = excluded.factor_secret, factor_step = excluded.factor_step, factor_tries = 0
            """,
            new { person, secret = Sealed(secret), step });
        return await NewRecoveryCodes(person);
    }

    public Task TakeAway(Guid person) => views.Execute(
        "update hub.account set factor_secret = null, factor_step = 0 where person = @person; delete from hub.recovery_code where person = @person", new { person });

    public Task<int> RecoveryCodesLeft(Guid person) => views.Everywhere.Value<int>("select count(*)::int from hub.recovery_code where person = @person", new { person });

    /// <summary>A code of the app, or one of those on paper. Each counts once.</summary>
    public async Task<bool> IsRight(Guid person, string code)
    {
        var account = await accounts.Find(person);
        if (Opened(account.FactorSecret) is not { } secret || !await MayTry(person)) return false;
        if (Totp.StepOf(secret, Digits(code), clock.GetUtcNow()) is { } step) return await Spend(person, step);
        return Plain(code) is { Length: RecoveryLength } plain && await SpendPaper(person, plain);
    }

    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Guid person)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", RecoveryLength))];
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hashes = codes.AsParallel().Select(code => Slowly(code, salt)).ToArray();
        await views.Execute(
            "delete from hub.recovery_code where person = @person; insert into hub.recovery_code (person, hash, salt) select @person, unnest(@hashes), @salt",
            new { person, hashes, salt });
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    // One salt for somebody's ten codes, so that a try costs one slow hash and not ten. Those from before there was a salt count until they are used or made anew.
    async Task<bool> SpendPaper(Guid person, string code)
    {
        foreach (var salt in await views.Everywhere.Column<byte[]?>("select distinct salt from hub.recovery_code where person = @person", new { person }))
        {
            var hash = salt is null ? Secret.Hash(code, person) : Slowly(code, salt);
            if (await views.Execute("delete from hub.recovery_code where person = @person and hash = @hash", new { person, hash }) == 1) return true;
        }

        return false;
    }

    // Fifty bits, which somebody who stole the table could try out: each try is made dear.
    static byte[] Slowly(string code, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(code, salt, Rounds, HashAlgorithmName.SHA512, HashBytes);

    // The comparison is in the statement: of two who send the same code at the same time one is late.
    async Task<bool> Spend(Guid person, long step) => await views.Execute(
        "update hub.account set factor_step = @step, factor_tries = 0 where person = @person and factor_step < @step", new { person, step }) == 1;

    async Task<bool> MayTry(Guid person)
    {
        var now = clock.GetUtcNow();
        return await views.Execute(
            """
            update hub.account set factor_tries = case when factor_tried_at > @rested then factor_tries + 1 else 1 end, factor_tried_at = @now
             where person = @person and (factor_tries < @TriesAtMost or factor_tried_at is null or factor_tried_at <= @rested)
            """,
            new { person, now, rested = now - TriesRest, TriesAtMost }) == 1;
    }

    static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));

    static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
