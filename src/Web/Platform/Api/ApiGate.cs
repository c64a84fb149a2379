using System.Security.Cryptography;
using System.Text;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace Activation.Web.Platform.Api;

/// <summary>The command that a request carries: the same for every repeat under the same key.</summary>
public sealed record CommandOf(Guid Id);

/// <summary>What every request of a program passes before its endpoint: a token that is worth something, a body that can be read, a key that is its own.</summary>
sealed class ApiGate(RequestDelegate next, IAntiforgery antiforgery, Repeats repeats, TimeProvider clock)
{
    public const string KeyHeader = "Idempotency-Key";

    const int LongestKey = 200;

    public async Task InvokeAsync(HttpContext http)
    {
        if (Refused(http) is { } refused)
        {
            http.RequestServices.GetRequiredService<SecurityLog>().Note(http, SecurityKinds.UnknownToken);
            await refused.ExecuteAsync(http);
        }
        else if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) await next(http);
        else if (Visit.PersonOf(http.User) is { } person) await Write(http, person);
        else await Problem.Of(StatusCodes.Status401Unauthorized).ExecuteAsync(http);
    }

    // What is refused at the door has its status already; a token that is none is told so also where visitors may look.
    static Problem? Refused(HttpContext http) => TokenDoor.IsAskedFor(http.Request) && http.User.Identity?.IsAuthenticated != true
        ? Problem.Of(StatusCodes.Status401Unauthorized)
        : null;

    async Task Write(HttpContext http, Guid person)
    {
        if (await Unfit(http) is { } unfit)
        {
            await unfit.ExecuteAsync(http);
            return;
        }

        if (await Body.Read(http.Request) is not { } body) await Problem.Of(StatusCodes.Status413PayloadTooLarge).ExecuteAsync(http);
        else if (body.Length > 0 && !Body.IsJson(http.Request)) await Problem.Of(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http);
        else if (body.Length > 0 && Body.Fault(body) is { } fault) await Problem.Bad(fault).ExecuteAsync(http);
        else await Once(http, person, body);
    }

    /// <summary>A token writes when it was made for that; a browser's session writes from our own pages only.</summary>
    async Task<Problem?> Unfit(HttpContext http)
    {
        if (http.User.Identity?.AuthenticationType == TokenDoor.Name)
            return http.User.HasClaim(TokenDoor.Scope, Scopes.Write) ? null : new Problem(StatusCodes.Status403Forbidden, "api.read-only");
        return http.Request.Headers.ContainsKey("RequestVerificationToken") && await antiforgery.IsRequestValidAsync(http)
            ? null
            : Problem.Bad("api.form-token");
    }

    async Task Once(HttpContext http, Guid person, byte[] body)
    {
        var key = http.Request.Headers[KeyHeader].ToString();
        if (key.Length == 0) await Do(http, Guid.CreateVersion7());
        else if (key.Length > LongestKey || key.Any(c => c is < '!' or > '~')) await Problem.Bad("idempotency.key-shape", LongestKey).ExecuteAsync(http);
        else await Keyed(http, new Keyed(key, person, Digest(http.Request, body)));
    }

    async Task Keyed(HttpContext http, Keyed keyed)
    {
        var (own, answer) = await repeats.Claim(keyed, clock.GetUtcNow());
        if (!own)
        {
            await new Problem(StatusCodes.Status422UnprocessableEntity, "idempotency.other-body").ExecuteAsync(http);
            return;
        }

        answer ??= await First(http, keyed);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.Media;
        if (answer.Location is not null) http.Response.Headers.Location = answer.Location;
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }

    async Task<KeptAnswer> First(HttpContext http, Keyed keyed)
    {
        var outside = http.Response.Body;
        using var inside = new MemoryStream();
        http.Response.Body = inside;
        try
        {
            await Do(http, IdOf(keyed));
            await ApiProblems.Fill(http);
        }
        finally
        {
            http.Response.Body = outside;
        }

        var response = http.Response;
        var answer = new KeptAnswer(
            response.StatusCode, response.ContentType, response.Headers.Location, Encoding.UTF8.GetString(inside.GetBuffer(), 0, (int)inside.Length));
        response.ContentLength = null;
        // What failed on our side is no answer: it is tried again under the same key.
        return answer.Status >= StatusCodes.Status500InternalServerError ? answer : await repeats.Keep(keyed, answer);
    }

    Task Do(HttpContext http, Guid command)
    {
        http.Features.Set(new CommandOf(command));
        return next(http);
    }

    static Guid IdOf(Keyed keyed) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{keyed.Person:N} {keyed.Key}")).AsSpan(0, 16));

    static string Digest(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
