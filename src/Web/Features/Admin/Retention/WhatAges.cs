using System.Globalization;
using Activation.Domain.Retention;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>One kind of what ages.</summary>
/// <param name="Everything">SQL for all of it in a programme: <c>item</c> names one for good, <c>at</c> is the time from which it ages.</param>
/// <param name="Standing">SQL for those of <c>@items</c> that are there, aged or not.</param>
/// <param name="Take">Takes some of them, by the same way by which people take them. Who takes the same again does no harm.</param>
/// <param name="AtOnce">How many are taken in one go.</param>
public sealed record AgeingThings(
    Ageing Kind, string Everything, string Standing, Func<Guid, string[], DateTimeOffset, CancellationToken, Task> Take, int AtOnce = 500);

/// <summary>Everything that ages and by which way it goes, on one page.</summary>
public sealed class WhatAges(Views views, Erasures erasures, TextRemoval texts, NamedPeople named, PictureStore pictures, TakingBack works)
{
    /// <summary>A person is forgotten when no programme keeps them any longer: here or in another, whichever lets go last.</summary>
    const string LeftMembers = """
        select m.member::text as item, m.left_at as at from member m join hub.person p on p.person = m.member
         where m.programme = @programme and m."left" and not exists (
           select from member o join programme g on g.programme = o.programme
            where o.member = m.member and o.programme <> m.programme and (not o."left" or (o.left_at at time zone g.time_zone)::date >= (@today - make_interval(months =>
              coalesce((select r.months from retention_rule r where r.programme = o.programme and r.kind = 'left_members' order by r.version desc limit 1), @usual)))::date))
        """;

    /// <summary>Words age with their initiative: they belong to its talk until nothing has happened there for long.</summary>
    const string SideTexts = """
        select t.stream || ' ' || t.version || ' ' || t.field as item, i.last_at as at from side_text t join initiative i using (initiative)
         where t.programme = @programme and t.kind = '{0}' and i.state in ('completed', 'withdrawn')
        """;

    const string StandingTexts = "select stream || ' ' || version || ' ' || field as item from side_text where stream || ' ' || version || ' ' || field = any(@items)";

    /// <summary>What somebody typed in one window and never saved.</summary>
    const string StoryText = "story || ' ' || language || ' ' || member || ' ' || tab";

    /// <summary>No story of it is shown. One that is being written, or was taken down for a while, has happened to it last.</summary>
    const string Untold = "not exists (select from course_work c join shown_story s on s.story = c.story where c.work = k.work)";

    public IReadOnlyList<AgeingThings> All =>
    [
        new(
            Ageing.Drafts,
            $"""
            select initiative::text as item, changed_at as at from hub.draft where programme = @programme
            union all select {StoryText} as item, changed_at as at from hub.story_draft where programme = @programme
            """,
            $"""
            select initiative::text as item from hub.draft where initiative::text = any(@items)
            union all select {StoryText} as item from hub.story_draft where {StoryText} = any(@items)
            """,
            TakeDrafts),
        // Each of them is looked for in the whole log: many share one reading.
        new(Ageing.LeftMembers, LeftMembers, "select person::text as item from hub.person where person::text = any(@items)", TakePeople),
        new(
            Ageing.SecurityEvents,
            "select id::text as item, at from hub.security_event where programme = (select slug from programme where programme = @programme)",
            "select id::text as item from hub.security_event where id::text = any(@items)", TakeSecurityEvents),
        new(
            Ageing.Origins, "select position::text as item, at from hub.came_by where programme = @programme",
            "select position::text as item from hub.came_by where position = any(@items::bigint[])", TakeOrigins),
        new(
            Ageing.WalkGuests, "select g.guest::text as item, coalesce(w.cancelled_at, w.starts_at) as at from hub.walk_guest g join walk w using (walk) where g.programme = @programme",
            "select guest::text as item from hub.walk_guest where guest::text = any(@items)", TakeGuests),
        new(Ageing.Comments, SideTexts.Replace("{0}", "comments", StringComparison.Ordinal), StandingTexts, TakeTexts),
        new(Ageing.Notes, SideTexts.Replace("{0}", "notes", StringComparison.Ordinal), StandingTexts, TakeTexts),
        new(
            Ageing.UnusedPictures, $"select picture::text as item, max(kept_at) as at from hub.picture where programme = @programme and {PictureStore.StandsNowhere} group by picture",
            "select distinct picture::text as item from hub.picture where picture = any(@items::uuid[])", TakePictures),
        new(
            Ageing.UnansweredNames,
            """
            select a.story || ' ' || a.person as item, a.asked_at as at from hub.story_ask a join story s using (story)
             where a.programme = @programme and s.state -> 'people' ->> a.person::text in ('waiting', 'no')
            """,
            "select story || ' ' || person as item from hub.story_ask where story || ' ' || person = any(@items)", TakeNames),
        new(
            Ageing.UnusedWorks,
            $"""
            select k.work::text as item, greatest(k.sent_at, (select s.changed_at from course_work c join story s on s.story = c.story where c.work = k.work and c.step = 'chosen')) as at
              from hub.work k where k.programme = @programme and {Untold}
            """,
            "select work::text as item from hub.work where work::text = any(@items)", TakeWorks, AtOnce: 50),
    ];

    Task<int> TakeDrafts(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) => views.Execute(
        $"""
        delete from hub.draft where programme = @programme and initiative::text = any(@items);
        delete from hub.story_draft where programme = @programme and {StoryText} = any(@items)
        """,
        new { programme, items });

    Task<int> TakeSecurityEvents(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) =>
        views.Execute("delete from hub.security_event where id = any(@items::bigint[])", new { items });

    Task<int> TakeOrigins(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) =>
        views.Execute("delete from hub.came_by where programme = @programme and position = any(@items::bigint[])", new { programme, items });

    Task<int> TakeGuests(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) =>
        views.Execute("delete from hub.walk_guest where programme = @programme and guest::text = any(@items)", new { programme, items });

    Task TakePeople(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) =>
        erasures.EraseLeft([.. items.Select(Guid.Parse)], now, cancellationToken);

    Task TakePictures(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) =>
        pictures.Forget(programme, [.. items.Select(Guid.Parse)]);

    async Task TakeNames(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var one in items.Select(item => item.Split(' '))) await named.GiveUp(programme, Guid.Parse(one[0]), Guid.Parse(one[1]), now);
    }

    async Task TakeWorks(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
            if (await views.In(programme).Value<bool>($"select exists (select from hub.work k where k.work = @work and {Untold})", new { work = Guid.Parse(item) }))
                await works.TakeBack(programme, Guid.Parse(item), now);
    }

    Task TakeTexts(Guid programme, string[] items, DateTimeOffset now, CancellationToken cancellationToken) =>
        texts.Remove([.. items.Select(item => item.Split(' ')).Select(place => new TextPlace(place[0], int.Parse(place[1], CultureInfo.InvariantCulture), place[2]))], actor: null, now, cancellationToken);
}
