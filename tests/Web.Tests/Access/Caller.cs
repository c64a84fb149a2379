using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>What somebody was told at a door.</summary>
sealed record Told(HttpStatusCode Status, string? Where, string Text)
{
    public bool IsFound => Status != HttpStatusCode.NotFound;

    /// <summary>Neither turned away nor failed: what the door leads to has answered.</summary>
    public bool IsIn => (int)Status < 500 && IsFound && !IsTurnedAway;

    public bool IsTurnedAway => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (Status == HttpStatusCode.Redirect && (Where!.Contains("/sign-in", StringComparison.Ordinal) || Where.Contains("/no-access", StringComparison.Ordinal)));

    public override string ToString() => $"{(int)Status} {Where}";
}

/// <summary>Somebody who tries doors: with a session, the token of our own forms, and a token for programs. Goes nowhere by itself.</summary>
sealed class Caller : IDisposable
{
    /// <summary>The field by which a form shows that it is ours; whoever names another one has none.</summary>
    public const string TokenField = "__RequestVerificationToken";

    readonly HttpClient client;
    readonly string cookies;
    readonly string form;
    readonly string? key;

    Caller(HttpClient client, string cookies, string form, string? key) => (this.client, this.cookies, this.form, this.key) = (client, cookies, form, key);

    /// <param name="person">Null is a visitor.</param>
    /// <param name="scopes">Of their token for programs; all when none is named.</param>
    public static async Task<Caller> Of(TestHub hub, Guid? person, params string[] scopes)
    {
        using var visitor = hub.Visitor();
        if (person is { } id) await visitor.StepInto(id);
        var token = (await visitor.Get("/privacy")).One($"input[name={TokenField}]").GetAttribute("value")!;
        var made = person is { } owner ? await hub.Services.GetRequiredService<Tokens>().Invent(owner, "doors", scopes.Length > 0 ? scopes : Scopes.All, DateTimeOffset.UtcNow) : null;
        var patient = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = hub.Address };
        return new Caller(patient, visitor.CookieHeader, token, made);
    }

    /// <summary>What our own forms hold when this person is shown them.</summary>
    public string FormToken => form;

    /// <summary>Sends something by the session alone, with no token of a form and none for programs.</summary>
    public async Task<Told> Send(HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        using var answer = await client.SendAsync(request);
        return new Told(answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    /// <param name="fields">What is sent beside the token, as a form or as JSON.</param>
    public async Task<Told> Try(Door door, string path, params (string Name, object Value)[] fields)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), path);
        request.Headers.AcceptLanguage.ParseAdd("en");
        if (door.ForPrograms && key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (!door.ForPrograms && cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        if (door.Sends) request.Content = door.ForPrograms ? Json(fields) : Form(fields);
        using var answer = await client.SendAsync(request);
        return new Told(answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => client.Dispose();

    static StringContent Json((string Name, object Value)[] fields) => new(
        System.Text.Json.JsonSerializer.Serialize(fields.ToDictionary(field => field.Name, field => field.Value)), Encoding.UTF8, "application/json");

    FormUrlEncodedContent Form((string Name, object Value)[] fields) => new(fields
        .Select(field => KeyValuePair.Create(field.Name, Convert.ToString(field.Value, CultureInfo.InvariantCulture)!))
        .Append(KeyValuePair.Create(TokenField, form)).DistinctBy(field => field.Key));
}
