using System.Collections.Immutable;

namespace Activation.Domain.Webhooks;

/// <summary>The webhooks of a programme.</summary>
public sealed record Hooks(ImmutableDictionary<Guid, Hook> All)
{
    public static Hooks None { get; } = new(ImmutableDictionary<Guid, Hook>.Empty);

    public static Hooks Evolve(Hooks state, object @event) => @event switch
    {
        WebhookAdded e => state.Put(e.Hook, new(e.Host, [.. e.Kinds], IsStopped: false)),
        WebhookChanged e => state.Put(e.Hook, new(e.Host, [.. e.Kinds], state.All[e.Hook].IsStopped)),
        WebhookStopped e => state.Put(e.Hook, state.All[e.Hook] with { IsStopped = true }),
        WebhookResumed e => state.Put(e.Hook, state.All[e.Hook] with { IsStopped = false }),
        WebhookRemoved e => new(state.All.Remove(e.Hook)),
        _ => state,
    };

    Hooks Put(Guid hook, Hook now) => new(All.SetItem(hook, now));
}

/// <summary>One receiver.</summary>
public sealed record Hook(string Host, ImmutableHashSet<string> Kinds, bool IsStopped);
