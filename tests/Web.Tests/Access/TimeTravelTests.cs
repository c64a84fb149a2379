using System.Net;
using System.Reflection;
using Activation.Domain.Members;
using Activation.Web.Features.Chronicle;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>Days that somebody else says it is: the hub goes by its own clock, in pages and API.</summary>
public sealed class TimeTravelTests
{
    static readonly string[] NoDays = ["1970-01-01", "0001-01-01", "2099-12-31", "9999-12-31", "2027-02-29", "2026-W53", "2026-W53-1", "2026-366", "2026-10-25T02:30:00", "2027-03-28T02:30:00+01:00", "%D9%A2%D9%A0%D9%A2%D9%A6-01-01"];

    TestHub hub;
    Settlement here;

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        here = await Settlement.Here(hub);
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task No_page_and_no_program_is_told_of_a_day_that_is_none()
    {
        using var caller = await Caller.Of(hub, here.People[Role.Administrator]);
        var told = new List<string>();
        var dated = await Dated();
        Assert.That(dated, Has.Count.GreaterThan(10));
        Assert.That(dated.Select(door => door.Route.RawText!.Split('/')[^1]), Is.SupersetOf(new[] { "scores", "rates", "metrics", "challenges", "baseline", "journey.json" }));
        foreach (var door in dated)
            foreach (var day in NoDays)
                if ((await caller.Try(door, $"{door.In(here)}?asOf={day}&stage=1")).Status is not HttpStatusCode.BadRequest and var status) told.Add($"{door} {day}: {(int)status}");
        Assert.That(told, Is.Empty);
    }

    [Test]
    public async Task From_the_overview_of_a_day_that_is_over_one_stays_on_that_day_wherever_a_page_knows_of_it()
    {
        var day = Sown.Day(-60);
        using var visitor = hub.Visitor();
        var sheet = await visitor.Get($"{Sown.Here}?asOf={day}");
        var dated = (await DatedRoutes.Of(hub)).Select(route => new TemplateMatcher(TemplateParser.Parse(route), [])).ToList();
        var links = sheet.All("main a[href^='/']").Where(link => link.Closest(".scrub-day, .note") is null).Select(link => new Uri(hub.Address, link.GetAttribute("href")))
            .Where(link => dated.Exists(route => route.TryMatch(link.AbsolutePath, []))).ToList();
        Assert.That(links.Select(link => link.AbsolutePath), Is.SupersetOf(new[] { "journey", "scores", "rates", "board" }.Select(page => $"{Sown.Here}/{page}")));
        Assert.That(links.Where(link => !link.Query.Contains($"asOf={day}", StringComparison.Ordinal)), Is.Empty);
        Assert.That(sheet.One($"main .btn[href='{Sown.Here}/initiatives']").TextContent, Does.Contain("i dag"), "what knows of no other day says so");
    }

    [TestCase("1970-01-01", "activities.done-too-long-ago"), TestCase("0001-01-01", "activities.done-too-long-ago"), TestCase("2099-02-28", "activities.not-yet-done")]
    [TestCase("2027-02-29", "api.not-understood"), TestCase("2026-W53-1", "api.not-understood"), TestCase("2099-01-01T00:00:00Z", "api.not-understood")]
    public async Task What_was_done_on_a_day_that_is_none_is_not_believed(string day, string code)
    {
        using var script = await Script.Of(hub, here.People[Role.CoreTeam]);
        var before = await hub.Log.Head();
        var refused = await script.Post($"activities/{here.Scheduled}/done", $$"""{"on":"{{day}}","participants":3}""");
        Assert.That(refused.Code, Is.EqualTo(code), refused.ToString());
        using var caller = await Caller.Of(hub, here.People[Role.CoreTeam]);
        var done = (await Door.All(hub)).First(door => door is { Method: "POST", ForPrograms: false } && door.Route.RawText!.EndsWith("/done", StringComparison.Ordinal));
        Assert.That((await caller.Try(done, done.In(here), ("On", day), ("Participants", 3))).Status, Is.EqualTo(HttpStatusCode.OK), "the form is shown again");
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_a_sender_calls_the_time_is_not_when_it_happened()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[2];
        var (target, values) = Visitor.FormOf(await henrik.Get(Sown.Initiative(number)), "button[value=Support]");
        var from = DateTimeOffset.UtcNow.AddSeconds(-5);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent([.. values, new("At", "1970-01-01"), new("Now", "2099-01-01"), new("now", "2099-01-01")]) };
        request.Headers.Date = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await henrik.Client.SendAsync(request);
        var at = await hub.Views.Value<DateTimeOffset>("select at from log.event order by position desc limit 1");
        Assert.That(at, Is.InRange(from, DateTimeOffset.UtcNow.AddSeconds(5)));
    }

    /// <summary>Every page and endpoint that can be asked about another day.</summary>
    async Task<IReadOnlyList<Door>> Dated()
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var dated = new HashSet<string>();
        foreach (var endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).ModelTypeInfo!.IsSubclassOf(typeof(DatedPage))
                : endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(parameter => parameter.Name == "asOf") == true) dated.Add(endpoint.RoutePattern.RawText!);
        return [.. (await Door.All(hub)).Where(door => !door.Sends && dated.Contains(door.Route.RawText!))];
    }
}
