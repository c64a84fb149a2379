using Activation.Domain.Baselines;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Baseline;

/// <summary>What was answered, wave by wave, for all or for one municipality that may stand alone.</summary>
public sealed class BaselineResults(Views views)
{
    /// <summary>All waves there are; of a day that is over those that were over by then, too.</summary>
    public async Task<WavesThen> On(ProgrammeView here, DateAsked asked)
    {
        var all = await views.Many<WaveRow>("select * from baseline_wave where programme = @Id order by stage", new { here.Id });
        if (asked.IsPast) all = [.. all.Where(wave => wave.ClosedAt < here.Ends(asked.Day))];
        var closed = new List<WaveAnswers>();
        foreach (var wave in all.Where(wave => wave.ClosedAt is not null))
            if (await Of(here, wave.Stage) is { } answered) closed.Add(answered);
        return new(all, closed);
    }

    /// <summary>How many have answered. The whole only: a count of a group, watched while it grows, tells who was just here.</summary>
    public Task<int> Seats(ProgrammeView here, int stage) => views.In(here.Id).Value<int>(
        "select count(*)::int from hub.baseline_seat where programme = @Id and stage = @stage", new { here.Id, stage });

    public Task<bool> HasAnswered(ProgrammeView here, int stage, Guid person) => views.In(here.Id).Value<bool>(
        "select exists (select from hub.baseline_seat where programme = @Id and stage = @stage and person = @person)", new { here.Id, stage, person });

    /// <summary>Whether anything is kept of what the stage was asked: not of a wave that is over and had fewer than five answers.</summary>
    public Task<bool> IsKept(ProgrammeView here, int stage) => views.In(here.Id).Value<bool>(
        """
        select not exists (select from hub.baseline_round r where r.programme = @Id and r.stage = @stage and r.finished
                              and not exists (select from hub.baseline_answer a where a.programme = r.programme and a.stage = r.stage))
        """,
        new { here.Id, stage });

    /// <summary>The answers of a wave that is over; null while it is open, and where they are too few to be shown.</summary>
    public async Task<WaveAnswers?> Of(ProgrammeView here, int stage)
    {
        var rows = await views.In(here.Id).Many<GradeRow>(
            """
            select a.municipality, s.statement, substr(a.grades, s.statement, 1)::int as grade, count(*)::int as answers
              from hub.baseline_answer a join hub.baseline_round r using (programme, stage) cross join generate_series(1, @Statements) s (statement)
             where a.programme = @Id and a.stage = @stage and r.finished group by a.municipality, s.statement, grade
            """,
            new { here.Id, stage, Asking.Statements });
        var answers = new WaveAnswers(stage, rows);
        return answers.All[0].N < SmallGroups.AtLeast ? null : answers;
    }
}

/// <param name="All">In the order of their stages.</param>
/// <param name="Closed">Those of them that have results.</param>
public sealed record WavesThen(IReadOnlyList<WaveRow> All, IReadOnlyList<WaveAnswers> Closed)
{
    public static WavesThen None { get; } = new([], []);

    public WaveRow? Open => All.FirstOrDefault(wave => wave.ClosedAt is null);

    /// <summary>Those that are over, with results or without.</summary>
    public IReadOnlyList<WaveRow> Over => [.. All.Where(wave => wave.ClosedAt is not null)];

    /// <summary>Those that are over and have no results: fewer than five answered, and nothing is kept of them.</summary>
    public IReadOnlyList<WaveRow> Few => [.. Over.Where(wave => Closed.All(one => one.Stage != wave.Stage))];

    /// <summary>What a wave is compared with: the first that has results, when that is another one. It is the baseline, or what came after the first stage that was asked about.</summary>
    public WaveAnswers? Before(WaveAnswers? shown) => Closed.Count > 0 && Closed[0] != shown ? Closed[0] : null;

    /// <summary>The one before it that has results: what the stage between the two has moved.</summary>
    public WaveAnswers? JustBefore(WaveAnswers? shown) => Closed.TakeWhile(wave => wave != shown).LastOrDefault();
}

public sealed record GradeRow(string Municipality, int Statement, int Grade, int Answers);

/// <summary>The answers of one wave, counted.</summary>
public sealed record WaveAnswers(int Stage, IReadOnlyList<GradeRow> Rows)
{
    /// <summary>Statement by statement.</summary>
    public IReadOnlyList<ScaleAnswers> All { get; } = Counted(Rows);

    /// <summary>Municipalities that may stand alone.</summary>
    public IReadOnlySet<string> Shown { get; } = SmallGroups.Shown(
        Rows.Where(row => row.Statement == 1).GroupBy(row => row.Municipality).ToDictionary(group => group.Key, group => group.Sum(row => row.Answers)));

    public IReadOnlyList<ScaleAnswers>? Of(string? municipality) =>
        municipality is null ? All : Shown.Contains(municipality) ? Counted([.. Rows.Where(row => row.Municipality == municipality)]) : null;

    static IReadOnlyList<ScaleAnswers> Counted(IReadOnlyList<GradeRow> rows) =>
    [
        .. Enumerable.Range(1, Asking.Statements).Select(statement => new ScaleAnswers(
            [.. Enumerable.Range(1, 5).Select(grade => rows.Where(row => row.Statement == statement && row.Grade == grade).Sum(row => row.Answers))])),
    ];
}
