using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Activation.Domain.Members;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Fuzz;

/// <summary>Every form and endpoint, sent what no person would write, by everyone. A short one with every test run; infra/fuzz has the long one.</summary>
public sealed class FuzzTests
{
    const int AtOnce = 4;

    /// <summary>More than the hub reads of what a program sends.</summary>
    const int TooLong = 256 * 1024;

    sealed record Sender(string Cookies, string Form, string? Key);

    static readonly int Requests = Setting("FUZZ_REQUESTS", 1500);
    static readonly int Seed = Setting("FUZZ_SEED", 1);
    static readonly string? Only = Environment.GetEnvironmentVariable("FUZZ_ONLY");

    /// <summary>Pages that a letter leads to, each with a link of its own.</summary>
    static readonly string[] Lettered = ["invitation", "consent", "story-consent", "walk-come", "walk-off", "answer"];

    static readonly byte[][] Heads = [[0x89, .. "PNG\r\n\u001a\n"u8], [0xff, 0xd8, 0xff, 0xe0], [.. "RIFF\0\0\0\0WEBPVP8 "u8], [.. "GIF89a"u8], [.. "<svg onload=alert(1)>"u8], []];

    static readonly string[] FileNames = ["bild.png", "../../etc/passwd", "..\\bild.png", "bild.png.exe", "a;b=c.webp", "æøå.jpg", "con", ""];

    readonly ConcurrentDictionary<int, int> answers = [];
    readonly ConcurrentBag<string> faults = [];

    TestHub hub;
    IReadOnlyList<Target> targets;
    List<Sender> senders;
    List<string> known;
    Settlement here, nextDoor;
    Dictionary<string, string> secrets;
    string work;
    HttpClient client;
    Causes causes;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
        targets = [.. (await Target.All(hub)).Where(target => Only is null || target.ToString().Contains(Only, StringComparison.OrdinalIgnoreCase))];
        senders = [];
        foreach (var person in Enum.GetValues<Role>().Select(role => (Guid?)here.People[role]).Append(nextDoor.People[Role.Coordinator]).Append(null)) senders.Add(await Enter(person));
        // One for all requests: it is not used up, and each would want a course of its own.
        work = (await CourseSpots.HandingIn(hub)).Path.Split('/')[^1];
        secrets = await Secrets();
        known =
        [
            here.Slug, nextDoor.Slug, here.Submitted.ToString(), here.Scheduled.ToString(), here.Initiative.ToString(), here.Comment.ToString(), nextDoor.Submitted.ToString(),
            here.Number.ToString(CultureInfo.InvariantCulture), "1.18", "astorp", "Åstorp", "manskligt", "motesplatser", "moment", "tally", "title", "municipality",
            Sown.Day(9), "Därför att det behövs här hos oss", "approve", "3",
        ];
        causes = new Causes(hub.Services.GetRequiredService<DiagnosticListener>());
        client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = hub.Address };
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        client.Dispose();
        causes.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task Nothing_that_is_sent_is_answered_with_a_fault()
    {
        await WhatLiesInLettersOpens();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            // Each request has a seed of its own: the one that broke something is found again, whoever came before it.
            var chance = new Random(unchecked((Seed * 1_000_003) + i));
            var target = targets[chance.Next(targets.Count)];
            var status = await Send(target, chance);
            answers.AddOrUpdate((int)status, 1, (_, count) => count + 1);
            if ((int)status >= 500 && status != HttpStatusCode.ServiceUnavailable) faults.Add($"request {i} of seed {Seed}: {target}");
            // What opens once is spent by then.
            if (i % 1_000 == 999) secrets = await Secrets();
            if (i % 10_000 == 9_999) await TestContext.Progress.WriteLineAsync($"{i + 1} sent in {clock.Elapsed.TotalSeconds:0} s");
        });
        await TestContext.Progress.WriteLineAsync(
            $"{Requests} requests to {targets.Count} addresses and forms in {clock.Elapsed.TotalSeconds:0} s: {string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Value} × {a.Key}"))}");
        Assert.That(faults, Is.Empty, string.Join("\n\n", causes.All));
        Assert.That(answers.GetValueOrDefault((int)HttpStatusCode.ServiceUnavailable), Is.LessThanOrEqualTo(Requests / 200), "a machine that is busy now and then, and nothing more");
        Assert.That(answers.Keys.Count(status => status < 500), Is.GreaterThan(Only is null ? 4 : 1), "whatever is sent gets the same answer: nothing was tried");
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "the read models are what the log makes of them, also of nonsense");
    }

    /// <summary>Behind a door that is shut nothing would be tried.</summary>
    async Task WhatLiesInLettersOpens()
    {
        using var visitor = hub.Visitor();
        foreach (var (door, secret) in secrets) Assert.That((await visitor.Get(door.TrimEnd('{') + secret)).All("main form[method=post]"), Is.Not.Empty, door);
    }

    async Task<HttpStatusCode> Send(Target target, Random chance)
    {
        var nonsense = new Nonsense(chance, known);
        var sender = senders[chance.Next(senders.Count)];
        using var request = new HttpRequestMessage(new HttpMethod(target.Method), Address(target, chance, nonsense));
        if (target.ForPrograms && sender.Key is not null && chance.Next(6) > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sender.Key);
        else if (sender.Cookies.Length > 0) request.Headers.Add("Cookie", sender.Cookies);
        if (target.Method != "GET")
        {
            request.Content = Content(target, sender, chance, nonsense);
            if (chance.Next(2) == 0) request.Headers.Add("RequestVerificationToken", sender.Form);
        }

        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
            return answer.StatusCode;
        }
        catch (HttpRequestException e) when (request.Content?.Headers.ContentLength > TooLong || (request.Content is not null && e.InnerException is IOException))
        {
            // What is too long, or addressed so that no server reads it, is refused unread, and the hub hangs up: whoever still sends finds the line broken before the answer.
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }

    string Address(Target target, Random chance, Nonsense nonsense)
    {
        // Routes do not tell /API from /api.
        var isLoud = chance.Next(8) == 0;
        var path = "/" + string.Join('/', target.Route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => isLoud ? literal.Content.ToUpperInvariant() : literal.Content,
            RoutePatternParameterPart parameter => Uri.EscapeDataString(Cut(chance.Next(8) == 0 ? nonsense.Text() : Usual(target, parameter.Name, chance))),
            _ => "",
        }))));
        var query = target.Names.Where(_ => chance.Next(target.Method == "GET" ? 3 : 12) == 0).Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Cut(nonsense.Text()))}");
        if (target.Method == "POST" && chance.Next(4) == 0) query = query.Append($"command={Guid.NewGuid()}");
        return $"{path}?{string.Join('&', query.Append(target.Handler is null ? "" : $"handler={target.Handler}"))}";
    }

    string Usual(Target target, string parameter, Random chance)
    {
        var there = chance.Next(6) == 0 ? nextDoor : here;
        return parameter switch
        {
            "activity" when chance.Next(2) == 0 => there.Submitted.ToString(),
            "member" when chance.Next(2) == 0 => there.People[Role.GoalOwner].ToString(),
            _ => Secret(target) ?? there.Thing(target.Route, target.Handler, parameter) ?? known[chance.Next(known.Count)],
        };

        string? Secret(Target of) => parameter == "secret" ? secrets.FirstOrDefault(one => of.ToString().Contains(one.Key, StringComparison.Ordinal)).Value : null;
    }

    /// <summary>What lies in somebody's letters, by the address that it leads to: a door that opens is tried further in than one that does not.</summary>
    async Task<Dictionary<string, string>> Secrets()
    {
        var (letters, friend) = (hub.Services, here.People[Role.PoolMember]);
        var made = new Dictionary<string, string>
        {
            ["/do/"] = (await letters.GetRequiredService<DeedLinks>().Make(Deed.Done, here.Id, here.Scheduled, here.People[Role.CoreTeam], TimeSpan.FromDays(30))).Segments[^1],
            ["/choices/"] = letters.GetRequiredService<ChoiceLinks>().Secret(friend, null),
            ["/work/"] = work,
        };
        foreach (var page in AllPages.List.Where(page => Lettered.Contains(page.Name)))
            made[page.Route[..(page.Route.IndexOf('{', StringComparison.Ordinal) + 1)]] = (await page.Find(hub)).Path.Split('/')[^1];
        return made;
    }

    static HttpContent Content(Target target, Sender sender, Random chance, Nonsense nonsense)
    {
        string[] media = ["application/json", "application/json", "application/json", "text/plain", "application/xml", "application/json; charset=utf-16"];
        if (target.ForPrograms)
        {
            var json = new StringContent(nonsense.Json(["stance", "offer", "decision", "reason", "on", "participants", "note", "grade", "title", "what", "dueOn", "values", "metrics", "focusAreas", "plan", "submit", "year", "value", "source"]), Encoding.UTF8);
            json.Headers.ContentType = MediaTypeHeaderValue.Parse(media[chance.Next(media.Length)]);
            return json;
        }

        var fields = target.Names.Where(_ => chance.Next(5) > 0).Select(name => KeyValuePair.Create(name, nonsense.Text())).Append(new("__RequestVerificationToken", sender.Form));
        if (chance.Next(3) > 0) fields = fields.Append(new("command", Guid.NewGuid().ToString()));
        // A page may be sent what is no form, and the form's token beside it.
        if (chance.Next(10) == 0) return new StringContent(nonsense.Json([.. target.Names, "command"]), Encoding.UTF8, media[chance.Next(media.Length)].Split(';')[0]);
        if (chance.Next(6) > 0) return new FormUrlEncodedContent(fields);
        var parts = new MultipartFormDataContent();
        foreach (var field in fields) parts.Add(new StringContent(field.Value), $"\"{field.Key}\"");
        if (chance.Next(3) > 0) parts.Add(FilePart(target.Names.FirstOrDefault(name => name.Contains("file", StringComparison.OrdinalIgnoreCase)) ?? "file", chance));
        return parts;
    }

    /// <summary>What calls itself a picture: the head of one with nothing of it behind, or something else.</summary>
    static ByteArrayContent FilePart(string field, Random chance)
    {
        string[] types = ["image/png", "image/jpeg", "image/svg+xml", "text/html"];
        var noise = new byte[chance.Next(4_000)];
        chance.NextBytes(noise);
        var part = new ByteArrayContent([.. Heads[chance.Next(Heads.Length)], .. noise]);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(types[chance.Next(types.Length)]);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename=\"{FileNames[chance.Next(FileNames.Length)]}\"");
        return part;
    }

    async Task<Sender> Enter(Guid? person)
    {
        using var visitor = hub.Visitor();
        if (person is { } id) await visitor.StepInto(id);
        var form = (await visitor.Get("/privacy")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var key = person is { } owner ? await hub.Services.GetRequiredService<Tokens>().Invent(owner, "fuzz", Scopes.All, DateTimeOffset.UtcNow) : null;
        return new Sender(visitor.CookieHeader, form, key);
    }

    static string Cut(string text) => text[..Math.Min(text.Length, 300)];

    static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : usual;
}
