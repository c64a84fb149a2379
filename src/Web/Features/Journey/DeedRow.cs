namespace Activation.Web.Features.Journey;

/// <summary>A row of the table of deeds, as it is drawn.</summary>
/// <param name="Slug">Whose initiatives it links to.</param>
public sealed record DeedRow(string Slug, ToldDeed Deed);
