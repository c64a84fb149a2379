namespace Activation.Web.Features.Nudges;

/// <summary>Somebody wants none of a kind, and since when.</summary>
/// <param name="Programme">Under which it was filed; it holds in all.</param>
public sealed record OptOut(Guid Programme, Guid Member, Domain.Nudges.NudgeKind Kind, DateTimeOffset At);
