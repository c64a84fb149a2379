using System.Net;
using Activation.Web.Platform.Hosting;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>Whatever is sent to whichever page, the answer is the sender's fault or none at all.</summary>
public sealed class FaultTests
{
    static readonly string[] Nasty =
    [
        "", "\0", "a\0b", "-1", "99999999999999999999", "NaN", "0001-01-01", "9999-12-31", "'; drop table x; --", "<script>alert(1)</script>",
        "\u202e", "%", "/../..", "00000000-0000-0000-0000-000000000000", "true", new('å', 30_000),
    ];

    // An å in a form is %C3%A5.
    const int BytesPerLetter = 6;

    sealed record Target(string Initiative, string Activity);

    TestHub hub;
    IReadOnlyList<Guid> coordinators;
    Target target;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        coordinators = await hub.Views.Column<Guid>("select member from member where 'coordinator' = any(roles) order by member");
        var initiative = await hub.Views.Value<int>("select min(number) from initiative where state = 'proposed'");
        var activity = await hub.Views.Value<Guid>("select activity from activity order by planned_at desc limit 1");
        target = new(initiative.ToString(System.Globalization.CultureInfo.InvariantCulture), activity.ToString());
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [TestCaseSource(nameof(Nasty))]
    public async Task Nothing_in_an_address_is_answered_with_a_fault(string text)
    {
        using var visitor = hub.Visitor();
        await visitor.StepInto(coordinators[0]);
        var faults = new List<string>();
        foreach (var page in await Pages())
            foreach (var path in new[] { Path(page, Sound), Path(page, _ => Uri.EscapeDataString(text.Length > 2000 ? text[..2000] : text)) })
            {
                var query = string.Join('&', Fields(page).Append("after").Append("step").Append("title").Distinct().Select(field => $"{field}={Uri.EscapeDataString(text.Length > 200 ? text[..200] : text)}"));
                using var answer = await visitor.Client.GetAsync(new Uri($"{path}?{query}", UriKind.Relative));
                if (IsFault(answer.StatusCode)) faults.Add($"{(int)answer.StatusCode} {page.RelativePath}");
            }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public async Task Nothing_in_a_form_is_answered_with_a_fault()
    {
        var faults = new List<string>();
        for (var i = 0; i < Nasty.Length; i++)
        {
            using var visitor = hub.Visitor();
            await visitor.StepInto(coordinators[i % coordinators.Count]);
            var token = (await visitor.Get("/")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
            foreach (var page in (await Pages()).Where(page => !page.RelativePath.Contains("/Demo/", StringComparison.Ordinal)))
                foreach (var handler in page.HandlerMethods.Where(handler => handler.HttpMethod == "Post" && handler.Name != "Out"))
                {
                    var names = Fields(page).Concat(handler.Parameters.Select(parameter => parameter.Name)).ToArray();
                    // A form that is too large is cut off while it is sent, which tells nothing of the page.
                    var text = Nasty[i][..Math.Min(Nasty[i].Length, (int)(Limits.LargestForm / 2 / BytesPerLetter) / Math.Max(1, names.Length))];
                    using var form = new FormUrlEncodedContent([.. names.Select(name => KeyValuePair.Create(name, text)), new("__RequestVerificationToken", token)]);
                    using var answer = await visitor.Client.PostAsync(new Uri($"{Path(page, Sound)}?handler={handler.Name}", UriKind.Relative), form);
                    if (IsFault(answer.StatusCode)) faults.Add($"{(int)answer.StatusCode} {page.RelativePath} {handler.Name} {Nasty[i][..Math.Min(20, Nasty[i].Length)]}");
                }
        }

        Assert.That(faults, Is.Empty);
    }

    // Busy is for outages, and there is none; too many would mean that the rest was not looked at.
    static bool IsFault(HttpStatusCode status) => (int)status >= 500 || status == HttpStatusCode.TooManyRequests;

    async Task<IReadOnlyList<CompiledPageActionDescriptor>> Pages()
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var pages = new List<CompiledPageActionDescriptor>();
        foreach (var endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page && !page.RelativePath.Contains("/Errors/", StringComparison.Ordinal))
                pages.Add(await loader.LoadAsync(page, EndpointMetadataCollection.Empty));
        Assert.That(pages, Has.Count.GreaterThan(20));
        return pages;
    }

    static IEnumerable<string> Fields(CompiledPageActionDescriptor page) => page.BoundProperties
        .SelectMany(property => NamesIn(property.BindingInfo?.BinderModelName ?? property.Name, property.ParameterType)).Except(["command"]);

    static IEnumerable<string> NamesIn(string name, Type type)
    {
        if (type.Namespace?.StartsWith("Activation.Web", StringComparison.Ordinal) != true || type.IsEnum) return [name];
        return type.GetProperties().Where(property => property.CanWrite).SelectMany(property => NamesOf($"{name}.{property.Name}", property.PropertyType));
    }

    static IEnumerable<string> NamesOf(string name, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>)) return [$"{name}[manskligt]"];
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? NamesIn($"{name}[0]", type.GetGenericArguments()[0]) : NamesIn(name, type);
    }

    string Sound(RoutePatternParameterPart part) => part.Name switch
    {
        "programme" => Cast.Programme,
        "activity" => target.Activity,
        "number" => target.Initiative,
        _ => "1",
    };

    static string Path(CompiledPageActionDescriptor page, Func<RoutePatternParameterPart, string> value)
    {
        var pattern = RoutePatternFactory.Parse(page.AttributeRouteInfo!.Template!);
        return "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "programme" } => Cast.Programme,
            RoutePatternParameterPart parameter => value(parameter),
            _ => "",
        }))));
    }
}
