using System.Reflection;
using Activation.Domain.Members;
using Activation.Support;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>Whatever can be asked or sent says who may: a page, an endpoint, a form or a hub method without a policy fails the build here.</summary>
public sealed class PolicyTests
{
    const string InProgramme = "{programme}";

    TestHub hub;
    IReadOnlyList<RouteEndpoint> endpoints;

    [OneTimeSetUp]
    public async Task Start()
    {
        hub = await TestHub.Empty();
        endpoints = [.. hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
        Assert.That(endpoints, Has.Count.GreaterThan(50));
    }

    [OneTimeTearDown]
    public async Task Stop() => await hub.DisposeAsync();

    [Test]
    public void Every_address_says_who_may_enter() => Assert.That(
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText)
            // A development-time fallback for files that are not built yet; the fallback policy keeps it shut.
            .Except(["{**path:file}"]),
        Is.Empty);

    [Test]
    public void Every_address_of_a_programme_names_one_permission_and_is_open_to_nobody_else() => Assert.That(
        endpoints.Where(endpoint => endpoint.RoutePattern.RawText?.Contains(InProgramme, StringComparison.Ordinal) == true)
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Count != 1 || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText),
        Is.Empty);

    /// <summary>The matrix asks for what the doors name, so that a door that names less than it should would pass there: what they name is looked at by people.</summary>
    [Test]
    public async Task What_every_door_needs_was_approved()
    {
        var received = (await Door.All(hub)).Select(door => $"{door}: {string.Join(" and ", door.Needed)}").Distinct().Order(StringComparer.Ordinal).ToList();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "doors.received.txt");
        await File.WriteAllLinesAsync(file, received);
        var approved = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests", "Web.Tests", "Access", "doors.approved.txt"));
        Assert.That(received, Is.EqualTo(approved), $"compare {file} with the approved file: who may is the first question that a change of it answers");
    }

    [Test]
    public void Whatever_a_secret_opens_is_counted_at_the_door()
    {
        var behind = endpoints.Where(endpoint => endpoint.RoutePattern.Parameters.Any(parameter => parameter.Name == "secret")).Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).ToList();
        Assert.That(behind, Is.Not.Empty);
        Assert.That(behind.Where(path => !Doors.OpensToStrangers(new DefaultHttpContext { Request = { Path = path } }.Request)), Is.Empty);
    }

    [Test]
    public async Task Every_form_of_a_page_that_many_see_says_who_may_send_it()
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var silent = new List<string>();
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission == Permission.Look))
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) continue;
            var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            silent.AddRange(loaded.HandlerMethods
                .Where(handler => handler.HttpMethod != "Get" && handler.MethodInfo.GetCustomAttribute<AlsoNeedsAttribute>() is null)
                .Select(handler => $"{page.RelativePath} {handler.Name}"));
        }

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Nothing_that_only_looks_takes_what_is_sent() => Assert.That(
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission == Permission.Look)
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is not ("GET" or "HEAD")) == true)
            .Select(endpoint => endpoint.RoutePattern.RawText),
        Is.Empty);

    [Test]
    public void Every_method_of_a_hub_says_who_may_call_it()
    {
        var hubs = typeof(LiveHub).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Hub)) && !type.IsAbstract).ToList();
        Assert.That(hubs, Is.Not.Empty);
        var methods = hubs.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetBaseDefinition() == method);
        Assert.That(
            methods.Where(method => method.GetCustomAttribute<EachBoardNeedsAttribute>() is null && method.GetCustomAttribute<NeedsAttribute>() is null)
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
            Is.Empty);
    }

    /// <summary>Read where the hub reads it when somebody joins: <see cref="Live.BoardNeedsTests"/> shows that what stands there is asked.</summary>
    [Test]
    public void Every_live_board_names_what_it_needs()
    {
        var boards = hub.Services.GetServices<IBoard>().Select(board => board.Kind).ToList();
        Assert.That(boards, Is.Not.Empty);
        Assert.That(hub.Services.GetRequiredService<Boards>().Needed.Keys, Is.EquivalentTo(boards));
    }

    [Test]
    public void Every_role_is_on_the_page_of_roles_and_agrees_with_the_domain()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor(Guid.NewGuid(), "astorp", new HashSet<Role> { role }, new HashSet<string>());
            Assert.That(actor.May(Permission.Look), Is.True, $"{role}");
            Assert.That(actor.May(Permission.GiveBack), Is.True, $"{role}");
            Assert.That(actor.May(Permission.Join), Is.EqualTo(actor.Joins), $"{role}");
            Assert.That(actor.May(Permission.TakePart), Is.EqualTo(actor.TakesPart), $"{role}");
            Assert.That(actor.May(Permission.Guide), Is.EqualTo(actor.Offers), $"{role}");
            Assert.That(actor.May(Permission.Tell), Is.EqualTo(actor.Tells), $"{role}");
            Assert.That(actor.May(Permission.Lead), Is.EqualTo(actor.Leads), $"{role}");
            Assert.That(actor.May(Permission.Administer), Is.EqualTo(role == Role.Administrator), $"{role}");
        }
    }
}
