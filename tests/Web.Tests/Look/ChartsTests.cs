using System.Globalization;
using Activation.Domain.Scoring;
using Activation.Web.Platform.Look;

namespace Activation.Web.Tests.Look;

public class ChartsTests
{
    [Test]
    public void A_band_stays_on_its_axis_however_wide_the_interval()
    {
        var band = new Band(new Estimate(50, 3, -20, 130), 20, 80);
        Assert.That((band.Low, band.High), Is.EqualTo((0d, 200d)));
    }

    [Test]
    public void Eleven_of_fifty_five_fill_the_first_row()
    {
        var places = new Dots(11, 55, "").Places().ToList();
        Assert.That(places, Has.Count.EqualTo(55));
        Assert.That(places.Where(dot => dot.Reached).Select(dot => dot.Y).Distinct(), Is.EqualTo(new[] { 12.5 }));
    }

    [Test]
    public void A_spark_with_one_value_or_level_values_draws_a_point_that_exists()
    {
        Assert.That(new Spark([5]).Points, Has.All.Matches<(double X, double Y)>(at => double.IsFinite(at.X) && double.IsFinite(at.Y)));
        Assert.That(new Spark([5, 5, 5]).Points.Select(at => at.Y).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_target_above_all_values_stays_inside_the_drawing() =>
        Assert.That(new Spark([1, 2, 3], Target: 10).TargetY, Is.EqualTo(4));

    [Test]
    public void The_intervals_of_a_spark_are_drawn_around_its_values_and_inside_the_drawing()
    {
        var spark = new Spark([40, 50], Within: [(30, 45), (48, 60)]);
        var (upper, lower) = (spark.Outline.Take(2).ToList(), spark.Outline.Skip(2).Reverse().ToList());
        Assert.That(spark.Points.Select((at, i) => upper[i].Y < at.Y && at.Y < lower[i].Y && upper[i].X == at.X && lower[i].X == at.X), Has.All.True);
        Assert.That((upper[1].Y, lower[0].Y), Is.EqualTo((4d, 26d)));
    }

    [Test]
    public void A_step_after_an_empty_one_has_no_share() =>
        Assert.That(new Funnel("", [new("a", 3), new("b", 0), new("c", 0)]).ShareOfPrevious(2), Is.Null);

    [Test]
    public void An_hour_without_events_is_drawn_flat() =>
        Assert.That(new Bars([0, 0, 0]).Columns().Select(bar => bar.Height), Has.All.EqualTo(0));

    [Test]
    public void Lengths_in_drawings_have_a_point_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("sv");
        try
        {
            Assert.That(Svg.N(12.5), Is.EqualTo("12.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Every_icon_of_the_list_is_a_drawing_without_its_frame() =>
        Assert.That(Icons.Names.Select(Icons.Drawing).Where(drawing => drawing[0] != '<' || drawing.Contains("<svg")), Is.Empty);

    [Test]
    public void An_icon_that_nobody_listed_says_where_the_list_is() =>
        Assert.That(() => Icons.Drawing("unheard-of"), Throws.ArgumentException.With.Message.Contains("icons.txt"));
}
