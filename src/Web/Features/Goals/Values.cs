using Activation.Domain.Goals;
using Activation.Web.Platform;

namespace Activation.Web.Features.Goals;

/// <summary>Writing down what was measured: asked for by the page and by programs.</summary>
public static class Values
{
    public static async Task<Outcome> Record(this Hand hand, RecordMetricValue command)
    {
        var plan = await hand.Read(StreamNames.Plan(hand.Here.Id));
        var programme = await hand.Read(StreamNames.Programme(hand.Here.Id));
        return await hand.Decide(
            StreamNames.Values(hand.Here.Id, command.Number),
            (values, actor, now) => Measuring.Record(values, plan, programme, command, actor, now));
    }
}
