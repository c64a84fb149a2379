using System.Text.Json;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Activation.Web.Platform.Api;

/// <summary>Why not, for a program and for whoever reads its log: problem details (RFC 9457) in the caller's language.</summary>
/// <param name="Code">A text key; for a refusal the refusal's own.</param>
/// <param name="Errors">What is wrong, by field.</param>
public sealed record Problem(int Status, string Code, IReadOnlyList<object>? Args = null, IReadOnlyDictionary<string, string[]>? Errors = null)
    : IResult
{
    const string Fault = "api.fault";

    public const string MediaType = "application/problem+json";

    public static Problem Missing { get; } = new(StatusCodes.Status404NotFound, "api.missing");

    public static Problem Bad(string code, params object[] args) => new(StatusCodes.Status400BadRequest, code, args);

    public static Problem Of(No no) => new(StatusCodes.Status409Conflict, no.Key, no.Args);

    /// <summary>What a bare status means here.</summary>
    public static Problem Of(int status) => new(status, status switch
    {
        StatusCodes.Status401Unauthorized => "api.unknown-caller",
        StatusCodes.Status403Forbidden => "api.forbidden",
        StatusCodes.Status404NotFound => "api.missing",
        StatusCodes.Status405MethodNotAllowed => "api.method",
        StatusCodes.Status413PayloadTooLarge => "api.too-large",
        StatusCodes.Status415UnsupportedMediaType => "api.media-type",
        StatusCodes.Status429TooManyRequests => "api.too-fast",
        StatusCodes.Status503ServiceUnavailable => "api.busy",
        < StatusCodes.Status500InternalServerError => "api.not-understood",
        _ => Fault,
    });

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = httpContext.RequestServices.GetRequiredService<Texts>();
        var response = httpContext.Response;
        object[] args = Code == Fault ? [FaultNumber.Of(httpContext)] : [.. Args ?? []];
        response.StatusCode = Status;
        response.KeepNowhere();
        if (Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = Busy.RetryAfterSeconds;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "about:blank", title = ReasonPhrases.GetReasonPhrase(Status), status = Status, code = Code, detail = texts[Code, args],
                errors = Errors ?? new Dictionary<string, string[]>(),
            },
            ApiJson.Options);
        response.ContentType = MediaType;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
