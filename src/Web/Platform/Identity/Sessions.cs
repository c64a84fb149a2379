using System.Collections.Concurrent;

namespace Activation.Web.Platform.Identity;

/// <summary>A device on which somebody is signed in.</summary>
/// <param name="Device">What the browser calls itself, shortened to what its owner recognises.</param>
/// <param name="Way">How they came in: code, passkey, directory, invitation, demo.</param>
/// <param name="Strong">By two factors.</param>
public sealed record SessionRow(Guid Session, Guid Person, string Device, string Way, bool Strong, DateTimeOffset MadeAt, DateTimeOffset SeenAt);

/// <summary>What a request may know of its session.</summary>
/// <param name="Administers">Holds the keys of some programme: such a session must be a strong one.</param>
public sealed record Standing(Guid Person, bool Strong, bool Administers, string Way)
{
    /// <summary>Signed in, but not yet strongly enough for what they hold. Invented people have no phone to hold a second factor.</summary>
    public bool LacksFactor => Administers && !Strong && Way != Sessions.Demo;
}

/// <summary>
/// Who is signed in where, kept on the server: a cookie only names a session, so that ending it ends it. Every node asks again after two
/// seconds, which together with the watch over open sockets keeps the promise of five.
/// </summary>
public sealed class Sessions(Views views, TimeProvider clock)
{
    public const string Demo = "demo";

    public static readonly TimeSpan Idle = TimeSpan.FromDays(14), Longest = TimeSpan.FromDays(90);

    /// <summary>So long a session that was good is not looked up again.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(2);

    /// <summary>When somebody was seen is kept to the minute: a write for every page would cost more than it tells.</summary>
    static readonly TimeSpan SeenKept = TimeSpan.FromMinutes(1);

    // More than are ever active at once; emptied when full, which costs one query each.
    const int MostRemembered = 20_000;

    readonly ConcurrentDictionary<Guid, (Standing? Standing, DateTimeOffset At)> remembered = new();

    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.session (session uuid primary key, person uuid not null, device text not null, way text not null,
          strong boolean not null, made_at timestamptz not null, seen_at timestamptz not null);
        create index if not exists session_person on hub.session (person);
        """;

    public async Task<Guid> Open(Guid person, string? browser, string way, bool strong)
    {
        var (session, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await views.Execute(
            "insert into hub.session values (@session, @person, @device, @way, @strong, @now, @now)",
            new { session, person, device = Device.Named(browser), way, strong, now });
        return session;
    }

    /// <summary>What stands behind a session; null when it has ended, or its person may come in no more.</summary>
    public async Task<Standing?> Of(Guid session)
    {
        var now = clock.GetUtcNow();
        if (remembered.TryGetValue(session, out var known) && now - known.At < Trusted) return known.Standing;
        var found = await Ask(session, now);
        if (remembered.Count >= MostRemembered) remembered.Clear();
        remembered[session] = (found, now);
        return found;
    }

    /// <summary>A person's devices, the one seen last first.</summary>
    public Task<IReadOnlyList<SessionRow>> AllOf(Guid person) =>
        views.Everywhere.Many<SessionRow>("select * from hub.session where person = @person order by seen_at desc, session", new { person });

    /// <summary>Ends one of a person's own sessions; another's is not touched.</summary>
    public async Task Close(Guid person, Guid session)
    {
        await views.Execute("delete from hub.session where session = @session and person = @person", new { person, session });
        remembered.TryRemove(session, out _);
    }

    /// <param name="but">Stays; null to end them all.</param>
    public async Task CloseAll(Guid person, Guid? but = null)
    {
        await views.Execute("delete from hub.session where person = @person and session is distinct from @but", new { person, but });
        foreach (var (session, known) in remembered)
            if (known.Standing?.Person == person && session != but) remembered.TryRemove(session, out _);
    }

    /// <summary>The second factor was shown.</summary>
    public async Task MakeStrong(Guid session)
    {
        await views.Execute("update hub.session set strong = true where session = @session", new { session });
        remembered.TryRemove(session, out _);
    }

    /// <summary>Those of some sessions that have ended.</summary>
    public async Task<IReadOnlySet<Guid>> Ended(IReadOnlyCollection<Guid> sessions)
    {
        var open = await views.Everywhere.Column<Guid>(
            $"select s.session from {Alive} where s.session = any(@ids)", new { ids = sessions.ToArray(), idle = clock.GetUtcNow() - Idle, longest = clock.GetUtcNow() - Longest });
        return sessions.Except(open).ToHashSet();
    }

    public Task Sweep(DateTimeOffset now) => views.Execute(
        "delete from hub.session where seen_at < @idle or made_at < @longest", new { idle = now - Idle, longest = now - Longest });

    /// <summary>SQL: whether a person holds the keys of some programme.</summary>
    public static string AdministersIn(string person) => $"""
        exists (select from member m where m.member = {person} and not m."left" and 'administrator' = any(m.roles))
        """;

    const string Alive = """
        hub.session s join hub.person p on p.person = s.person left join hub.account a on a.person = s.person and a.disabled_at is not null
          join lateral (select 1 where a.person is null and s.seen_at > @idle and s.made_at > @longest) alive on true
        """;

    async Task<Standing?> Ask(Guid session, DateTimeOffset now)
    {
        var found = await views.Everywhere.One<Asked>(
            $"""
            select s.person, s.strong, s.way, s.seen_at, {AdministersIn("s.person")} as administers
              from {Alive} where s.session = @session
            """,
            new { session, idle = now - Idle, longest = now - Longest });
        if (found is null) return null;
        if (now - found.SeenAt > SeenKept) await views.Execute("update hub.session set seen_at = @now where session = @session", new { session, now });
        return new Standing(found.Person, found.Strong, found.Administers, found.Way);
    }

    sealed record Asked(Guid Person, bool Strong, string Way, DateTimeOffset SeenAt, bool Administers);
}
