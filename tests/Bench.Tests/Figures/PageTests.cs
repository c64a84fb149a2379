using Activation.Bench.Figures;

namespace Activation.Bench.Tests.Figures;

sealed class PageTests
{
    static readonly Machine Here = new("A processor", 2, 16, "Linux", ".NET 10");
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    static readonly Figure BesideMarten = new("appends, beside Marten", "/s", [20_000], "Marten", [4_000]);
    static readonly Figure Alone = new("appends", "/s", [20_000]);

    [Test]
    public void A_section_without_a_peer_keeps_the_peers_rows()
    {
        var kept = Of(Measured(Monday, Alone), Measured(Monday, BesideMarten)).With(Of(Measured(Monday.AddDays(2), Alone)));
        Assert.That(Page.Of(kept), Does.Contain("\n2026-11-25\n").And.Contain("| appends | 20,000 / ").And.Contain("| appends, beside Marten (2026-11-23) | 20,000 / 20,000 / 20,000 /s | Marten: 4,000"));
    }

    [Test]
    public void A_ratio_of_next_to_nothing_is_not_told_as_nothing() =>
        Assert.That(Page.Of(Of(Measured(Monday, BesideMarten with { Ours = [3], Peers = [4_000] }))), Does.Contain("| 0.0008 / 0.0008 / 0.0008 |"));

    [Test]
    public void What_an_earlier_run_of_the_same_day_told_has_its_hour_beside_it() =>
        Assert.That(Page.Of(Of(Measured(Monday.AddHours(3), Alone), Measured(Monday, BesideMarten))), Does.Contain("| appends | ").And.Contain("| appends, beside Marten (2026-11-23 12:00) |"));

    [Test]
    public void The_same_measured_without_its_peer_does_not_take_the_place_of_both()
    {
        var kept = Of(Measured(Monday, BesideMarten)).With(Of(Measured(Monday.AddDays(1), new Figure(BesideMarten.Name, "/s", [21_000]))));
        Assert.That(kept.Lines, Has.Count.EqualTo(2));
    }

    [Test]
    public void What_is_measured_anew_takes_the_place_of_what_was_kept_whichever_is_read_first()
    {
        var (old, now) = (Of(Measured(Monday, Alone)), Of(Measured(Monday.AddDays(1), Alone with { Ours = [30_000] })));
        Assert.Multiple(() =>
        {
            Assert.That(Page.Of(old.With(now)), Does.Contain("30,000").And.Not.Contain("20,000"));
            Assert.That(Page.Of(now.With(old)), Is.EqualTo(Page.Of(old.With(now))));
        });
    }

    [Test]
    public void What_a_whole_run_does_not_tell_any_more_goes()
    {
        var renamed = Alone with { Name = "durable appends" };
        var kept = Of(Measured(Monday, Alone), Measured(Monday, Alone with { Name = "hot" }, "hot"));
        var now = Monday.AddDays(1);
        Assert.That(kept.With(new([Measured(now, renamed)], [new(now, "append", Here, [renamed.Row])])).Lines.Select(line => line.Figure.Name), Is.EquivalentTo(new[] { "durable appends", "hot" }));
    }

    [Test]
    public void What_another_machine_told_stays_whatever_is_measured_whole_here()
    {
        var kept = Of(Measured(Monday, Alone) with { Machine = Here with { Cores = 64 } });
        Assert.That(kept.With(new([], [new(Monday.AddDays(1), "append", Here, [])])).Lines, Has.Count.EqualTo(1));
    }

    [Test]
    public void Rows_stand_as_the_last_whole_run_told_them()
    {
        var kept = Of(Measured(Monday, Alone), Measured(Monday, BesideMarten));
        Assert.That(kept.With(new([], [new(Monday, "append", Here, [BesideMarten.Row, Alone.Row])])).Lines.Select(line => line.Figure), Is.EqualTo(new[] { BesideMarten, Alone }));
    }

    [Test]
    public void A_benchmark_that_is_no_longer_there_is_not_on_the_page()
    {
        var kept = Of(Measured(Monday, Alone), Measured(Monday, Alone, "gone"), Measured(Monday, Alone, "hot")).Of(["hot", "append"]);
        Assert.That(kept.Lines.Select(line => line.Bench), Is.EqualTo(new[] { "hot", "append" }));
    }

    [Test]
    public void A_row_measured_in_noise_says_so_and_a_table_says_it_once()
    {
        var noisy = Measured(Monday, BesideMarten) with { Calm = new(.5, IsQuiet: false) };
        Assert.Multiple(() =>
        {
            Assert.That(Page.Of(Of(Measured(Monday, Alone), noisy)), Does.Contain("| appends | ").And.Contain("| appends, beside Marten (while the machine did other things too) |"));
            Assert.That(Page.Of(Of(noisy)), Does.Contain("\n2026-11-23, while the machine did other things too\n").And.Contain("| appends, beside Marten | "));
        });
    }

    // The verdict of its day was another one, by another rule.
    [Test]
    public void A_goal_is_judged_by_the_numbers_whatever_was_said_of_it_then()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                {"at":"2026-11-23T12:00:00+00:00","bench":"vote","figure":{"name":"one vote, p99","unit":"ms","ours":[26.2,27.4,81.4],"peer":null,"peers":null,"goal":{"bound":50,"atLeast":false,"ofRatio":false},"verdict":"reached","isMissed":false},"machine":{"processor":"A","cores":2,"memoryGiB":16,"system":"Linux","runtime":".NET"},"calm":{"busy":0.01,"isQuiet":true}}

                """);
            Assert.That(Page.Of(Kept.Read(file)), Does.Contain("| ≤ 50, reached in the median, not in every round |"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void The_page_is_what_the_lines_beside_it_say() =>
        Assert.That(File.ReadAllText(Page.File), Is.EqualTo(Page.Of(Kept.Read(Kept.BesideThePage).Of([.. Benches.All.Select(bench => bench.Name)]))));

    static Kept Of(params Line[] lines) => new(lines, []);

    static Line Measured(DateTimeOffset at, Figure figure, string bench = "append") => new(at, bench, figure, Here, new(.01, IsQuiet: true));
}
