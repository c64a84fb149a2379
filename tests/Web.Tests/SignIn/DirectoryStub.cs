using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Activation.Web.Tests.SignIn;

/// <summary>What a directory says in its id_token. What is left out of a test is as it should be.</summary>
public sealed record Claimed
{
    public string Subject { get; init; } = "42";

    public string Email { get; init; } = "";

    public bool? Verified { get; init; }

    public string? Issuer { get; init; }

    public string Audience { get; init; } = "hubben";

    /// <summary>Null for the one that was asked with.</summary>
    public string? Nonce { get; init; }

    public TimeSpan Age { get; init; }

    /// <summary>Signed by a key that the directory does not show.</summary>
    public bool ForeignKey { get; init; }

    /// <summary>Not signed at all: alg=none.</summary>
    public bool NotSigned { get; init; }
}

/// <summary>An OpenID provider that lies as a test wants it: a well-kept one would not.</summary>
public sealed class DirectoryStub : IAsyncDisposable
{
    readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "own" }, foreign = new(RSA.Create(2048)) { KeyId = "own" };
    readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> codes = new();
    readonly WebApplication app;

    DirectoryStub(WebApplication app) => this.app = app;

    public Claimed Says { get; set; } = new();

    public string Address => app.Urls.First();

    /// <summary>What it calls itself; null for what it is.</summary>
    public string? CallsItself { get; set; }

    public string[] Configuration => As(0, "kommunen");

    public string[] As(int place, string key) =>
    [
        $"--SignIn:Directories:{place}:Key={key}", $"--SignIn:Directories:{place}:Name=Kommunens inloggning", $"--SignIn:Directories:{place}:Authority={Address}",
        $"--SignIn:Directories:{place}:ClientId=hubben", $"--SignIn:Directories:{place}:ClientSecret=hemligt", $"--SignIn:Directories:{place}:Domains:0=example.org",
    ];

    public static async Task<DirectoryStub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var directory = new DirectoryStub(builder.Build());
        directory.Map();
        await directory.app.StartAsync();
        return directory;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = CallsItself ?? Address, ["authorization_endpoint"] = $"{Address}/auth", ["token_endpoint"] = $"{Address}/token", ["jwks_uri"] = $"{Address}/keys",
        }));
        app.MapGet("/keys", () =>
        {
            var shown = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
            return Results.Json(new { keys = new[] { new { kty = shown.Kty, n = shown.N, e = shown.E, kid = shown.KeyId, use = "sig" } } });
        });
        app.MapGet("/auth", (string redirect_uri, string state, string nonce, string code_challenge) =>
        {
            var code = Guid.NewGuid().ToString("N");
            codes[code] = (nonce, code_challenge);
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            // A code is changed once, by whoever knows what it was asked with.
            if (!codes.TryRemove(form["code"].ToString(), out var asked) || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
                return Results.BadRequest(new { error = "invalid_grant" });
            return Results.Json(new Dictionary<string, object> { ["access_token"] = "x", ["token_type"] = "Bearer", ["id_token"] = Token(asked.Nonce) });
        });
    }

    string Token(string nonce)
    {
        var now = DateTime.UtcNow - Says.Age;
        var claims = new Dictionary<string, object> { ["sub"] = Says.Subject, ["email"] = Says.Email, ["nonce"] = Says.Nonce ?? nonce };
        if (Says.Verified is { } verified) claims["email_verified"] = verified;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Says.Issuer ?? Address, Audience = Says.Audience, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5), Claims = claims,
            SigningCredentials = Says.NotSigned ? null : new SigningCredentials(Says.ForeignKey ? foreign : key, SecurityAlgorithms.RsaSha256),
        });
    }
}
