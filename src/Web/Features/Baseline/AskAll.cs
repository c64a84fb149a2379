using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Baseline;

/// <summary>When a link was sent last, and to how many.</summary>
public sealed record LastAsked(DateTimeOffset At, int People);

/// <summary>
/// Asks those who have not answered. Who is asked, and when, is noted by one statement, and whoever leads need not wait: the letters are written by
/// <see cref="AskedLetters"/>. Nothing is noted of an answer here, nor of whether there is one.
/// </summary>
public sealed class AskAll(Views views)
{
    /// <summary>So long nobody is asked again, however often it is pressed.</summary>
    public const int RestDays = 3;

    /// <summary>So many letters leave together or not at all.</summary>
    const int AtOnce = 50;

    /// <summary>SQL: whether a member m is still to be asked about <c>@Stage</c>.</summary>
    public const string IsToBeAsked = """
        not m."left" and m.roles <> array['viewer']
        and not exists (select from hub.baseline_seat s where s.programme = m.programme and s.stage = @Stage and s.person = m.member)
        """;

    /// <summary>A row says who was asked and when. What it leaves with (<c>post</c>) is gone when the letter is.</summary>
    public static string Ddl => """
        create table if not exists hub.baseline_ask (programme uuid not null, stage int not null, person uuid not null, asked_at timestamptz not null, post uuid,
          primary key (programme, stage, person));
        create index if not exists baseline_ask_post on hub.baseline_ask (post) where post is not null;
        """;

    /// <returns>How many letters are on their way; none of them to somebody who was asked within <see cref="RestDays"/>.</returns>
    public Task<int> Ask(ProgrammeView here, WaveRow wave, DateTimeOffset now) => views.Execute(
        // Whoever presses at the same moment waits for these rows, finds them asked just now, and leaves them. In one order nobody waits in a circle.
        $"""
        insert into hub.baseline_ask as k (programme, stage, person, asked_at, post)
        select m.programme, @Stage, m.member, @now, md5(@pressed::text || (row_number() over (order by m.member) - 1) / {AtOnce})::uuid
          from member m join hub.person p on p.person = m.member
         where m.programme = @Id and {IsToBeAsked}
           and not exists (select from hub.baseline_ask a where a.programme = m.programme and a.stage = @Stage and a.person = m.member and a.asked_at > @rested)
         order by m.member
        on conflict (programme, stage, person) do update set asked_at = excluded.asked_at, post = excluded.post where k.asked_at <= @rested
        """,
        new { here.Id, wave.Stage, now, rested = now.AddDays(-RestDays), pressed = Guid.CreateVersion7() });

    /// <summary>Null when nobody was asked about the stage, or it is forgotten.</summary>
    public Task<LastAsked?> Last(ProgrammeView here, int stage) => views.In(here.Id).One<LastAsked>(
        "select asked_at as at, count(*) as people from hub.baseline_ask where programme = @Id and stage = @stage group by asked_at order by asked_at desc limit 1",
        new { here.Id, stage });

    /// <summary>A wave as a link knows it.</summary>
    public static Guid Subject(int stage) => new(stage, 0, 0, new byte[8]);

    public static int StageOf(Guid subject) => BitConverter.ToInt32(subject.ToByteArray());
}
