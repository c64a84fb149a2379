namespace Activation.Web.Features.Nudges;

/// <summary>Somebody wants none of a kind, and since when.</summary>
/// <param name="Programme">Under which it was filed; it holds in all, and each that told its member of the kind counts it.</param>
public sealed record OptOut(Guid Programme, Guid Member, Domain.Nudges.NudgeKind Kind, DateTimeOffset At);
