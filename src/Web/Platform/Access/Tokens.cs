using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Platform.Access;

/// <summary>A key that a person gave to a program. The key itself is nowhere: only what it hashes to.</summary>
/// <param name="Scopes">Of <see cref="Access.Scopes"/>.</param>
/// <param name="Strong">Made in a session with two factors: what administers takes no other.</param>
/// <param name="Invented">Of an invented person, who has no phone to hold a second factor: good in the demo only.</param>
public sealed record TokenRow(
    Guid Token, Guid Person, string Name, string[] Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? ExpiresAt = null, bool Strong = false, bool Invented = false)
{
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>A token that somebody brought, and whether its owner must be strong.</summary>
public sealed record Brought(Guid Token, Guid Person, string[] Scopes, DateTimeOffset? LastUsedAt, bool Strong, bool Invented, bool Administers)
{
    /// <summary>As for a session: a token gives no more than its owner could do who had signed in as it was made.</summary>
    public Standing Standing => new(Person, Strong, Administers, Invented ? Sessions.Demo : "token");
}

/// <summary>How much of what the person may do a token may do.</summary>
public static class Scopes
{
    public const string Read = "read";

    public const string Write = "write";

    public static readonly IReadOnlyList<string> All = [Read, Write];
}

/// <summary>Personal tokens for programs: made, shown once, found and revoked.</summary>
public sealed class Tokens(Views views, IDataProtectionProvider protection, HubSettings settings)
{
    /// <summary>So that one that was published by mistake is recognised for what it is.</summary>
    public const string Prefix = "act_";

    const int SecretBytes = 32;

    /// <summary>How long a page may stand open before what was to be made from it is made anew.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(SecretBytes);

    /// <summary>When a token was used is kept to the hour: a write for every request would cost more than it tells.</summary>
    static readonly TimeSpan UseKept = TimeSpan.FromHours(1);

    public static string Ddl => """
        create table if not exists hub.token (token uuid primary key, person uuid not null, name text not null, hash bytea not null unique,
          scopes text[] not null, created_at timestamptz not null, last_used_at timestamptz, revoked_at timestamptz);
        alter table hub.token add column if not exists expires_at timestamptz, add column if not exists strong boolean not null default false,
          add column if not exists invented boolean not null default false;
        create index if not exists token_person on hub.token (person);
        """;

    /// <summary>A token yet to be made, sealed for the form that makes it: sent twice it is one, and both answers show the same.</summary>
    public string Prepare(Guid person) => Seal(person).Protect(NewSecret(), Patience);

    /// <summary>What <see cref="Prepare"/> sealed for this very person; a new one when it is none, or too old.</summary>
    public string Prepared(Guid person, string? prepared)
    {
        try
        {
            return prepared is null ? NewSecret() : Seal(person).Unprotect(prepared);
        }
        catch (CryptographicException)
        {
            return NewSecret();
        }
    }

    public Task<bool> IsMade(Guid person, string secret) =>
        views.Everywhere.Value<bool>("select exists (select from hub.token where hash = @hash and person = @person)", new { person, hash = Hash(secret) });

    /// <summary>Makes one that was prepared, once.</summary>
    /// <param name="by">The session it is made in: it gets no more than that.</param>
    public Task Make(Standing by, string secret, string name, IReadOnlyCollection<string> scopes, DateTimeOffset now, DateTimeOffset? expiresAt) =>
        Insert([by.Person], [secret], name, scopes, now, expiresAt, by.Strong, by.Way == Sessions.Demo);

    /// <summary>For an invented person.</summary>
    /// <returns>The token: the only time it is seen.</returns>
    public async Task<string> Invent(Guid person, string name, IReadOnlyCollection<string> scopes, DateTimeOffset now, DateTimeOffset? expiresAt = null) =>
        (await Invent([person], name, scopes, now, expiresAt))[0];

    /// <summary>One for each of several invented people.</summary>
    /// <returns>The tokens, in the order of the people.</returns>
    public async Task<IReadOnlyList<string>> Invent(
        IReadOnlyCollection<Guid> people, string name, IReadOnlyCollection<string> scopes, DateTimeOffset now, DateTimeOffset? expiresAt = null)
    {
        string[] made = [.. people.Select(_ => NewSecret())];
        await Insert(people, made, name, scopes, now, expiresAt, strong: false, invented: true);
        return made;
    }

    Task Insert(
        IReadOnlyCollection<Guid> people, string[] secrets, string name, IReadOnlyCollection<string> scopes, DateTimeOffset now, DateTimeOffset? expiresAt,
        bool strong, bool invented) => views.Execute(
        """
        insert into hub.token (token, person, name, hash, scopes, created_at, expires_at, strong, invented)
        select t.token, t.person, @name, t.hash, @scopes, @now, @expiresAt, @strong, @invented
          from unnest(@ids, @people, @hashes) t (token, person, hash) on conflict (hash) do nothing
        """,
        new
        {
            ids = people.Select(_ => Guid.CreateVersion7()).ToArray(), people = people.ToArray(), hashes = secrets.Select(Hash).ToArray(), name,
            scopes = scopes.Intersect(Scopes.All).ToArray(), now, expiresAt, strong, invented,
        });

    public Task Revoke(Guid person, Guid token, DateTimeOffset now) => views.Execute(
        "update hub.token set revoked_at = @now where token = @token and person = @person and revoked_at is null", new { token, person, now });

    /// <summary>A person's tokens, the newest first.</summary>
    public Task<IReadOnlyList<TokenRow>> Of(Guid person) => views.Everywhere.Many<TokenRow>(
        "select token, person, name, scopes, created_at, last_used_at, revoked_at, expires_at, strong, invented from hub.token where person = @person order by created_at desc, token",
        new { person });

    /// <summary>Whose it is; null when it is nobody's, revoked, or its person is erased or shut out.</summary>
    public async Task<Brought?> Find(string secret, DateTimeOffset now)
    {
        if (secret.Length != Length || !secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var found = await views.Everywhere.One<Brought>(
            $"""
            select t.token, t.person, t.scopes, t.last_used_at, t.strong, t.invented, {Sessions.AdministersIn("t.person")} as administers
              from hub.token t join hub.person p on p.person = t.person left join hub.account a on a.person = t.person
             where t.hash = @hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > @now) and a.disabled_at is null and (@Demo or not t.invented)
            """,
            new { hash = Hash(secret), now, settings.Demo });
        if (found is not null && !(now - found.LastUsedAt < UseKept))
            await views.Execute("update hub.token set last_used_at = @now where token = @Token", new { found.Token, now });
        return found;
    }

    /// <summary>Those of some tokens that open nothing any more.</summary>
    public async Task<IReadOnlySet<Guid>> Revoked(IReadOnlyCollection<Guid> tokens, DateTimeOffset now)
    {
        if (tokens.Count == 0) return new HashSet<Guid>();
        var alive = await views.Everywhere.Column<Guid>(
            """
            select t.token from hub.token t join hub.person p on p.person = t.person left join hub.account a on a.person = t.person
             where t.token = any(@ids) and t.revoked_at is null and (t.expires_at is null or t.expires_at > @now) and a.disabled_at is null
            """,
            new { ids = tokens.ToArray(), now });
        return tokens.Except(alive).ToHashSet();
    }

    ITimeLimitedDataProtector Seal(Guid person) => protection.CreateProtector("token", $"{person:N}").ToTimeLimitedDataProtector();

    static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
