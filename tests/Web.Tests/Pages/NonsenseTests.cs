using System.Collections.Concurrent;
using System.Net;
using Activation.Web.Tests.Hosting;
using AngleSharp.Dom;

namespace Activation.Web.Tests.Pages;

/// <summary>Every form of every page, filled with what no person would write.</summary>
public sealed class NonsenseTests
{
    const string Token = "__RequestVerificationToken";

    static readonly string[] Nonsense =
        ["", new('x', 10_000), "-1", "99999999999999999999", "2026-13-45", "no\0thing", "<script>👩‍👩‍👧‍👦\r\n", "00000000-0000-0000-0000-000000000000"];

    static readonly string[] Leaving = ["handler=Out", "handler=Close"];

    /// <summary>What somebody has sent everything from: who has the same form sends some of it.</summary>
    static readonly ConcurrentDictionary<string, bool> Exhausted = [];

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase(null)]
    [TestCase(Cast.Astrid)]
    [TestCase(Cast.Bo)]
    [TestCase(Cast.Elin)]
    [TestCase(Cast.Farid)]
    public async Task No_form_breaks_whatever_is_sent(string? who)
    {
        using var visitor = who is null ? hub.Visitor() : await hub.As(who);
        var person = who is null ? Guid.Empty : await hub.PersonCalled(who);
        var (broken, sent) = (new List<string>(), 0);
        // What stands on every page is sent from one.
        var known = new HashSet<string>();
        // On one's own pages one calls oneself something else: they come last.
        foreach (var page in AllPages.List.OrderBy(page => page.Route.StartsWith("/me", StringComparison.Ordinal)))
        {
            // An invitation that is taken, or the demo's first page, makes somebody else of whoever sends its forms.
            if (who is not null) await visitor.StepInto(person);
            var sheet = await visitor.Get((await page.Find(hub)).Path);
            foreach (var (target, method, fields) in FormsOf(sheet).Where(form => known.Add($"{form.Target.PathAndQuery} {string.Join(' ', form.Fields.Select(field => field.Key))}")))
                foreach (var text in Exhausted.TryAdd($"{page.Route} {target.Query} {string.Join(' ', fields.Select(field => field.Key))}", true) ? Nonsense : Some(known.Count))
                {
                    var values = fields.Select(field => KeyValuePair.Create(field.Key, field.Key == Token ? field.Value : text)).ToList();
                    var status = method == "get" ? await Asked(visitor, target, values) : (await visitor.Post(target, values)).Status;
                    sent++;
                    if (status >= HttpStatusCode.InternalServerError) broken.Add($"{page}: {target.PathAndQuery} with {text[..Math.Min(30, text.Length)]}: {(int)status}");
                }
        }

        TestContext.Out.WriteLine($"{sent} forms sent");
        Assert.That(broken.Distinct(), Is.Empty);
        Assert.That(sent, Is.GreaterThan(100));
    }

    [Test]
    public async Task What_a_page_does_not_take_is_not_sent_to_it()
    {
        using var cilla = await hub.As(Cast.Cilla);
        var (_, values) = Visitor.FormOf(await cilla.Get("/me"), "form[method=post]");
        foreach (var path in new[] { "/me", $"{Sown.Here}/goals", $"{Sown.Here}/initiatives", $"{Sown.Initiative(1)}?handler=Nothing", Sown.Here })
            Assert.That((await cilla.Post(new Uri(hub.Address, path), values)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed), path);
    }

    [TestCase("{}", "application/json")]
    [TestCase("", null)]
    [TestCase("a=%00", "application/x-www-form-urlencoded")]
    public async Task What_brings_no_form_is_no_fault(string body, string? media)
    {
        using var cilla = await hub.As(Cast.Cilla);
        foreach (var path in new[] { "/me/nudges?handler=None", $"{Sown.Here}/initiatives/propose?handler=Keep" })
        {
            var token = (await cilla.Get(path.Split('?')[0])).One($"input[name={Token}]").GetAttribute("value")!;
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}&command={Guid.NewGuid()}") { Content = new StringContent(body) };
            request.Content.Headers.ContentType = media is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(media);
            request.Headers.Add("RequestVerificationToken", token);
            Assert.That((await cilla.Client.SendAsync(request)).StatusCode, Is.LessThan(HttpStatusCode.InternalServerError), path);
        }
    }

    static string[] Some(int turn) => [Nonsense[turn % Nonsense.Length], Nonsense[(turn + 3) % Nonsense.Length]];

    /// <summary>Every way in which the page's forms can be sent; leaving is not one of them.</summary>
    static IEnumerable<(Uri Target, string Method, List<KeyValuePair<string, string>> Fields)> FormsOf(Sheet sheet)
    {
        foreach (var form in sheet.All("form").Where(form => form.GetAttribute("action") is not { } action || !Leaving.Any(handler => action.Contains(handler, StringComparison.Ordinal))))
            foreach (var address in form.QuerySelectorAll("button").Select(button => button.GetAttribute("formaction")).Append(null).Distinct())
            {
                var fields = form.QuerySelectorAll("input, textarea, select, button").Where(control => control.GetAttribute("name") is { Length: > 0 })
                    .DistinctBy(control => control.GetAttribute("name"))
                    .Select(control => KeyValuePair.Create(control.GetAttribute("name")!, control.GetAttribute("value") ?? ""));
                var method = form.GetAttribute("method")?.ToUpperInvariant() == "POST" ? "post" : "get";
                yield return (new Uri(sheet.Address, address ?? form.GetAttribute("action") ?? sheet.Address.PathAndQuery), method, [.. fields]);
            }
    }

    static async Task<HttpStatusCode> Asked(Visitor visitor, Uri target, IEnumerable<KeyValuePair<string, string>> values)
    {
        var query = string.Join('&', values.Select(value => $"{Uri.EscapeDataString(value.Key)}={Uri.EscapeDataString(value.Value[..Math.Min(500, value.Value.Length)])}"));
        return (await visitor.Get($"{target.AbsolutePath}?{query}")).Status;
    }
}
