using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Activation.Web.Tests.Hosting;

/// <summary>A page as a person without script gets it.</summary>
/// <param name="Status">Of the last answer, after any redirects.</param>
public sealed record Sheet(HttpStatusCode Status, IHtmlDocument Document, Uri Address)
{
    public string Text => Document.Body?.TextContent ?? "";

    public IElement One(string selector) =>
        Document.QuerySelector(selector) ?? throw new AssertionException($"{Address} has no {selector}:\n{Document.Body?.TextContent}");

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];
}

/// <summary>A file as a form sends it.</summary>
/// <param name="Field">Of the form.</param>
public sealed record SentFile(string Field, byte[] Bytes, string Name = "bild.png", string Type = "image/png");

/// <summary>Goes to pages, fills in forms and sends them, with cookies, as a browser does without script.</summary>
public sealed class Visitor : IDisposable
{
    readonly CookieContainer cookies = new();

    /// <param name="through">What stands between; it keeps the cookies then.</param>
    public Visitor(Uri address, string language, HttpMessageHandler? through = null)
    {
        Client = new HttpClient(through ?? new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
        Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public HttpClient Client { get; }

    public async Task<Sheet> Get(string path) => await Read(await Client.GetAsync(path));

    /// <summary>Fills in the form that a selector finds on a page and sends it, hidden fields and all.</summary>
    /// <param name="path">The page with the form.</param>
    /// <param name="form">A selector of the form, or of the button it is sent by.</param>
    /// <param name="fields">What is typed; names as in the form.</param>
    public async Task<Sheet> Send(string path, string form, params (string Name, string Value)[] fields) =>
        await Send(await Get(path), form, fields);

    public async Task<Sheet> Send(Sheet sheet, string form, params (string Name, string Value)[] fields)
    {
        var (target, values) = FormOf(sheet, form, fields);
        return await Post(target, values);
    }

    /// <summary>Sends values as a form, whether a page has one or not.</summary>
    public async Task<Sheet> Post(Uri target, IEnumerable<KeyValuePair<string, string>> values)
    {
        using var form = new FormUrlEncodedContent(values);
        return await Read(await Client.PostAsync(target, form));
    }

    /// <summary>Fills in a form that takes files, and sends it with them.</summary>
    public async Task<Sheet> SendFiles(Sheet sheet, string form, IReadOnlyList<SentFile> files, params (string Name, string Value)[] fields)
    {
        var (target, values) = FormOf(sheet, form, fields);
        using var body = new MultipartFormDataContent();
        foreach (var (field, value) in values.Where(value => sheet.All($"input[type=file][name='{value.Key}']").Count == 0)) body.Add(new StringContent(value), field);
        foreach (var file in files)
        {
            var part = new ByteArrayContent(file.Bytes);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(file.Type);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{file.Field}\"; filename=\"{file.Name}\"");
            body.Add(part);
        }

        return await Read(await Client.PostAsync(target, body));
    }

    /// <summary>Where a form would go and with what.</summary>
    public static (Uri Target, List<KeyValuePair<string, string>> Values) FormOf(Sheet sheet, string selector, params (string Name, string Value)[] fields)
    {
        var found = sheet.One(selector);
        var element = found as IHtmlFormElement ?? found.Closest("form") as IHtmlFormElement ?? throw new AssertionException($"{selector} is in no form");
        var values = new List<KeyValuePair<string, string>>();
        foreach (var control in element.QuerySelectorAll("input, textarea, select").Where(control => !fields.Any(f => f.Name == control.GetAttribute("name"))))
            if (ValueOf(control) is { } value && control.GetAttribute("name") is { Length: > 0 } name) values.Add(new(name, value));
        values.AddRange(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        if (found is IHtmlButtonElement button && button.Name is { Length: > 0 } sender) values.Add(new(sender, button.Value));
        var action = (found as IHtmlButtonElement)?.GetAttribute("formaction") ?? element.GetAttribute("action");
        return (new Uri(sheet.Address, action ?? sheet.Address.PathAndQuery), values);
    }

    public async Task StepInto(Guid person)
    {
        var sheet = await Get("/demo");
        var token = sheet.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(
            [new("person", person.ToString()), new("__RequestVerificationToken", token), new("returnUrl", "/sign-in")]);
        var answer = await Client.PostAsync(new Uri("/demo", UriKind.Relative), form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>The same browser, which shows where it is sent instead of going there.</summary>
    public HttpClient Still() =>
        new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Client.BaseAddress };

    /// <summary>Cookies of the session, for whoever connects in another way.</summary>
    public string CookieHeader => cookies.GetCookieHeader(Client.BaseAddress!);

    public void Dispose() => Client.Dispose();

    static string? ValueOf(IElement control) => control switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
        IHtmlInputElement { Type: "submit" or "button" } => null,
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    static async Task<Sheet> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var html = await response.Content.ReadAsStringAsync();
            var document = await BrowsingContext.New().OpenAsync(answer => answer.Content(html));
            return new Sheet(response.StatusCode, (IHtmlDocument)document, response.RequestMessage!.RequestUri!);
        }
    }
}
