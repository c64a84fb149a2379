namespace Activation.Domain.Initiatives;

/// <summary>What makes an idea happen. Every field may be empty in a draft; the concretisation level says what is missing.</summary>
/// <param name="Responsible">A person or unit, in words.</param>
/// <param name="When">In words; a date is worth more.</param>
/// <param name="Place">Where, or for whom.</param>
/// <param name="FirstStep">What happens within 14 days.</param>
/// <param name="Link">Which goal or metric it serves.</param>
public sealed record ActivityPlan(
    string Title, string What, string Responsible, string When, DateOnly? DueOn, string Place, string FirstStep, DateOnly? FirstStepOn,
    string SuccessSign, string Resources, string Link);
