namespace Activation.Web.Platform.Identity;

/// <summary>What is known of a person's way in. Who never set anything up has no row.</summary>
/// <param name="FactorSecret">Of the authenticator app, sealed; null when there is none.</param>
/// <param name="FactorStep">The half-minute whose code was used last: none is used twice.</param>
public sealed record AccountRow(Guid Person, DateTimeOffset? DisabledAt, string? FactorSecret, long FactorStep, int FactorTries, DateTimeOffset? FactorTriedAt);

/// <param name="Passkeys">In telephones and computers.</param>
/// <param name="Tokens">For programs, and good still.</param>
public sealed record KeyCount(int Passkeys, int Tokens);

/// <summary>Who may sign in at all, and the door that is shut.</summary>
public sealed class Accounts(Views views, Sessions sessions)
{
    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.account (person uuid primary key, disabled_at timestamptz, factor_secret text, factor_step bigint not null default 0,
          factor_tries int not null default 0, factor_tried_at timestamptz);
        create table if not exists hub.recovery_code (person uuid not null, hash bytea not null, primary key (person, hash));
        alter table hub.recovery_code add column if not exists salt bytea;
        """;

    public async Task<AccountRow> Find(Guid person) =>
        await views.Everywhere.One<AccountRow>("select * from hub.account where person = @person", new { person }) ?? new AccountRow(person, null, null, 0, 0, null);

    /// <summary>Whether somebody is set up for two factors: an app, or a passkey that asked for finger, face or code. The mailbox alone changes nothing then.</summary>
    public Task<bool> HasTwoFactors(Guid person) => views.Everywhere.Value<bool>(
        """
        select exists (select from hub.account where person = @person and factor_secret is not null)
            or exists (select from hub.passkey where person = @person and verified)
        """,
        new { person });

    /// <summary>
    /// Shuts somebody out: sessions, sockets and tokens end within five seconds, on every node. Tokens and links that do a deed are gone for good: what was
    /// made by whoever found a lost telephone opens nothing when its owner is let in again.
    /// </summary>
    public async Task Disable(Guid person, DateTimeOffset now)
    {
        await views.Execute(
            $"insert into hub.account (person, disabled_at) values (@person, @now) on conflict (person) do update set disabled_at = excluded.disabled_at; {Void}",
            new { person, now });
        await sessions.CloseAll(person);
    }

    /// <summary>What signs somebody in, and what they gave to programs: what stays when they are signed out everywhere.</summary>
    public async Task<KeyCount> KeysOf(Guid person, DateTimeOffset now) => (await views.Everywhere.One<KeyCount>(
        """
        select (select count(*)::int from hub.passkey where person = @person) as passkeys,
               (select count(*)::int from hub.token where person = @person and revoked_at is null and (expires_at is null or expires_at > @now)) as tokens
        """,
        new { person, now }))!;

    /// <summary>Those of them who may sign in.</summary>
    public Task<IReadOnlyList<Guid>> Open(IReadOnlyCollection<Guid> people) => views.Everywhere.Column<Guid>(
        "select p.person from unnest(@people) p(person) left join hub.account a using (person) where a.disabled_at is null", new { people = people.ToArray() });

    /// <summary>Lets somebody in again; they sign in anew. What a session made in the moment in which it was ended is gone too: while the door is shut nobody makes anything rightfully.</summary>
    public Task Enable(Guid person, DateTimeOffset now) =>
        views.Execute($"{Void}; update hub.account set disabled_at = null where person = @person", new { person, now });

    const string Void = """
        update hub.token set revoked_at = @now where person = @person and revoked_at is null;
        delete from hub.deed_link where person = @person
        """;

    /// <summary>A programme of theirs that whoever asks does not administer; null when there is none.</summary>
    public Task<string?> Elsewhere(Guid person, Guid asks) => views.Everywhere.Value<string?>(
        """
        select g.name from member m join programme g using (programme)
         where m.member = @person and not m."left"
           and not exists (select from member a where a.programme = m.programme and a.member = @asks and not a."left" and 'administrator' = any(a.roles)) limit 1
        """,
        new { person, asks });
}
