using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Activation.Web.Platform.Identity;

public sealed class DirectoryOptions : OAuthOptions
{
    public DirectorySettings Directory { get; set; } = null!;

    /// <summary>What the directory says about itself, read when first needed and again when its keys change.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Description { get; set; } = null!;
}

/// <summary>
/// OpenID Connect, code flow with PKCE: the framework's OAuth keeps state and code; here the nonce goes out and the id_token that comes back is
/// checked. Without a right one nobody gets in, whatever else was answered.
/// </summary>
public sealed class DirectoryDoor(IOptionsMonitor<DirectoryOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<DirectoryOptions>(options, logger, encoder)
{
    const string Nonce = "nonce";

    static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    static readonly string[] Signatures =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.EcdsaSha384];

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await Describe();
        }
        catch (Exception e) when (!Context.RequestAborted.IsCancellationRequested)
        {
            // Whoever came by it is led to the other ways in; whoever runs the hub reads which of the two it was.
            DirectorySchemes.Diary(Context).LogWarning("The directory {Key} cannot be asked: {Kind}", Options.Directory.Key, e is AuthenticationFailureException ? e.Message : e.GetType().Name);
            Response.Redirect($"/sign-in?away={Options.Directory.Key}&returnUrl={Uri.EscapeDataString(properties.RedirectUri ?? "")}");
            return;
        }

        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await Describe();
        return await base.HandleRemoteAuthenticateAsync();
    }

    // The nonce travels in the sealed state, which belongs to one browser by its correlation cookie.
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        properties.Items[Nonce] = nonce;
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, nonce);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var claims = await Check(tokens.Response!.RootElement.GetProperty("id_token").GetString()!, properties.Items[Nonce]!);
        identity.AddClaims(claims);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    async Task<IEnumerable<Claim>> Check(string token, string nonce)
    {
        var result = await Validate(token);
        // Keys are changed now and then: read them again, once.
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            Options.Description.RequestRefresh();
            result = await Validate(token);
        }

        if (!result.IsValid) throw new AuthenticationFailureException("The directory's answer is not one that it gave to us", result.Exception);
        var jwt = (JsonWebToken)result.SecurityToken;
        if (!jwt.TryGetPayloadValue<string>(Nonce, out var given) || !CryptographicOperations.FixedTimeEquals(Bytes(given), Bytes(nonce)))
            throw new AuthenticationFailureException("The directory's answer is to another question");
        return jwt.Claims.Where(claim => claim.Type is "sub" or "email" or "email_verified" or "name");
    }

    async Task<TokenValidationResult> Validate(string token)
    {
        var description = await Describe();
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = description.Issuer, ValidAudience = Options.ClientId, IssuerSigningKeys = description.SigningKeys, ValidAlgorithms = Signatures,
            RequireSignedTokens = true, RequireExpirationTime = true, ClockSkew = ClocksDiffer,
        });
    }

    /// <summary>What the directory says about itself; one that calls itself something else than what is configured is another one.</summary>
    async Task<OpenIdConnectConfiguration> Describe()
    {
        var description = await Options.Description.GetConfigurationAsync(Context.RequestAborted);
        if (description.Issuer?.TrimEnd('/') != Options.Directory.Authority.AbsoluteUri.TrimEnd('/'))
            throw new AuthenticationFailureException("It calls itself something else than its Authority");
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (description.AuthorizationEndpoint, description.TokenEndpoint);
        return description;
    }

    static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
