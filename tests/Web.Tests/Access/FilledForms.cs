using System.Globalization;
using System.Reflection;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>
/// Every form of every page, filled in so that it may well be taken, by whoever looks at that page: with markup where there is room for words, and
/// with the names of whatever the page knows beside its own fields.
/// </summary>
sealed class FilledForms(TestHub hub)
{
    public const string Markup = "Vi ses \"><img src=x onerror=alert(1)><svg onload=alert(2)>";

    /// <summary>Stands under every name that no form has.</summary>
    public const string Foreign = "dec0de00-0000-4000-8000-00c0ffee0000", ForeignNumber = "918273645";

    /// <summary>What would end the session, or the person, that fills in the rest.</summary>
    static readonly string[] Leaving = ["handler=Out", "handler=Close", "handler=Erase", "handler=Leave"];

    static readonly string[] Usual =
    [
        "TenantId", "Tenant", "Programme", "IsAdmin", "IsAdministrator", "Role", "Roles", "Score", "Points", "AuthorId", "Author", "Actor", "Member", "Owner", "Proposer", "State",
        "Status", "Position", "Version", "Approved", "Public", "Strong", "CreatedAt", "At",
    ];

    public int Sent { get; private set; }

    /// <summary>Where it has been, and as whom.</summary>
    public IReadOnlyList<Spot> Seen => seen;

    readonly List<Spot> seen = [];
    readonly HashSet<string> known = [];
    IReadOnlyList<(TemplateMatcher At, IReadOnlyList<string> Names)>? pages;

    public async Task SendAll()
    {
        foreach (var page in AllPages.List)
        {
            var spot = await page.Find(hub);
            using var visitor = spot.Who is null ? hub.Visitor() : await hub.As(spot.Who);
            seen.Add(spot);
            var sheet = await visitor.Get(spot.Path);
            foreach (var form in sheet.All("form[method=post]"))
                foreach (var (target, sender) in WaysOf(sheet, form).Where(way => !Leaving.Any(leave => way.Target.Query.Contains(leave, StringComparison.Ordinal))))
                    if (known.Add($"{target.AbsolutePath} {target.Query} {sender} {string.Join(' ', form.QuerySelectorAll("[name]").Select(control => control.GetAttribute("name")))}"))
                        await Send(visitor, target, sender, form);
        }
    }

    // As it stands with the gaps filled, and then, where there are any, with every word another one.
    async Task Send(Visitor visitor, Uri target, KeyValuePair<string, string>? sender, IElement form)
    {
        foreach (var anew in form.QuerySelector("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file])") is null ? new[] { false } : [false, true])
        {
            var own = form.QuerySelectorAll("input, textarea, select").Where(control => control.GetAttribute("name") is { Length: > 0 }).DistinctBy(NameOrPlace)
                .Select(control => (Name: control.GetAttribute("name")!, Value: ValueOf(control, anew))).Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Name, field.Value!)).ToList();
            var foreign = (await NamesAt(target.AbsolutePath)).Except([.. own.Select(field => field.Key), sender?.Key ?? ""], StringComparer.OrdinalIgnoreCase)
                .Select(name => KeyValuePair.Create(name, anew ? ForeignNumber : Foreign));
            var answer = await visitor.Post(target, [.. own, .. sender is { } pressed ? [pressed] : Array.Empty<KeyValuePair<string, string>>(), .. foreign]);
            Assert.That((int)answer.Status, Is.LessThan(500), $"{target.PathAndQuery}");
            Sent++;
        }
    }

    /// <summary>What the model of the page at an address has beside what it reads from forms: of several patterns that fit the one with most words of its own.</summary>
    async Task<IReadOnlyList<string>> NamesAt(string path)
    {
        pages ??= [.. await Task.WhenAll(hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null).OrderBy(endpoint => endpoint.RoutePattern.Parameters.Count)
            .Select(async endpoint => (new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), []), await NamesOf(endpoint))))];
        return pages.FirstOrDefault(page => page.At.TryMatch(path, [])).Names ?? Usual;
    }

    async Task<IReadOnlyList<string>> NamesOf(RouteEndpoint endpoint)
    {
        var loaded = await hub.Services.GetRequiredService<PageLoader>().LoadAsync(endpoint.Metadata.GetMetadata<PageActionDescriptor>()!, EndpointMetadataCollection.Empty);
        var own = loaded.ModelTypeInfo!.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<BindPropertyAttribute>() is null && property.DeclaringType != typeof(PageModel));
        // What a handler asks for by name it may be told.
        var asked = loaded.HandlerMethods.SelectMany(handler => handler.Parameters.Select(parameter => parameter.Name));
        return [.. own.SelectMany(property => Within(property.PropertyType).Select(name => $"{property.Name}.{name}").Prepend(property.Name)).Concat(Usual).Except(asked, StringComparer.OrdinalIgnoreCase)];
    }

    static IEnumerable<string> Within(Type type) => type.Namespace?.StartsWith("Activation.", StringComparison.Ordinal) == true
        ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => property.Name)
        : [];

    /// <summary>Every button is a way of its own to send a form.</summary>
    static IEnumerable<(Uri Target, KeyValuePair<string, string>? Sender)> WaysOf(Sheet sheet, IElement form) =>
        form.QuerySelectorAll("button").Where(button => button.GetAttribute("type") != "button").Select(button => (
            new Uri(sheet.Address, button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? sheet.Address.PathAndQuery),
            button.GetAttribute("name") is { Length: > 0 } name ? KeyValuePair.Create(name, button.GetAttribute("value") ?? "") : (KeyValuePair<string, string>?)null)).Distinct();

    // Of several with a name the first, save where each is a choice of its own, or says that there is one more in a list.
    static string NameOrPlace(IElement control) => control.GetAttribute("type") == "checkbox" || control.GetAttribute("name")!.EndsWith(".index", StringComparison.Ordinal) ? $"{control.GetAttribute("name")} {control.GetAttribute("value")}" : control.GetAttribute("name")!;

    static string? ValueOf(IElement control, bool anew)
    {
        var value = control.LocalName == "textarea" ? control.TextContent.Trim() : control.GetAttribute("value") ?? "";
        if (control.LocalName == "select") return control.QuerySelector("option[selected]")?.GetAttribute("value") ?? control.QuerySelectorAll("option").Select(option => option.GetAttribute("value")).FirstOrDefault(option => option is { Length: > 0 });
        return control.GetAttribute("type") switch
        {
            "hidden" or "checkbox" or "radio" => value,
            "file" => null,
            _ when value.Length > 0 && !anew => value,
            "date" => Sown.Day(9),
            "datetime-local" => DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            "time" => "18:30",
            "number" => control.GetAttribute("min") ?? "3",
            "email" => $"{Guid.NewGuid():N}@example.test",
            _ => int.TryParse(control.GetAttribute("maxlength"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most < Markup.Length ? "vi-ses" : Markup,
        };
    }
}
