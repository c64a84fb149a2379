using Activation.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Activation.Web.Features.Errors;

/// <summary>Whatever went wrong, in the reader's words. An outcome that is not known says: send it again, it counts once.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, DisableRateLimiting]
public sealed class IndexModel(ILogger<IndexModel> logger) : PageModel
{
    /// <summary>which text: missing, forbidden, expired, fast, busy, fault or wrong.</summary>
    public string Kind { get; private set; } = "fault";

    /// <summary>Finds the fault in the log; only where there is one.</summary>
    public string? Id { get; private set; }

    /// <summary>Something was written, and this is no answer to it: the browser has it still, and leads back to its form.</summary>
    public bool WasSent => HttpMethods.IsPost(Request.Method);

    public void OnGet(int? code) => Tell(code);

    public void OnPost(int? code) => Tell(code);

    void Tell(int? code)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>();
        var thrown = failed?.Error;
        if (Busy.Is(thrown))
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = Busy.RetryAfterSeconds;
            if (Busy.IsEnoughWaited(thrown)) logger.LogWarning("Fault {Id}: {Door} was not answered in time", FaultNumber.Of(HttpContext), DoorOf(failed));
        }
        else if (Unreadable.StatusOf(thrown) is { } status)
        {
            Response.StatusCode = status;
        }

        Kind = KindOf(thrown is null && code is { } given ? given : Response.StatusCode);
        if (Kind != "fault") return;
        Id = FaultNumber.Of(HttpContext);
        logger.LogError("Fault {Id}: {Door} failed with {Kind}", Id, DoorOf(failed), thrown?.GetType().Name);
    }

    // The pattern, not what stood in the address: that may be a secret.
    static string? DoorOf(IExceptionHandlerFeature? failed) => (failed?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    static string KindOf(int code) => code switch
    {
        404 or 405 => "missing",
        401 or 403 => "forbidden",
        400 => "expired",
        413 or 414 or 415 or 431 => "wrong",
        429 => "fast",
        503 => "busy",
        _ => "fault",
    };
}
