using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Api;

/// <summary>What a program got.</summary>
public sealed record Reply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.GetProperty("code").GetString();

    public override string ToString() => $"{(int)Status} {Text}";
}

/// <summary>Somebody's script: a token, JSON, and nothing else.</summary>
public sealed class Script(Uri address, string? token, string language) : IDisposable
{
    /// <summary>In the log's table, what a program may read of it: who collects points, what people are told and where they walk, what they follow, report and hand in is nobody else's business.</summary>
    public const string NotPrivate =
        "type not in ('points-chosen', 'badge-awarded', 'walk-joined', 'walk-left', 'course-queue-joined', 'course-seat-given', 'work-submitted', 'work-chosen', 'work-declined', 'work-withdrawn', 'topic-followed', 'topic-unfollowed', 'comment-reported') and (type not like 'nudge%' or type in ('nudge-kind-paused', 'nudge-kind-resumed', 'nudge-doubt-settled'))";

    public const string Here = $"/api/v1/programmes/{Cast.Programme}";

    readonly HttpClient client = new() { BaseAddress = address };

    public static async Task<Script> Of(TestHub hub, string name, string language = "en", params string[] scopes) =>
        await Of(hub, await hub.PersonCalled(name), language, scopes);

    public static async Task<Script> Of(TestHub hub, Guid person, string language = "en", params string[] scopes)
    {
        var tokens = hub.Services.GetRequiredService<Tokens>();
        return new Script(hub.Address, await tokens.Invent(person, "test", scopes.Length > 0 ? scopes : [.. Scopes.All], DateTimeOffset.UtcNow), language);
    }

    public Task<Reply> Get(string path, string? tag = null) => Send(HttpMethod.Get, path, null, tag: tag);

    public Task<Reply> Put(string path, string? json, string? key = null) => Send(HttpMethod.Put, path, json, key);

    public Task<Reply> Post(string path, string? json, string? key = null) => Send(HttpMethod.Post, path, json, key);

    public Task<Reply> Delete(string path, string? key = null) => Send(HttpMethod.Delete, path, null, key);

    public Task<Reply> Send(HttpMethod method, string path, string? json, string? key = null, string? tag = null) => SendContent(
        method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), key, tag);

    public async Task<Reply> SendContent(HttpMethod method, string path, HttpContent? body, string? key = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"{Here}/{path}") { Content = body };
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await client.SendAsync(request);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers, answer.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => client.Dispose();
}
