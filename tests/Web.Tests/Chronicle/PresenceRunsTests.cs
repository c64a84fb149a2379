using Activation.Store;
using Activation.Web.Features.Chronicle;

namespace Activation.Web.Tests.Chronicle;

/// <summary>A window touches a run if, and only if, something was done in it.</summary>
public sealed class PresenceRunsTests
{
    const int WindowDays = 28;

    static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    static readonly DateTimeOffset Begin = new(2026, 2, 1, 9, 0, 0, TimeSpan.Zero);
    static readonly Guid Programme = new(1, 0, 0, new byte[8]), Member = new(2, 0, 0, new byte[8]);

    [Test]
    public void Any_window_of_whole_days_over_both_changes_of_the_clock([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var acts = Acts(random);
        var runs = RunsOf(acts);
        for (var day = new DateOnly(2026, 1, 1); day < new DateOnly(2027, 6, 1); day = day.AddDays(1))
        {
            var (begins, ends) = (Midnight(day.AddDays(1 - WindowDays)), Midnight(day.AddDays(1)));
            Assert.That(runs.Any(run => run.Since < ends && run.Last >= begins), Is.EqualTo(acts.Any(at => at >= begins && at < ends)), $"{day:O} {string.Join(' ', acts)}");
        }
    }

    [Test]
    public void Whoever_does_something_every_week_is_one_row() =>
        Assert.That(RunsOf([.. Enumerable.Range(0, 100).Select(week => Begin.AddDays(7 * week))]), Has.Count.EqualTo(1));

    [Test]
    public void What_is_told_far_too_late_is_a_run_of_its_own() =>
        Assert.That(RunsOf([Begin.AddDays(200), Begin, Begin.AddDays(201)]).Select(run => (run.Since, run.Last)),
            Is.EquivalentTo([(Begin, Begin), (Begin.AddDays(200), Begin.AddDays(201))]));

    // Some together, some about as far apart as a window is long, some told a little late and a few far too late.
    static List<DateTimeOffset> Acts(Random random)
    {
        var (acts, at) = (new List<DateTimeOffset>(), Begin);
        for (var i = 0; i < 40; i++)
        {
            at += random.Next(4) switch
            {
                0 => TimeSpan.FromMinutes(random.Next(90)),
                1 => TimeSpan.FromDays(random.Next(1, 20)),
                2 => TimeSpan.FromDays(WindowDays) + TimeSpan.FromMinutes(random.Next(-3000, 3000)),
                _ => TimeSpan.FromHours(-random.Next(30)),
            };
            acts.Add(i % 19 == 18 ? at.AddDays(-random.Next(40, 300)) : at);
        }

        return acts;
    }

    static List<PresenceRun> RunsOf(IEnumerable<DateTimeOffset> acts)
    {
        var (rows, ends) = (new Rows(), new HashSet<DateTimeOffset> { Spells.Open });
        // Looked for, and not there.
        rows.Remove<PresenceRun>(Programme, Member, Spells.Open);
        foreach (var at in acts)
        {
            if (rows.Find<PresenceRun>(Programme, Member, Spells.Open) is { } open) ends.Add(open.Last);
            rows.Act(at, new PresenceRun(Programme, Member, at, at, Spells.Open), Programme, Member);
            ends.Add(new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.FromMinutes(15).Ticks, TimeSpan.Zero).AddMinutes(1));
        }

        return [.. ends.Select(end => rows.Known<PresenceRun>(Programme, Member, end)).OfType<PresenceRun>()];
    }

    static DateTimeOffset Midnight(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Stockholm.GetUtcOffset(midnight));
    }
}
