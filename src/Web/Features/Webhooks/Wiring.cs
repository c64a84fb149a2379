namespace Activation.Web.Features.Webhooks;

/// <summary>How webhooks are put together.</summary>
static class Wiring
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(HookReach.Internet).AddSingleton<INames, SystemNames>().AddSingleton<HookLine>().AddSingleton<HookBell>();
        services.AddSingleton<HookBook>().AddSingleton<HookDeliveries>().AddSingleton<HookBody>().AddSingleton<HookStops>();
        services.AddSingleton<HookFollower>().AddHostedService(s => s.GetRequiredService<HookFollower>());
        services.AddSingleton<HookSender>().AddHostedService(s => s.GetRequiredService<HookSender>());
    }
}
