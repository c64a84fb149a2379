using Activation.Web.Features.Goals;
using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Initiatives;

/// <summary>The fields in which an idea is written, when it is new and when it is put better.</summary>
/// <param name="Partners">Whom one may ask to join; null when they are asked no more.</param>
public sealed record IdeaFields(
    ProgrammeView Here, IdeaForm Idea, IReadOnlyList<MetricCard> Metrics, IReadOnlyList<SelectListItem>? Partners = null);
