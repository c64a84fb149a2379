using Activation.Domain.Members;

namespace Activation.Domain.Webhooks;

/// <param name="Host">Of the receiver's address.</param>
public sealed record AddWebhook(Guid Hook, string Host, string[] Kinds);

public sealed record ChangeWebhook(Guid Hook, string Host, string[] Kinds);

/// <summary>Programs elsewhere are told what happens in a programme: which ones, and of what, administrators say.</summary>
public static class Hooking
{
    /// <summary>More than anybody keeps an eye on.</summary>
    public const int Most = 10;

    /// <param name="known">The kinds that may be told at all.</param>
    public static Decision Add(Hooks hooks, AddWebhook command, IReadOnlySet<string> known, Actor actor) =>
        Administrators(actor)
        ?? Kinds(command.Kinds, known)
        ?? (hooks.All.ContainsKey(command.Hook) ? Decision.Accept() : null)
        ?? Decision.Unless(hooks.All.Count < Most, Refusals.Webhooks.TooMany, Most)
        ?? Decision.Accept(new WebhookAdded(command.Hook, command.Host, [.. command.Kinds.Distinct().Order(StringComparer.Ordinal)]));

    public static Decision Change(Hooks hooks, ChangeWebhook command, IReadOnlySet<string> known, Actor actor) =>
        Administrators(actor)
        ?? There(hooks, command.Hook)
        ?? Kinds(command.Kinds, known)
        ?? (hooks.All[command.Hook].Host == command.Host && hooks.All[command.Hook].Kinds.SetEquals(command.Kinds)
            ? Decision.Accept()
            : Decision.Accept(new WebhookChanged(command.Hook, command.Host, [.. command.Kinds.Distinct().Order(StringComparer.Ordinal)])));

    public static Decision RenewSecret(Hooks hooks, Guid hook, Actor actor) =>
        Administrators(actor) ?? There(hooks, hook) ?? Decision.Accept(new WebhookSecretRenewed(hook, hooks.All[hook].Host));

    public static Decision Resume(Hooks hooks, Guid hook, Actor actor) =>
        Administrators(actor) ?? There(hooks, hook)
        ?? (hooks.All[hook].IsStopped ? Decision.Accept(new WebhookResumed(hook, hooks.All[hook].Host)) : Decision.Accept());

    /// <summary>By the house itself, when nothing was taken for too long.</summary>
    public static Decision Stop(Hooks hooks, Guid hook, int attempts) =>
        There(hooks, hook)
        ?? (hooks.All[hook].IsStopped ? Decision.Accept() : Decision.Accept(new WebhookStopped(hook, hooks.All[hook].Host, attempts)));

    public static Decision Remove(Hooks hooks, Guid hook, Actor actor) =>
        Administrators(actor)
        ?? (hooks.All.TryGetValue(hook, out var there) ? Decision.Accept(new WebhookRemoved(hook, there.Host)) : Decision.Accept());

    static Decision? Administrators(Actor actor) => Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly);

    static Decision? There(Hooks hooks, Guid hook) => Decision.Unless(hooks.All.ContainsKey(hook), Refusals.Webhooks.Unknown);

    static Decision? Kinds(string[] kinds, IReadOnlySet<string> known) =>
        Decision.Unless(kinds.Length > 0, Refusals.Webhooks.KindsMissing) ?? Decision.Unless(kinds.All(known.Contains), Refusals.Webhooks.KindUnknown);
}
