using Activation.Domain.Courses;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Courses;

/// <summary>A work itself: what was made and by whom. It lies beside the log, in one row, and goes with it.</summary>
/// <param name="Person">Who made it, when that is a member, or since a story names them.</param>
/// <param name="Name">As they want to be called; empty for not at all.</param>
/// <param name="Email">Where to an answer goes; null of members, whose address is known.</param>
/// <param name="Film">An address elsewhere.</param>
/// <param name="Edition">Which one it is, as the log counts them; null when it was kept before they were counted.</param>
public sealed record KeptWork(
    Guid Work, Guid Programme, Guid Walk, Guid Seat, Guid? Person, string Name, string? Email, string Language, string Title, string Text, Guid? Picture, string Alt,
    int Width, int Height, string? Film, DateTimeOffset SentAt, int? Edition = null);

/// <summary>A work as those who may see it do.</summary>
public sealed record ShelvedWork(KeptWork Kept, WorkRow Row, string Course, int Number, Guid Initiative, Guid Activity, string Municipality);

/// <summary>What stands beside a story that a resident's work became.</summary>
/// <param name="Name">As they want to be called; null when no name is shown.</param>
public sealed record WorkCredit(string? Name, WorkLicence Licence, string Course, int Number)
{
    /// <summary>No page of others gets it from us.</summary>
    public bool StaysHere => Licence == WorkLicence.OnlyHere;

    /// <summary>Where the licence is read; null where nobody may do anything with it.</summary>
    public string? Terms() => Licence switch
    {
        WorkLicence.CcBy => "https://creativecommons.org/licenses/by/4.0/",
        WorkLicence.CcBySa => "https://creativecommons.org/licenses/by-sa/4.0/",
        _ => null,
    };

    /// <summary>SQL: what stands beside a story, as JSON; null for one that is of no resident's work.</summary>
    /// <param name="story">An expression of SQL.</param>
    public static string Of(string story) => $"""
        (select jsonb_build_object('name', case when c.shows_name then nullif(k.name, '') end, 'licence', c.licence, 'course', w.title, 'number', w.number)
           from course_work c join hub.work k using (work) join walk w on w.walk = c.walk where c.story = {story} and c.step = 'chosen')
        """;
}

/// <summary>What people made on courses.</summary>
public sealed class WorkShelf(Views views)
{
    const string Shelved = """
        select to_jsonb(k) as kept, to_jsonb(c) as row, w.title as course, w.number, (w.course ->> 'initiative')::uuid as initiative,
               (w.course ->> 'activity')::uuid as activity, w.municipality
          from hub.work k join course_work c using (work) join walk w on w.walk = c.walk
        """;

    public static string Ddl => """
        create table if not exists hub.work (work uuid primary key, programme uuid not null, walk uuid not null, seat uuid not null, person uuid, name text not null,
          email text, language text not null, title text not null, text text not null, picture uuid, alt text not null, width int not null, height int not null,
          film text, sent_at timestamptz not null);
        alter table hub.work add column if not exists edition int;
        create index if not exists work_programme on hub.work (programme, sent_at);
        create index if not exists work_picture on hub.work (picture);
        create index if not exists work_person on hub.work (person);
        """;

    /// <summary>One a seat: handed in anew it takes the place of what was there.</summary>
    public static Guid IdOf(Guid course, Guid seat) => DerivedId.From("work", course, seat);

    /// <summary>One story a work: begun in two windows it is still the same.</summary>
    public static Guid StoryOf(Guid work) => DerivedId.From("story-of-work", work);

    /// <summary>Who made it, when they are nobody's member.</summary>
    public static Guid MakerOf(Guid work) => DerivedId.From("work-maker", work);

    /// <summary>What was handed in for a seat; null when nothing is there.</summary>
    public Task<ShelvedWork?> Of(Guid programme, Guid work) =>
        views.In(programme).One<ShelvedWork>($"{Shelved} where k.programme = @programme and k.work = @work and c.step <> 'withdrawn'", new { programme, work });

    /// <summary>What waits for a communicator, the oldest first.</summary>
    public Task<IReadOnlyList<ShelvedWork>> Waiting(Guid programme) => views.In(programme).Many<ShelvedWork>(
        $"{Shelved} where k.programme = @programme and c.step = 'submitted' order by k.sent_at, k.work limit 200", new { programme });

    public Task<int> HowManyWait(Guid programme) => views.In(programme).Value<int>(
        "select count(*)::int from hub.work k join course_work c using (work) where k.programme = @programme and c.step = 'submitted'", new { programme });

    /// <summary>What was handed in on one course, for whoever leads it.</summary>
    public Task<IReadOnlyList<ShelvedWork>> OfCourse(Guid programme, Guid course) => views.In(programme).Many<ShelvedWork>(
        $"{Shelved} where k.programme = @programme and k.walk = @course and c.step <> 'withdrawn' order by k.sent_at, k.work", new { programme, course });

    /// <summary>Stories that came of a course and that anybody may read.</summary>
    public Task<IReadOnlyList<ShelvedStory>> Told(Guid programme, Guid course) => views.In(programme).Many<ShelvedStory>(
        $"""
        select s.story, s.slug, s.municipality, s.texts, s.pictures, i.focus_areas, s.published_at, s.updated_at,
               {WorkCredit.Of("s.story")} as credit
          from course_work c join shown_story s on s.story = c.story join initiative i using (initiative)
         where c.programme = @programme and c.walk = @course and c.step = 'chosen' order by s.published_at, s.story
        """,
        new { programme, course });

    /// <summary>Who made what a story tells of, and what others may do with it; null for a story of another kind.</summary>
    public Task<WorkCredit?> CreditOf(Guid programme, Guid story) => views.In(programme).One<WorkCredit>(
        """
        select case when c.shows_name then nullif(k.name, '') end as name, c.licence, w.title as course, w.number
          from course_work c join hub.work k using (work) join walk w on w.walk = c.walk where c.programme = @programme and c.story = @story and c.step = 'chosen'
        """,
        new { programme, story });

    /// <summary>Whether somebody made what a story tells of.</summary>
    public Task<bool> IsMaker(Guid programme, Guid story, Guid person) => views.In(programme).Value<bool>(
        "select exists (select from course_work c join hub.work k using (work) where c.programme = @programme and c.story = @story and k.person = @person)",
        new { programme, story, person });

    /// <summary>Who made what a story tells of and wants no name; null when nobody did, or when they are named.</summary>
    public async Task<Guid?> NamelessMaker(Guid programme, Guid story) => await views.In(programme).Column<Guid>(
        "select k.person from course_work c join hub.work k using (work) where c.programme = @programme and c.story = @story and k.person is not null and not c.shows_name",
        new { programme, story }) is [var maker] ? maker : null;

    /// <summary>What was handed in last stands, whichever of two windows is written down first. Who is named by a story stays so.</summary>
    public Task Keep(KeptWork work) => views.Execute(
        """
        insert into hub.work (work, programme, walk, seat, person, name, email, language, title, text, picture, alt, width, height, film, sent_at, edition)
        values (@Work, @Programme, @Walk, @Seat, @Person, @Name, @Email, @Language, @Title, @Text, @Picture, @Alt, @Width, @Height, @Film, @SentAt, @Edition)
        on conflict (work) do update set person = coalesce(excluded.person, hub.work.person), name = excluded.name, email = coalesce(excluded.email, hub.work.email), language = excluded.language,
          title = excluded.title, text = excluded.text, picture = excluded.picture, alt = excluded.alt, width = excluded.width, height = excluded.height,
          film = excluded.film, sent_at = excluded.sent_at, edition = excluded.edition
          where excluded.edition is null or hub.work.edition is null or hub.work.edition < excluded.edition
        """,
        work);

    /// <summary>By whom it was made is known to the stories from now on.</summary>
    public Task Name(Guid work, Guid person) => views.Execute("update hub.work set person = @person where work = @work", new { work, person });

    /// <summary>Who handed it in wants to be known no longer: their address goes, and their name unless they wanted it shown beside what they made.</summary>
    public Task ForgetMaker(Guid course, Guid seat) => views.Execute(
        """
        update hub.work k set email = null, name = case when exists (select from course_work c where c.work = k.work and c.shows_name) then k.name else '' end
         where k.walk = @course and k.seat = @seat
        """,
        new { course, seat });

    public Task Remove(Guid work) => views.Execute("delete from hub.work where work = @work", new { work });

    /// <summary>Who sits on a seat, as far as we still know: a member, or a guest's name and address. Whoever handed in from it and has it no longer still takes that back.</summary>
    public Task<Maker?> MakerOf(Guid programme, Guid course, Guid seat) => views.In(programme).One<Maker>(
        """
        select s.guest as seat, m.member as person, coalesce(nullif(g.name, ''), p.name, '') as name, g.email
          from walk_seat s left join hub.walk_guest g on g.walk = s.walk and g.seat = s.guest
               left join member m on m.programme = s.programme and m.member = s.guest and not m."left" left join hub.person p on p.person = m.member
         where s.walk = @course and s.guest = @seat and s.programme = @programme and not s.waits
        union all
        select k.seat, k.person, k.name, k.email from hub.work k
         where k.walk = @course and k.seat = @seat and k.programme = @programme and not exists (select from walk_seat s where s.walk = k.walk and s.guest = k.seat and not s.waits)
        """,
        new { programme, course, seat });
}

/// <param name="Email">Null of members, and of guests who are forgotten.</param>
public sealed record Maker(Guid Seat, Guid? Person, string Name, string? Email);
