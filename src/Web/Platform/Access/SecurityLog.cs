using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Access;

/// <summary>Somebody was turned away, or tried what no page of ours does.</summary>
/// <param name="Kind">Of <see cref="SecurityKinds"/>.</param>
/// <param name="Person">Null for a visitor.</param>
/// <param name="Programme">The slug in the address, when there is such a programme: what else stood there is the sender's own text.</param>
/// <param name="Door">Method and pattern of the address: never what stood in it, which may be a secret. Of a sign-in the way in.</param>
/// <param name="Origin">The network address it came from.</param>
/// <param name="Times">How often within the same seconds.</param>
public sealed record SecurityEvent(DateTimeOffset At, string Kind, Guid? Person, string? Programme, string Door, string? Origin, int Times);

public static class SecurityKinds
{
    /// <summary>A member's role does not open this.</summary>
    public const string Refused = "refused";

    /// <summary>Somebody asked in a programme that is not theirs.</summary>
    public const string NotTheirs = "not-theirs";

    public const string TooFast = "too-fast";

    /// <summary>Another site's page sent something.</summary>
    public const string OtherSite = "other-site";

    public const string UnknownToken = "unknown-token";

    /// <summary>A wrong code, passkey or second factor.</summary>
    public const string SignInFailed = "sign-in-failed";

    /// <summary>Somebody asked for a code for an address that gets none: nobody's, shut out, or asked for too often.</summary>
    public const string Stranger = "sign-in-stranger";

    /// <summary>A municipality's directory sent somebody whom we do not let in.</summary>
    public const string Directory = "directory-refused";

    /// <summary>Far more tries to get in than people make: how often stands as times, from how many networks as the door.</summary>
    public const string Alarm = "alarm";

    /// <summary>Somebody came in: by which way stands as the door, with <see cref="SecurityLog.Strong"/> behind it when that was two factors.</summary>
    public const string SignedIn = "signed-in";

    public const string FactorAdded = "factor-added";

    public const string FactorRemoved = "factor-removed";

    public const string PasskeyAdded = "passkey-added";

    public const string PasskeyRemoved = "passkey-removed";

    /// <summary>Somebody took away a directory's knowledge of them.</summary>
    public const string DirectoryRemoved = "directory-removed";

    /// <summary>Somebody sent invitations: how many stands as times.</summary>
    public const string Invited = "invited";

    /// <summary>Somebody would have sent more invitations than leave in a day: how many stands as times.</summary>
    public const string InvitationsHeld = "invitations-held";

    /// <summary>Far more invitations of one programme than are sent in an hour, or many that were held: how many stands as times.</summary>
    public const string InvitationAlarm = "invitation-alarm";

    public const string InvitationWithdrawn = "invitation-withdrawn";

    public const string TokenMade = "token-made";

    public const string TokenRevoked = "token-revoked";

    public static readonly IReadOnlyList<string> All =
    [
        Alarm, InvitationAlarm, SignInFailed, Stranger, Directory, Refused, NotTheirs, TooFast, OtherSite, UnknownToken,
        SignedIn, FactorAdded, FactorRemoved, PasskeyAdded, PasskeyRemoved, DirectoryRemoved, Invited, InvitationsHeld, InvitationWithdrawn, TokenMade, TokenRevoked,
    ];
}

/// <summary>
/// Who was refused what, who came in, what changed of their way in, and from where. Kept apart from the log of what happened, for a limited time;
/// however much somebody tries, memory and table are bounded: the same within a moment is one row with a count, and what is too much is only counted.
/// </summary>
public sealed class SecurityLog(Views views, TimeProvider clock, ILogger<SecurityLog> logger) : BackgroundService
{
    /// <summary>Behind the way in of somebody who showed two factors.</summary>
    public const string Strong = " strong";

    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>Of each kind, and apart for what was in no programme of ours: who floods one pushes out nothing but the same.</summary>
    const int MostOfKind = 10_000;

    /// <summary>How much is written before the table is looked at again.</summary>
    const int BetweenTrims = 500;

    const int MostWaiting = 500;
    const int LongestText = 120;

    static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    static readonly HashSet<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

    readonly Lock gate = new();
    Dictionary<SecurityEvent, int> waiting = [];
    int lost, sinceTrim = BetweenTrims;

    public static string Ddl => """
        create table if not exists hub.security_event (id bigint generated always as identity primary key, at timestamptz not null, kind text not null,
          person uuid, programme text, door text not null, origin text, times int not null);
        create index if not exists security_event_at on hub.security_event (at);
        create index if not exists security_event_kind on hub.security_event (kind, (programme is null), id);
        """;

    /// <summary>Takes note; never waits.</summary>
    /// <param name="about">Whom it is about when it is not who sends.</param>
    /// <param name="way">What stands where the door would.</param>
    /// <param name="times">How often at once.</param>
    public void Note(HttpContext http, string kind, Guid? about = null, string? way = null, int times = 1)
    {
        var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var what = new SecurityEvent(
            default, kind, about ?? Visit.PersonOf(http.User), (http.Items[typeof(ProgrammeView)] as ProgrammeView)?.Slug, way ?? Cut($"{Method(http)} /{pattern.TrimStart('/')}")!,
            http.Connection.RemoteIpAddress?.ToString(), 0);
        lock (gate)
        {
            if (waiting.ContainsKey(what) || waiting.Count < MostWaiting) waiting[what] = waiting.GetValueOrDefault(what) + times;
            else lost++;
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">To turn pages: older than this.</param>
    public Task<IReadOnlyList<SecurityEvent>> Latest(int count, DateTimeOffset? before = null) => views.Everywhere.Many<SecurityEvent>(
        """
        select at, kind, person, programme, door, origin, times from hub.security_event
         where @before::timestamptz is null or at < @before order by at desc, id desc limit @count
        """,
        new { count, before });

    /// <summary>Forgets what is too old or too much. What happened at the doors of a programme is kept as long as that one decides.</summary>
    public Task Forget(DateTimeOffset before) => views.Execute(
        """
        delete from hub.security_event e where at < @before and not exists (select from programme p where p.slug = e.programme)
        """,
        new { before });

    /// <summary>The oldest of whatever there is too much of.</summary>
    public Task Trim(int mostOfKind = MostOfKind) => views.Execute(
        """
        delete from hub.security_event e
         using unnest(@kinds) kind cross join (values (true), (false)) outside (nowhere)
               cross join lateral (select id from hub.security_event s where s.kind = kind.kind and (s.programme is null) = nowhere order by id desc offset @mostOfKind limit 1) edge
         where e.kind = kind.kind and (e.programme is null) = nowhere and e.id <= edge.id
        """,
        new { kinds = SecurityKinds.All.ToArray(), mostOfKind });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Moment, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Write();
        }
    }

    async Task Write()
    {
        var (rows, missed) = Take();
        if (missed > 0) logger.LogWarning("{Missed} security events were not written down one by one: too many at once", missed);
        if (rows.Count == 0) return;
        try
        {
            await views.Execute(
                """
                insert into hub.security_event (at, kind, person, programme, door, origin, times)
                select @at, * from unnest(@kinds, @people, @programmes, @doors, @origins, @times)
                """,
                new
                {
                    at = clock.GetUtcNow(), kinds = rows.Select(row => row.Key.Kind).ToArray(), people = rows.Select(row => row.Key.Person).ToArray(),
                    programmes = rows.Select(row => row.Key.Programme).ToArray(), doors = rows.Select(row => row.Key.Door).ToArray(),
                    origins = rows.Select(row => row.Key.Origin).ToArray(), times = rows.Select(row => row.Value).ToArray(),
                });
            if ((sinceTrim += rows.Count) < BetweenTrims) return;
            await Trim();
            sinceTrim = 0;
        }
        catch (Exception e)
        {
            // Whoever is refused must not be let in, nor anybody else kept out, because it cannot be written down.
            logger.LogWarning(e, "{Count} security events could not be written down", rows.Count);
        }
    }

    (Dictionary<SecurityEvent, int> Rows, int Missed) Take()
    {
        lock (gate)
        {
            var taken = (waiting, lost);
            (waiting, lost) = ([], 0);
            return taken;
        }
    }

    // Any word may stand where a method does.
    static string Method(HttpContext http) => Methods.Contains(http.Request.Method) ? http.Request.Method : "?";

    // NUL is no text to PostgreSQL.
    static string? Cut(string? text) => text?.Replace("\0", "", StringComparison.Ordinal) is { } clean ? clean[..Math.Min(clean.Length, LongestText)] : null;
}
