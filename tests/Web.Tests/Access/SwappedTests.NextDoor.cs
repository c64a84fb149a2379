using System.Reflection;
using Activation.Domain;
using Activation.Domain.Challenges;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Nudges;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>What there is next door, where its ids could be put here, and how it is known that nothing happened to it.</summary>
public sealed partial class SwappedTests
{
    static IEnumerable<Guid> Own(Settlement there) =>
    [
        there.Initiative, there.Comment, there.Submitted, there.Scheduled, there.Told, there.Walk, there.Course, there.Hook, there.Picture, InboxModel.StoryOf(there.Told), there.People[Role.CoreTeam], there.People[Role.Viewer],
    ];

    /// <summary>What a settlement has only when somebody asks for it: a challenge, an invitation, a token, a session, a nudge.</summary>
    async Task<IReadOnlyList<Guid>> More(Settlement there)
    {
        var (challenge, person, now) = (Guid.CreateVersion7(), there.People[Role.ProgrammeLead], DateTimeOffset.UtcNow);
        var programme = await hub.Streams.Read(StreamNames.Programme(there.Id));
        var lead = new Actor(person, there.Municipality, new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());
        var set = new SetChallenge(challenge, 1, "Alla möts", "", new ChallengeAim(ChallengeMeasure.InitiativesEverywhere, null, null, 1), now.AddDays(20).Today());
        Assert.That(await hub.Streams.Decide(StreamNames.Challenge(challenge), new Writer(there.Id, person, now, Guid.NewGuid()), state => Challenging.Set(state, programme, set, lead, now)), Is.InstanceOf<Done>());
        await hub.Settled();
        var view = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(there.Slug))!;
        await hub.Services.GetRequiredService<Inviting>().Send(view, lead, new Invite("gast@example.test", there.Municipality, [Role.PoolMember], "sv"), Guid.NewGuid());
        await hub.Services.GetRequiredService<Tokens>().Invent(person, "deras", Scopes.All, now);
        var session = await hub.Services.GetRequiredService<Sessions>().Open(person, null, "code", strong: false);
        var nudge = await hub.Rings(person, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        await hub.Views.Execute("update hub.nudge set programme = @Id, state = 'unknown', lease_until = hub.clock() where nudge = @nudge", new { there.Id, nudge });
        return
        [
            challenge, session, nudge, await hub.Views.Value<Guid>("select invitation from hub.invitation where programme = @Id", new { there.Id }),
            await hub.Views.Value<Guid>("select token from hub.token where person = @person", new { person }),
        ];
    }

    /// <summary>Every field of every form that may name a thing, with who may send it, and whether its page reads it from the address too.</summary>
    async Task<IReadOnlyList<(Door Door, string Path, string Name, bool IsAsked, Role Role)>> Naming()
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var doors = (await Door.All(hub)).Where(door => door is { Sends: true, ForPrograms: false }).ToList();
        var found = new List<(Door, string, string, bool, Role)>();
        foreach (var endpoint in hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) continue;
            var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var bound = loaded.BoundProperties.SelectMany(property => IdsIn(property.BindingInfo?.BinderModelName ?? property.Name, property.ParameterType, 2)
                .Select(name => (name, IsAsked: loaded.ModelTypeInfo!.GetProperty(property.Name)?.GetCustomAttribute<BindPropertyAttribute>()?.SupportsGet == true))).ToList();
            foreach (var handler in loaded.HandlerMethods.Where(handler => handler.HttpMethod == "Post"))
            {
                var names = bound.Concat(handler.Parameters.Where(parameter => IsId(parameter.ParameterType)).Select(parameter => (name: parameter.Name, IsAsked: false)))
                    .Where(field => field.name != "command").DistinctBy(field => field.name);
                if (doors.FirstOrDefault(one => one.Route.RawText == endpoint.RoutePattern.RawText && one.Handler == handler.Name) is { } door)
                    found.AddRange(names.Select(field => (door, door.In(here), field.name, field.IsAsked, Mighty.Append(Role.Communicator).First(role => MayAs(role, door)))));
                else if (endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("me", StringComparison.Ordinal))
                    found.AddRange(names.Select(field => (new Door("POST", endpoint.RoutePattern, handler.Name, false, []), $"/{endpoint.RoutePattern.RawText}?handler={handler.Name}", field.name, field.IsAsked, Role.CoreTeam)));
            }
        }

        return found;
    }

    static bool MayAs(Role role, Door door) => new Actor(Guid.Empty, "", new HashSet<Role> { role }, new HashSet<string>()).May(door.Needed);

    static bool IsId(Type type) => type == typeof(Guid) || type == typeof(Guid?);

    static IEnumerable<string> IdsIn(string name, Type type, int depth) => IsId(type) ? [name]
        : depth == 0 || type.Namespace?.StartsWith("Activation.Web", StringComparison.Ordinal) != true ? []
        : type.GetProperties().Where(property => property.CanWrite).SelectMany(property => IdsIn($"{name}.{property.Name}", property.PropertyType, depth - 1));

    /// <summary>Everything that the database knows of the programme next door, and of how its people come in.</summary>
    async Task<IReadOnlyList<string>> StateNextDoor()
    {
        await hub.Settled();
        var tables = await hub.Views.Column<string>(
            """
            select distinct format('%I.%I', table_schema, table_name) from information_schema.columns join information_schema.tables using (table_schema, table_name)
             where table_type = 'BASE TABLE' and table_schema in ('pages', 'hub') and column_name = 'programme' and data_type = 'uuid'
            """);
        var state = new List<string>();
        foreach (var table in tables.Order(StringComparer.Ordinal))
            // How far a webhook has read moves by itself.
            state.Add($"{table} {await hub.Views.Value<string>($"select md5(coalesce(string_agg((to_jsonb(t) - 'position')::text, '|' order by t::text), '')) from {table} t where programme = @Id", new { nextDoor.Id })}");
        foreach (var table in new[] { "hub.person", "hub.account", "hub.token", "hub.session", "hub.passkey" })
            state.Add($"{table} {await hub.Views.Value<string>($"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t where person = any (@people)", new { people = nextDoor.People.Values.ToArray() })}");
        state.Add($"log {await hub.Views.Value<string>("select md5(coalesce(string_agg(position || data::text, '|' order by position), '')) from log.event where tenant = @Id", new { nextDoor.Id })}");
        return state;
    }
}
