using System.Net;
using System.Net.Http.Headers;

namespace Activation.Bench.Web;

/// <summary>Somebody who is signed in, with the token of their forms: cheap enough to be three hundred.</summary>
sealed class Browser(HttpClient client, string cookies, string token)
{
    const string TokenField = "__RequestVerificationToken";

    /// <summary>Connections for all of them together; nothing is followed and no cookie is kept but those that are sent by hand.</summary>
    public static HttpClient Connections(Uri hub) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 512 }) { BaseAddress = hub };

    /// <summary>Steps into one of the demo's people.</summary>
    /// <param name="form">A page of theirs with a form.</param>
    public static async Task<Browser> StepInto(HttpClient client, Guid person, string form)
    {
        var jar = new Jar();
        var demo = await jar.Get(client, "/demo");
        using (var fields = new FormUrlEncodedContent([new("person", person.ToString()), new(TokenField, Token(demo)), new("returnUrl", "/sign-in")]))
            await jar.Send(client, HttpMethod.Post, "/demo", fields);
        return new Browser(client, jar.Header, Token(await jar.Get(client, form)));
    }

    /// <summary>Signs in at the host that does nothing.</summary>
    public static async Task<Browser> AtEmptyHost(HttpClient client, int name)
    {
        var jar = new Jar();
        await jar.Get(client, $"/sign-in/{name}");
        var token = await jar.Get(client, "/form");
        return new Browser(client, jar.Header, token);
    }

    /// <summary>Sends a form as a browser does, under a key of its own.</summary>
    /// <returns>True when the answer is the redirect of a form that was taken.</returns>
    public async Task<bool> Post(string path, string stance)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        request.Content = new StringContent($"stance={stance}&command={Guid.CreateVersion7()}&{TokenField}={token}", FormType);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    /// <summary>Asks for a page as who is signed in.</summary>
    public Task<HttpResponseMessage> Get(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        return client.SendAsync(request);
    }

    static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");

    static string Token(string page)
    {
        const string Begins = $"name=\"{TokenField}\" type=\"hidden\" value=\"";
        var at = page.IndexOf(Begins, StringComparison.Ordinal);
        if (at < 0) throw new InvalidOperationException("A page has no form to send");
        at += Begins.Length;
        return page[at..page.IndexOf('"', at)];
    }

    /// <summary>Keeps what one browser was given.</summary>
    sealed class Jar
    {
        readonly Dictionary<string, string> cookies = [];

        public string Header => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

        public Task<string> Get(HttpClient client, string path) => Send(client, HttpMethod.Get, path, null);

        public async Task<string> Send(HttpClient client, HttpMethod method, string path, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.TryAddWithoutValidation("Cookie", Header);
            using var answer = await client.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var given))
                foreach (var cookie in given.Select(text => text.Split(';')[0].Split('=', 2))) cookies[cookie[0]] = cookie[1];
            if ((int)answer.StatusCode >= 400) throw new InvalidOperationException($"{method} {path} was answered {answer.StatusCode}");
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
