using Activation.Store;
using Activation.Web.Features.Admin.Audit;
using Activation.Web.Platform.Identity;

namespace Activation.Web.Platform.Access;

/// <summary>The ways by which something may be done.</summary>
public static class Doors
{
    public const string Page = "page", Api = "api", Link = "link", Entry = "entry";

    /// <summary>Ways in.</summary>
    static readonly string[] Entries = ["/sign-in", "/invitation", "/first-run"];

    /// <summary>What a link in a letter opens to somebody who is not signed in.</summary>
    static readonly string[] Links = ["/do", "/consent", "/answer", "/choices", "/walk", "/work"];

    /// <summary>Where a stranger may try what they have no right to: counted by network, and watched.</summary>
    public static readonly IReadOnlyList<string> ToStrangers = [.. Entries, .. Links];

    public static string Of(HttpContext http) =>
        ForPrograms.Asks(http.Request) ? Api : Is(http.Request, Links) ? Link : Is(http.Request, Entries) ? Entry : Page;

    public static bool OpensToStrangers(HttpRequest request) => Is(request, ToStrangers);

    static bool Is(HttpRequest request, IEnumerable<string> ways) => ways.Any(way => request.Path.StartsWithSegments(way, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// By which door somebody came who did something, and with what kind of device: beside the log, for those who answer for it. Kept for what the list
/// of deeds shows, so that a vote costs nothing more and tells nothing more, and for as long as the programme's rule says.
/// </summary>
public sealed class CameBy(Views views, IHttpContextAccessor http, ILogger<CameBy> logger)
{
    public static string Ddl => """
        create table if not exists hub.came_by (position bigint primary key, programme uuid not null, person uuid, door text not null, device text not null);
        alter table hub.came_by add column if not exists at timestamptz not null default now();
        create index if not exists came_by_person on hub.came_by (person);
        create index if not exists came_by_age on hub.came_by (programme, at);
        """;

    /// <summary>Takes note of who wrote; what the house does by itself came by no door.</summary>
    public async Task Note(Append append, Appended appended)
    {
        if (http.HttpContext is not { } context || appended.Repeated || !append.Events.Any(AuditProjection.IsListed)) return;
        try
        {
            await views.Execute(
                """
                insert into hub.came_by (position, programme, person, door, device, at)
                select position, @Tenant, @Actor, @door, @device, @At from generate_series(@first, @Position) position on conflict do nothing
                """,
                new
                {
                    append.Tenant, append.Actor, append.At, door = Doors.Of(context), device = Device.Named(context.Request.Headers.UserAgent),
                    first = appended.Position - append.Events.Count + 1, appended.Position,
                });
        }
        catch (Exception e)
        {
            // It is done, whether it can be said from where or not.
            logger.LogWarning(e, "By which door {Position} came could not be written down", appended.Position);
        }
    }
}
