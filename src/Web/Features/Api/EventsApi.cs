using System.Text.Json;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Api;

/// <summary>The log itself but for what is private or secret, an event a line, for administrators: whoever was cut off goes on after the last position seen.</summary>
static class EventsApi
{
    const string MediaType = "application/x-ndjson";

    const int UsualLines = 1000;
    const int MostLines = 10_000;

    /// <summary>So much of the log is looked at in one go.</summary>
    const int Stretch = 500;

    static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static void MapEvents(this IEndpointRouteBuilder here) =>
        here.MapGet("/events", Read).WithSummary("What happened after a position, an event a line; of a vote or a grade without who and how").Produces<string>(contentType: MediaType);

    [Needs(Permission.Administer)]
    static async Task<IResult> Read(string programme, Caller caller, IEventStore log, long after = 0, int limit = UsualLines)
    {
        if (after < 0 || limit is < 1 or > MostLines) return Problem.Bad("api.page", MostLines);
        var here = await caller.Here();
        var patience = caller.Http.RequestAborted;
        // The first stretch is read before anything is sent: a log that does not answer is still told as a problem.
        var first = await Deadline.For(log.ReadLog(after, Stretch, CancellationToken.None));
        caller.Http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(to => Write(to, first, here, log, limit, patience), MediaType);
    }

    static async Task Write(
        Stream to, IReadOnlyList<Recorded> stretch, ProgrammeView here, IEventStore log, int limit, CancellationToken patience)
    {
        while (stretch.Count > 0 && limit > 0)
        {
            foreach (var recorded in stretch.Where(recorded => recorded.Tenant == here.Id && !PrivateEvents.Holds(recorded.Data)).Take(limit))
            {
                await JsonSerializer.SerializeAsync(to, Line(here, recorded), ApiJson.Options, patience);
                await to.WriteAsync(LineEnd, patience);
                limit--;
            }

            await to.FlushAsync(patience);
            stretch = limit > 0 ? await log.ReadLog(stretch[^1].Position, Stretch, patience) : [];
        }
    }

    // Of a vote or a grade: that there was one, of what and when. Who and how stays out, and with it the stream, which is named after who.
    static object Line(ProgrammeView here, Recorded recorded) => SecretBallots.Holds(recorded) ? new
    {
        recorded.Position, At = here.Local(recorded.At), Event = recorded.Type,
        Data = new { Initiative = InitiativeEvent.IdOf(recorded.Data), Activity = InitiativeEvent.ActivityOf(recorded.Data) },
    } : new
    {
        recorded.Position, At = here.Local(recorded.At), Event = recorded.Type, recorded.Stream, recorded.Version, recorded.Actor,
        Command = recorded.CommandId, recorded.Data,
    };
}
