namespace Activation.Web.Platform.Api;

/// <summary>Whatever goes wrong below <c>/api</c> is told as a problem, never as a page, and never with what it was inside.</summary>
sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await Of(e, http).ExecuteAsync(http);
            return;
        }

        await Fill(http);
    }

    /// <summary>A bare status gets its words.</summary>
    public static Task Fill(HttpContext http)
    {
        var answer = http.Response;
        return answer.StatusCode < StatusCodes.Status400BadRequest || answer.HasStarted || answer.ContentType is { Length: > 0 } || answer.ContentLength is not null
            ? Task.CompletedTask
            : Problem.Of(answer.StatusCode).ExecuteAsync(http);
    }

    Problem Of(Exception e, HttpContext http)
    {
        if (Unreadable.StatusOf(e) is { } status) return Problem.Of(status);
        var busy = Busy.Is(e);
        // The pattern, not what stood in the address: whoever sends it writes what they like there, line feeds too.
        var door = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        logger.Log(busy ? LogLevel.Warning : LogLevel.Error, Busy.IsEnoughWaited(e) ? null : e, "Fault {Id}: {Door} failed", FaultNumber.Of(http), door);
        return Problem.Of(busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError);
    }
}
