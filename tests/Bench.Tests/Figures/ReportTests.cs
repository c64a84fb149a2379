using Activation.Bench.Figures;

namespace Activation.Bench.Tests.Figures;

sealed class ReportTests
{
    static readonly Figure Votes = new("votes", "/s", [2_000, 2_100], "a form that does nothing", [20_000, 21_000], Goal.Least(1_500));
    readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void Forget() => File.Delete(file);

    [Test]
    public void What_is_measured_is_kept_with_all_its_rounds()
    {
        Report(isUsual: true, _ => { });
        var kept = Kept.Read(file).Lines.Single();
        Assert.Multiple(() =>
        {
            Assert.That(kept.Figure.Ours, Is.EqualTo(Votes.Ours));
            Assert.That(kept.Figure.Peers, Is.EqualTo(Votes.Peers));
            Assert.That(kept.Figure.Verdict, Is.EqualTo("reached"));
            Assert.That(kept.Calm, Is.EqualTo(new Calm(null, IsQuiet: false)));
        });
    }

    [Test]
    public void A_run_that_left_nothing_out_is_whole()
    {
        Report(isUsual: true, _ => { });
        Assert.That(Kept.Read(file).Runs.Single().Rows, Is.EqualTo(new[] { Votes.Row }));
    }

    [Test]
    public void A_run_without_a_peer_is_not_whole()
    {
        Report(isUsual: true, report => report.Without("no such peer"));
        Assert.That(Kept.Read(file).Runs, Is.Empty);
    }

    [Test]
    public void A_run_of_fewer_screens_is_not_whole()
    {
        Report(isUsual: false, _ => { });
        Assert.That(Kept.Read(file).Runs, Is.Empty);
    }

    void Report(bool isUsual, Action<Report> before)
    {
        var report = new Report(new("A processor", 2, 16, "Linux", ".NET 10"), file, isUsual);
        report.Begin("vote", new Calm(null, IsQuiet: false));
        before(report);
        report.Add(Votes);
        report.End();
    }
}
