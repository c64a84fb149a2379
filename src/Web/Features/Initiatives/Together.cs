using Activation.Domain;
using Activation.Domain.Initiatives;

namespace Activation.Web.Features.Initiatives;

/// <summary>Several decisions about one initiative that become true together or not at all.</summary>
public static class Together
{
    /// <param name="initiative">As it is before the first of them.</param>
    /// <param name="steps">Each sees the initiative as the ones before have left it.</param>
    public static Decision Decide(Initiative initiative, params ReadOnlySpan<Func<Initiative, Decision>> steps)
    {
        var events = new List<object>();
        foreach (var step in steps)
        {
            var decision = step(initiative);
            if (decision is not Accepted accepted) return decision;
            events.AddRange(accepted.Events);
            initiative = accepted.Events.Aggregate(initiative, Initiative.Evolve);
        }

        return Decision.Accept([.. events]);
    }
}
