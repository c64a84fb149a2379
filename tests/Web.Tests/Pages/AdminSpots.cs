using Activation.Web.Features.Webhooks;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Pages;

/// <summary>Pages of those who administer, where something has happened before.</summary>
static class AdminSpots
{
    public static async Task<Spot> Tried(TestHub hub)
    {
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Send($"{Sown.Here}/admin/rules", "form.rules", ("Numbers[Weights.Breadth]", "0.5"), ("Numbers[Weights.Doing]", "0.1"), ("Numbers[Points.Approved]", "15"));
        for (var patience = DateTime.UtcNow.AddSeconds(20); page.All("#preview form[action*=Confirm]").Count == 0 && DateTime.UtcNow < patience; await Task.Delay(50))
            page = await elin.Get(page.Address.PathAndQuery);
        return new Spot(page.Address.PathAndQuery, Cast.Elin);
    }

    public static async Task<Spot> TurnedAway(TestHub hub)
    {
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Get($"{Sown.Here}/admin/audit");
        await hub.Views.Execute("insert into hub.security_event (at, kind, door, times) values (now(), 'alarm', '37', 412)");
        return new($"{Sown.Here}/admin/security", Cast.Farid);
    }

    /// <summary>A receiver that has taken something, and one thing that it has not.</summary>
    public static async Task<Spot> Hooked(TestHub hub)
    {
        var here = await hub.Programme();
        var hook = Guid.NewGuid();
        await hub.Services.GetRequiredService<HookBook>().Add(hook, here.Id, new Uri("https://chatt.example/hook"), ["activity-approved", "stage-closed"], await hub.Log.Head(), DateTimeOffset.UtcNow);
        await hub.Views.Execute(
            """
            insert into hub.webhook_delivery (delivery, hook, programme, position, kind, body, state, due_at, attempts, status, error, made_at, done_at) values
              (gen_random_uuid(), @hook, @Id, 1, 'activity-approved', '{}', 'taken', now(), 1, 204, null, now() - interval '2 hours', now() - interval '2 hours'),
              (gen_random_uuid(), @hook, @Id, 2, 'stage-closed', '{}', 'waiting', now() + interval '40 minutes', 5, 502, 'answer', now() - interval '1 hour', null)
            """,
            new { hook, here.Id });
        return new($"{Sown.Here}/admin/webhooks/{hook}", Cast.Farid);
    }
}
