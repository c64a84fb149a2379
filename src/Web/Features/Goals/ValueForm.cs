using Activation.Domain.Goals;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Goals;

/// <summary>A value as it is typed; figures are text, since people write them with a comma or a point.</summary>
public sealed class ValueForm
{
    public string? Municipality { get; set; }

    public int? Year { get; set; }

    public DateOnly? On { get; set; }

    public string? Value { get; set; }

    public string? Comparison { get; set; }

    public string? Source { get; set; }

    public string? Reason { get; set; }

    public RecordMetricValue AsCommand(string number) => new(
        number, string.IsNullOrEmpty(Municipality) ? null : Municipality, Year, On, Figures.Read(Value), Figures.Read(Comparison), null, Source, Reason);
}
