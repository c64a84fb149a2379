using System.Text.Json;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Api;

/// <summary>
/// The log itself but for what is private or secret, an event a line, for administrators: whoever was cut off goes on after the last position seen. One answer looks
/// through a limited part of the log, and says in its last line where the next one begins.
/// </summary>
static class EventsApi
{
    const string MediaType = "application/x-ndjson";

    const int UsualLines = 1000;
    const int MostLines = 10_000;

    /// <summary>So much of the log is looked at in one go.</summary>
    internal const int Stretch = 500;

    /// <summary>Positions that one answer goes through, of whichever programme: where little happened here it would else read for minutes.</summary>
    const int MostLookedAt = 100_000;

    /// <summary>For a stretch: a database that stands still is not waited for.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static void MapEvents(this IEndpointRouteBuilder here) =>
        here.MapGet("/events", Read).WithSummary("What happened after a position, an event a line; of a vote or a grade without who and how. Where the answer ends before the log does and before the limit, its last line is where to go on (next). A position that the log has not reached is answered with 410: the log was counted anew, begin again at 0")
            .Produces<string>(contentType: MediaType);

    [Needs(Permission.Administer)]
    static async Task<IResult> Read(string programme, Caller caller, IEventStore log, LongAnswers answers, long after = 0, int limit = UsualLines)
    {
        if (after < 0 || limit is < 1 or > MostLines) return Problem.Bad("api.page", MostLines);
        var here = await caller.Here();
        // The first stretch is read before anything is sent: a log that does not answer is still told as a problem.
        var first = await Deadline.For(log.ReadLog(after, Stretch, CancellationToken.None));
        // A log that moved to another engine may have smaller positions now: what comes next would be passed over without a word.
        if (first.Count == 0 && after > await Deadline.For(log.Head(CancellationToken.None))) return new Problem(StatusCodes.Status410Gone, "api.counted-anew");
        caller.Http.Response.KeepNowhere();
        return Results.Stream(to => Send(to, first, here, log, after, limit, answers, caller.Http), MediaType);
    }

    static async Task Send(
        Stream to, IReadOnlyList<Recorded> first, ProgrammeView here, IEventStore log, long after, int limit, LongAnswers answers, HttpContext http)
    {
        using var answer = answers.Begin(http);
        try
        {
            await Write(to, first, here, log, after, limit, answer.Ended);
        }
        catch (OperationCanceledException) when (answer.Ended.IsCancellationRequested)
        {
            // Broken off and not ended: whoever reads it is not to take it for whole.
            http.Abort();
        }
    }

    static async Task Write(
        Stream to, IReadOnlyList<Recorded> stretch, ProgrammeView here, IEventStore log, long after, int limit, CancellationToken ended)
    {
        while (stretch.Count > 0 && limit > 0)
        {
            foreach (var recorded in stretch.Where(recorded => Tells(here, recorded)).Take(limit))
            {
                await WriteLine(to, Line(here, recorded), ended);
                limit--;
            }

            var last = stretch[^1].Position;
            stretch = limit > 0 ? await log.ReadLog(last, Stretch, ended).WaitAsync(Longest, ended) : [];
            if (last - after >= MostLookedAt && stretch.Count > 0)
            {
                await WriteLine(to, new { Next = last }, ended);
                return;
            }

            await to.FlushAsync(ended);
        }
    }

    /// <summary>It is of the programme, and not between a person and the hub.</summary>
    internal static bool Tells(ProgrammeView here, Recorded recorded) => recorded.Tenant == here.Id && !PrivateEvents.Holds(recorded.Data);

    internal static async Task WriteLine(Stream to, object line, CancellationToken ended)
    {
        await JsonSerializer.SerializeAsync(to, line, ApiJson.Options, ended);
        await to.WriteAsync(LineEnd, ended);
    }

    // Of a vote or a grade: that there was one, of what and when. Who and how stays out, and with it the stream, which is named after who.
    internal static object Line(ProgrammeView here, Recorded recorded) => SecretBallots.Holds(recorded) ? new
    {
        recorded.Position, At = here.Local(recorded.At), Event = recorded.Type,
        Data = new { Initiative = InitiativeEvent.IdOf(recorded.Data), Activity = InitiativeEvent.ActivityOf(recorded.Data) },
    } : new
    {
        recorded.Position, At = here.Local(recorded.At), Event = recorded.Type, recorded.Stream, recorded.Version, recorded.Actor,
        Command = recorded.CommandId, recorded.Data,
    };
}
