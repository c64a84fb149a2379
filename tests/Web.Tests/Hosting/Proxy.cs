using System.Net;

namespace Activation.Web.Tests.Hosting;

/// <summary>What stands in front of a public hub: browsers speak https to it, and it tells the hub so. It keeps every cookie that went by.</summary>
sealed class Proxy(Uri hub) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
{
    readonly CookieContainer cookies = new();

    /// <summary>As the hub set them.</summary>
    public List<string> Set { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        request.RequestUri = new Uri(hub, asked.PathAndQuery);
        request.Headers.Host = asked.Authority;
        request.Headers.Add("X-Forwarded-Proto", asked.Scheme);
        if (cookies.GetCookieHeader(asked) is { Length: > 0 } kept) request.Headers.Add("Cookie", kept);
        var answer = await base.SendAsync(request, cancellationToken);
        request.RequestUri = asked;
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
        {
            Set.Add(cookie);
            cookies.SetCookies(asked, cookie);
        }

        return answer;
    }
}
