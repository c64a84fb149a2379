using System.Security.Claims;
using System.Text.Encodings.Web;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Activation.Web.Platform.Access;

/// <summary>Lets programs in by their token, into the API and the live boards; pages are for people.</summary>
public sealed class TokenDoor(
    Tokens tokens, TimeProvider clock, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "token";

    public const string Scope = "scope";

    const string Token = "token";

    const string Bearer = "Bearer ";

    static readonly PathString Live = "/live";

    /// <summary>A request that brings one is judged by it alone, also when a cookie comes along.</summary>
    public static bool IsAskedFor(HttpRequest request) => request.Headers.Authorization.Count > 0 || FromQuery(request) is not null;

    /// <summary>The token that let a program in; null for a person.</summary>
    public static Guid? TokenOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Token), out var token) ? token : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ForPrograms.Asks(Request) && !Request.Path.StartsWithSegments(Live, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (Secret() is not { } secret || await tokens.Find(secret, clock.GetUtcNow()) is not { } row) return AuthenticateResult.Fail("Not a token of ours");
        Context.Items[typeof(Standing)] = row.Standing;
        var claims = row.Scopes.Select(scope => new Claim(Scope, scope)).Prepend(new Claim(Token, row.Token.ToString()))
            .Prepend(new Claim(ClaimTypes.NameIdentifier, row.Person.ToString()));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }

    string? Secret()
    {
        var header = Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : FromQuery(Request);
    }

    // A browser's WebSocket cannot send headers.
    static string? FromQuery(HttpRequest request) =>
        request.Path.StartsWithSegments(Live, StringComparison.OrdinalIgnoreCase) && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
}
