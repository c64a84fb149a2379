using Activation.Domain.Goals;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Goals;

/// <summary>A value that stands, with those that stood before it, the newest of them first.</summary>
public sealed record StandingRow(MetricValueRow Now, IReadOnlyList<MetricValueRow> Before);

/// <summary>The values of one metric, all together first, then by municipality, each in the order of time.</summary>
public sealed record MetricSeries(IReadOnlyList<StandingRow> Values, MetricStatus Status)
{
    /// <param name="rows">In the order in which they were written down.</param>
    public static MetricSeries Of(MetricCard card, IEnumerable<MetricValueRow> rows, ProgrammeView here, DateOnly today)
    {
        var places = here.Municipalities.Select((m, place) => (m.Municipality, place)).ToDictionary(m => m.Municipality, m => m.place);
        var values = rows.GroupBy(row => (row.Municipality, row.Year, row.Day)).Select(period => period.Reverse().ToList())
            .Select(period => new StandingRow(period[0], period[1..]))
            .OrderBy(value => value.Now.Municipality is { } key ? places.GetValueOrDefault(key, places.Count) : -1)
            .ThenBy(value => value.Now.Year).ThenBy(value => value.Now.Day).ToList();
        var aim = new Aim(card.Kind, card.Target, card.DueYear, card.Track, here.Municipalities.Count);
        var readings = values.Select(value => value.Now)
            .Select(row => new MetricReading(row.Municipality, row.Year, row.Day, row.Value, row.Comparison)).ToList();
        return new MetricSeries(values, Course.Of(aim, readings, today));
    }

    public bool IsTheRightWay => Status is MetricStatus.Reached or MetricStatus.OnTheWay;

    /// <summary>What stands last: of all together where they have a value, else of whoever was measured last.</summary>
    public MetricValueRow? Newest => Values.Select(value => value.Now).Where(row => row.Municipality is null || Values[0].Now.Municipality is not null)
        .MaxBy(row => (row.Year, row.Day, row.Position));

    /// <summary>The lines that can be drawn: at least two values of one place.</summary>
    public IEnumerable<IGrouping<string?, MetricValueRow>> Lines =>
        Values.Select(value => value.Now).GroupBy(row => row.Municipality).Where(line => line.Count() > 1);
}
