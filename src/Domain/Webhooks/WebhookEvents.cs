namespace Activation.Domain.Webhooks;

// A programme's webhooks: who is told what, and by whom that was decided. The address may hold a secret of the receiver's, so only its host is here.

/// <param name="Kinds">Stored names of the events that are told.</param>
public sealed record WebhookAdded(Guid Hook, string Host, string[] Kinds);

public sealed record WebhookChanged(Guid Hook, string Host, string[] Kinds);

/// <summary>A new secret signs from now on; the old one signs beside it for a day.</summary>
public sealed record WebhookSecretRenewed(Guid Hook, string Host);

/// <summary>The receiver has not taken anything for days: nothing is sent any longer, nothing is forgotten.</summary>
/// <param name="Attempts">In vain, one after the other.</param>
public sealed record WebhookStopped(Guid Hook, string Host, int Attempts);

/// <summary>Somebody says that the receiver is there again: what has waited is sent.</summary>
public sealed record WebhookResumed(Guid Hook, string Host);

public sealed record WebhookRemoved(Guid Hook, string Host);
