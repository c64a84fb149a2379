using Microsoft.AspNetCore.Identity;

namespace Activation.Web.Platform.Identity;

/// <summary>
/// Where the framework finds people and their passkeys. People come by invitation and go by erasing, never through here: what would make, change
/// or delete one is refused.
/// </summary>
public sealed class PasskeyStore(Views views, TimeProvider clock) : IUserPasskeyStore<Account>
{
    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.passkey (credential text primary key, person uuid not null, name text not null, public_key text not null,
          made_at timestamptz not null, used_at timestamptz, sign_count bigint not null, transports text[] not null, verified boolean not null,
          backup_eligible boolean not null, backed_up boolean not null, attestation text not null, client_data text not null);
        create index if not exists passkey_person on hub.passkey (person);
        """;

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => await views.Execute(
        """
        insert into hub.passkey values (@credential, @Person, @name, @key, @made, null, @count, @transports, @verified, @eligible, @backedUp, @attestation, @clientData)
        on conflict (credential) do update set sign_count = excluded.sign_count, backed_up = excluded.backed_up, verified = excluded.verified, used_at = @now
         where hub.passkey.person = excluded.person
        """,
        new
        {
            credential = Text(passkey.CredentialId), user.Person, name = passkey.Name ?? "", key = Text(passkey.PublicKey), made = passkey.CreatedAt,
            count = (long)passkey.SignCount, transports = passkey.Transports ?? [], verified = passkey.IsUserVerified, eligible = passkey.IsBackupEligible,
            backedUp = passkey.IsBackedUp, attestation = Text(passkey.AttestationObject), clientData = Text(passkey.ClientDataJson), now = clock.GetUtcNow(),
        });

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await Of(user.Person)).Select(row => row.ToInfo())];

    /// <summary>A person's passkeys, the newest first.</summary>
    public Task<IReadOnlyList<PasskeyRow>> Of(Guid person) =>
        views.Everywhere.Many<PasskeyRow>("select * from hub.passkey where person = @person order by made_at desc", new { person });

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => views.Everywhere.One<Account>(
        "select p.person, p.email as name from hub.passkey k join hub.person p using (person) where k.credential = @credential", new { credential = Text(credentialId) });

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await views.Everywhere.One<PasskeyRow>(
            "select * from hub.passkey where credential = @credential and person = @Person", new { credential = Text(credentialId), user.Person }))?.ToInfo();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => Remove(user.Person, Text(credentialId));

    public Task Remove(Guid person, string credential) =>
        views.Execute("delete from hub.passkey where credential = @credential and person = @person", new { credential, person });

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Guid.TryParse(userId, out var person)
        ? await views.Everywhere.One<Account>("select person, email as name from hub.person where person = @person", new { person })
        : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        views.Everywhere.One<Account>("select person, email as name from hub.person where upper(email) = @normalizedUserName", new { normalizedUserName });

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Person.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name.ToUpperInvariant());

    // The framework writes a user back after each change of a passkey; there is nothing of it to write.
    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    static string Text(byte[] bytes) => Convert.ToBase64String(bytes);
}

/// <summary>A passkey of somebody's.</summary>
/// <param name="Name">What its owner calls it.</param>
public sealed record PasskeyRow(
    string Credential, Guid Person, string Name, string PublicKey, DateTimeOffset MadeAt, DateTimeOffset? UsedAt, long SignCount, string[] Transports,
    bool Verified, bool BackupEligible, bool BackedUp, string Attestation, string ClientData)
{
    public UserPasskeyInfo ToInfo() => new(
        Convert.FromBase64String(Credential), Convert.FromBase64String(PublicKey), MadeAt, (uint)SignCount, Transports, Verified, BackupEligible, BackedUp,
        Convert.FromBase64String(Attestation), Convert.FromBase64String(ClientData))
    { Name = Name };
}
