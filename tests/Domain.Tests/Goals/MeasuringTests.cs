using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Goals;

public class MeasuringTests
{
    static readonly Actor Greta = new(Id(9), "astorp", new HashSet<Role> { Role.GoalOwner }, new HashSet<string>());

    static readonly RecordMetricValue Broadband = new("1.1", null, 2026, null, 59.5, null, null, "PTS, mars 2027, tabell 3", null);

    static readonly MetricValueRecorded Recorded = new("1.1", null, 2026, null, 59.5, null, "PTS, mars 2027, tabell 3", Greta.Member);

    [Test]
    public void A_value_is_written_down_with_its_source() => WithMetric(MetricKind.Target).When(Greta, Broadband).Happens(Recorded);

    [Test]
    public void Those_who_answer_for_it_write_it_and_those_who_lead()
    {
        WithMetric(MetricKind.Target).When(Elin, Broadband).Happens(Recorded with { Member = Elin.Member });
        WithMetric(MetricKind.Target).When(Farid, Broadband).Happens(Recorded with { Member = Farid.Member });
        WithMetric(MetricKind.Target).When(Bo, Broadband).IsRefused(Refusals.Goals.ValueNotYours, "Åstorp, Svalöv");
        WithMetric(MetricKind.Target).When(Greta with { Municipality = "helsingborg" }, Broadband).IsRefused(Refusals.Goals.ValueNotYours);
        WithMetric(MetricKind.Target).When(Greta with { Municipality = "svalov" }, Broadband).Happens(Recorded);
    }

    [Test]
    public void The_first_stays_when_it_is_corrected_and_the_correction_says_why()
    {
        var corrected = Broadband with { Value = 61 };
        WithMetric(MetricKind.Target, Recorded).When(Greta, corrected).IsRefused(Refusals.Goals.ValueStands, 59.5);
        WithMetric(MetricKind.Target, Recorded).When(Greta, corrected with { Reason = "x" }).IsRefused(Refusals.Texts.ReasonMissing);
        WithMetric(MetricKind.Target, Recorded).When(Elin, corrected with { Reason = "Fel kolumn" })
            .Happens(new MetricValueCorrected("1.1", null, 2026, null, 61, null, Broadband.Source!, "Fel kolumn", Elin.Member));
    }

    [Test]
    public void The_same_again_is_nothing_new() => WithMetric(MetricKind.Target, Recorded).When(Elin, Broadband).Happens();

    [Test]
    public void Another_year_and_another_place_are_values_of_their_own()
    {
        WithMetric(MetricKind.Increase, perMunicipality: true, Recorded).When(Greta, Broadband with { Year = 2025 }).Happens(Recorded with { Year = 2025 });
        WithMetric(MetricKind.Increase, perMunicipality: true, Recorded).When(Greta, Broadband with { Municipality = "helsingborg" })
            .Happens(Recorded with { Municipality = "helsingborg" });
    }

    [Test]
    public void A_place_has_a_value_only_where_the_plan_counts_by_municipality()
    {
        WithMetric(MetricKind.Increase).When(Greta, Broadband with { Municipality = "astorp" }).IsRefused(Refusals.Goals.ValueJointOnly);
        WithMetric(MetricKind.Increase, perMunicipality: true).When(Greta, Broadband with { Municipality = "malmo" }).IsRefused(Refusals.Programmes.MunicipalityUnknown);
        WithMetric(MetricKind.AllMunicipalities, perMunicipality: true).When(Greta, Broadband with { Value = 1, On = new(2026, 5, 1) })
            .IsRefused(Refusals.Goals.ValueMunicipalityMissing);
    }

    [TestCase(MetricKind.Milestone), TestCase(MetricKind.Report)]
    public void Yes_or_no_has_a_day_and_is_one_or_nought(MetricKind kind)
    {
        var done = Broadband with { Year = null, On = new(2027, 3, 10), Value = 1 };
        WithMetric(kind).When(Greta, done).Happens(Recorded with { Year = 2027, On = done.On, Value = 1 });
        WithMetric(kind).When(Greta, done with { On = null, Year = 2026 }).IsRefused(Refusals.Goals.ValueDateMissing);
        WithMetric(kind).When(Greta, done with { Value = 2 }).IsRefused(Refusals.Goals.ValueYesOrNo);
        WithMetric(kind).When(Greta, done with { On = new(2027, 3, 11) }).IsRefused(Refusals.Goals.ValueAhead);
    }

    [Test]
    public void What_is_counted_has_a_year_that_has_come()
    {
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Year = null }).IsRefused(Refusals.Goals.ValueYearMissing);
        WithMetric(MetricKind.Target).When(Greta, Broadband with { On = new(2026, 5, 1) }).IsRefused(Refusals.Goals.ValueYearMissing);
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Year = 2028 }).IsRefused(Refusals.Goals.ValueAhead);
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Year = 1066 }).IsRefused(Refusals.Goals.YearRange, 2000, 2100);
    }

    [Test]
    public void A_value_fits_its_kind_and_unit()
    {
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Value = null }).IsRefused(Refusals.Goals.ValueMissing);
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Value = double.NaN }).IsRefused(Refusals.Goals.NumberNotFinite);
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Value = 100.1 }).IsRefused(Refusals.Goals.ValueShare);
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Unit = "kronor" }).IsRefused(Refusals.Goals.ValueUnit, "%");
        WithMetric(MetricKind.Count).When(Greta, Broadband).IsRefused(Refusals.Goals.ValueWhole);
        WithMetric(MetricKind.Count).When(Greta, Broadband with { Value = -1 }).IsRefused(Refusals.Goals.ValueWhole);
        WithMetric(MetricKind.Benchmark).When(Greta, Broadband).IsRefused(Refusals.Goals.ComparisonMissing);
        WithMetric(MetricKind.Benchmark).When(Greta, Broadband with { Comparison = 50 }).Happens(Recorded with { Comparison = 50 });
    }

    [TestCase(null), TestCase(" "), TestCase("x")]
    public void Without_a_source_it_is_no_value(string? source) =>
        WithMetric(MetricKind.Target).When(Greta, Broadband with { Source = source }).IsRefused(Refusals.Goals.SourceMissing);

    [Test]
    public void What_the_plan_does_not_have_is_not_measured() =>
        WithMetric(MetricKind.Target).When(Elin, Broadband with { Number = "1.2" }).IsRefused(Refusals.Goals.MetricUnknown);

    static Given WithMetric(MetricKind kind, params object[] happened) => WithMetric(kind, false, happened);

    static Given WithMetric(MetricKind kind, bool perMunicipality, params object[] happened) => Given([
        .. Walk.Programme, new GoalAreaNamed(1, "Infrastruktur", null), new GoalSet(1, 1, "Ledande"),
        new MetricDefined("1.1", 1, 1, "Bredband", null, kind, "%", 95, 2028, [], perMunicipality, ["astorp"], ["svalov"], null),
        .. happened]);
}
