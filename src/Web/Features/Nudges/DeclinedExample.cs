namespace Activation.Web.Features.Nudges;

/// <summary>An example that a municipality was shown and that is not for it.</summary>
public sealed record DeclinedExample(Guid Programme, Guid Initiative, string Municipality);
