using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>The letter of the week: what it begins with, what it tells, and what is answered from it.</summary>
public sealed partial class NudgeLetterTests
{
    [Test]
    public async Task The_weekly_letter_tells_of_one_thing_that_waits_and_of_at_most_seven()
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        await Hub.Rings(bo, NudgeKind.WeeklyDigest, []);
        var letter = await Written(bo, await Hub.Rings(bo, NudgeKind.WeeklyDigest, []));
        Assert.That(letter, Is.Not.Null);
        var lines = letter!.Sections.SelectMany(section => section.Lines).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(letter.Links, Has.Count.EqualTo(1));
            Assert.That(lines, Has.Count.LessThanOrEqualTo(6));
            Assert.That(lines, Is.Not.Empty);
        });
        Assert.That(Hub.Services.GetRequiredService<Printing>().Print(letter).Plain, Does.Not.Contain("[nudges."));
    }

    [Test]
    public async Task The_weekly_letter_of_who_is_in_two_programmes_tells_of_both()
    {
        var (there, idea, greta) = (Guid.NewGuid(), Guid.NewGuid(), await Hub.PersonCalled(Cast.Greta));
        await Happens($"programme-{there:N}",
            new ProgrammeStarted(there, "grannar", "Grannprogrammet", "Prov", "Europe/Stockholm", ["sv"], false),
            new MunicipalityJoined("astorp", "Åstorp", 1, 16000, new DateOnly(2026, 1, 1), 56.1, 12.9, new LabelPlace(0, 0, "start")));
        await Happens($"member-{there:N}-{greta:N}", new MemberEnrolled(greta, "astorp", [Role.CoreTeam]));
        await Happens($"initiative-{idea:N}", new InitiativeProposed(idea, Guid.NewGuid(), "astorp", [], 0, "Bastu vid sjön", "", [], [], [], DateTimeOffset.UtcNow.AddDays(20), null));
        await Hub.Settled();
        var letter = (await Written(greta, await Hub.Rings(greta, NudgeKind.WeeklyDigest, [])))!;
        var mail = Hub.Services.GetRequiredService<Printing>().Print(letter);
        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Is.EqualTo("Veckan i Familjeresan, Grannprogrammet"));
            Assert.That(mail.Plain, Does.Contain("Bastu vid sjön").And.Contain("/p/grannar/initiatives/"));
            Assert.That(letter.Sections.Sum(section => section.Lines.Count), Is.InRange(2, 6));
            Assert.That(mail.Plain, Does.Contain($"/p/{Cast.Programme}/"));
        });

        async Task Happens(string stream, params object[] events) =>
            await Hub.Log.Append(new Append(Guid.CreateVersion7(), there, null, stream, 0, DateTimeOffset.UtcNow, events));
    }

    [Test]
    public async Task The_weekly_letter_begins_with_the_first_that_waited_for_room_and_tells_the_others_before_what_moved()
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        NudgeRow[] waiting =
        [
            await Hub.Nudge(await Hub.Rings(bo, NudgeKind.Overdue, ["Alfagirot", "2027-05-30"])), await Hub.Nudge(await Hub.Rings(bo, NudgeKind.RateOutcome, ["Betakören", "2027-05-13"])),
        ];
        var letter = (await Written(bo, await Hub.Rings(bo, NudgeKind.WeeklyDigest, []), waiting))!;
        string[] order = ["nudges.digest-waiting", "nudges.digest-moved", "nudges.digest-example"], titles = [.. letter.Sections.Select(section => section.Title)];
        Assert.That(titles[0], Is.EqualTo(order[0]));
        Assert.That(titles, Is.EqualTo(order.Where(title => titles.Contains(title))));
        var words = Hub.Services.GetRequiredService<Printing>().Print(letter).Plain;
        var at = new[] { "Alfagirot", "Det här väntar också", "Betakören" }.Select(word => words.IndexOf(word, StringComparison.Ordinal)).ToList();
        Assert.That(at, Is.Ordered, words);
        Assert.That(at, Has.All.GreaterThanOrEqualTo(0), words);
    }

    [Test]
    public async Task What_the_weekly_letter_asks_is_answered_from_it_without_signing_in()
    {
        var (owner, activity) = await Scheduled();
        NudgeRow[] waiting =
        [
            await Hub.Nudge(await Hub.Rings(owner, NudgeKind.Overdue, ["Alfagirot", "2027-05-30"], NudgeAct.TellHow, activity)),
            await Hub.Nudge(await Hub.Rings(owner, NudgeKind.DueSoon, ["Betagirot", "2027-05-30", "17"], NudgeAct.TellHow, activity)),
        ];
        var letter = (await Written(owner, await Hub.Rings(owner, NudgeKind.WeeklyDigest, []), waiting))!;
        Assert.That(letter.Links.Select(link => link.Key), Is.EqualTo(new[] { "nudges.do-Done", "nudges.do-Move", "nudges.do-Help", "nudges.do-Close" }));
        Assert.That(letter.Note, Is.EqualTo("nudges.letter-note"));
        using var visitor = Hub.Visitor();
        foreach (var tap in letter.Links.Select(link => link.To).Append(letter.Sections.Single(section => section.Title == "nudges.digest-waiting").Lines.Single().To))
            Assert.That((await visitor.Get(tap.AbsolutePath)).All("main form"), Has.Count.EqualTo(1), $"{tap}");
    }

    [Test]
    public async Task Whether_something_lives_is_answered_from_the_weekly_letter()
    {
        var done = (await Hub.Views.One<Found>("select owner, activity from activity where state = 'carried_out' and programme = (select programme from programme where slug = @Programme) order by activity limit 1", new { Cast.Programme }))!;
        var alive = await Hub.Nudge(await Hub.Rings(done.Owner, NudgeKind.StillAlive, NudgeSamples.Facts[NudgeKind.StillAlive], NudgeAct.StillAlive, done.Activity));
        var letter = (await Written(done.Owner, await Hub.Rings(done.Owner, NudgeKind.WeeklyDigest, []), alive))!;
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.Get(letter.Links.Single().To.AbsolutePath)).All("main form [name=Alive]"), Is.Not.Empty);
    }

    [Test]
    public async Task The_weekly_letter_begins_with_what_needs_its_reader_also_when_what_waited_for_room_only_tells()
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        var news = await Hub.Nudge(await Hub.Rings(bo, NudgeKind.OutcomeKnown, ["Alfagirot", "4.2", "9"]));
        var letter = (await Written(bo, await Hub.Rings(bo, NudgeKind.WeeklyDigest, []), news))!;
        Assert.That(letter.Links.Select(link => link.To.AbsolutePath), Has.One.EqualTo($"/p/{Cast.Programme}/queue"), "a queue waits for him");
        Assert.That(letter.Args[1], Does.Not.Contain("Alfagirot"));
        Assert.That(letter.Sections.Select(section => section.Title), Does.Not.Contain("nudges.digest-waiting"), "nothing else waits");
        Assert.That(letter.Sections.Single(section => section.Title == "nudges.digest-moved").Lines[0].Key, Is.EqualTo("nudges.outcome-known-subject"));
    }

    [Test]
    public async Task That_the_weekly_letter_asked_for_what_stands_still_is_put_down_and_what_is_a_nudge_is_counted_as_one()
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        var letter = await Hub.Rings(bo, NudgeKind.WeeklyDigest, []);
        await Written(bo, letter);
        Assert.That(await Begun(), Is.Not.Null);
        await Hub.Views.Execute("update hub.nudge set attempts = 1 where nudge = @letter", new { letter });
        await Written(bo, letter, await Hub.Nudge(await Hub.Rings(bo, NudgeKind.Overdue, ["Alfagirot", "2027-05-30"])));
        Assert.That(await Begun(), Is.Null);

        Task<string?> Begun() => Hub.Views.Value<string?>("select first_kind || ' ' || first_object from hub.nudge where nudge = @letter", new { letter });
    }

    [Test]
    public async Task A_weekly_letter_that_is_tried_again_begins_with_the_same()
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        var letter = await Hub.Rings(bo, NudgeKind.WeeklyDigest, []);
        var first = (await Written(bo, letter))!.Args[1];
        // What the mail server had not now waits, and what it is written from is read before it is claimed again.
        await Hub.Views.Execute("update hub.nudge set attempts = 1, state = 'waiting' where nudge = @letter", new { letter });
        var again = (await Written(bo, letter))!.Args[1];
        await Hub.Views.Execute("delete from hub.nudge where nudge = @letter", new { letter });
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public async Task The_weekly_letter_does_not_tell_what_was_withdrawn_since()
    {
        var (greta, idea) = (await Hub.PersonCalled(Cast.Greta), Guid.NewGuid());
        var (programme, place) = ((await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!.Id, await Hub.Views.Value<string>("select municipality from member where member = @greta limit 1", new { greta }));
        await Append(0, new InitiativeProposed(idea, Guid.NewGuid(), place, [], 0, "Bokbyte på stranden", "", [], [], [], DateTimeOffset.UtcNow.AddDays(20), null));
        Assert.That(await Plain(), Does.Contain("Bokbyte på stranden"));
        await Append(1, new InitiativeWithdrawn(idea, Guid.NewGuid(), "Inte nu"));
        Assert.That(await Plain(), Does.Not.Contain("Bokbyte på stranden"));

        async Task Append(int version, object @event)
        {
            await Hub.Log.Append(new Append(Guid.CreateVersion7(), programme, null, $"initiative-{idea:N}", version, DateTimeOffset.UtcNow, [@event]));
            await Hub.Settled();
        }

        async Task<string> Plain() => await Written(greta, await Hub.Rings(greta, NudgeKind.WeeklyDigest, [])) is { } letter ? Hub.Services.GetRequiredService<Printing>().Print(letter).Plain : "";
    }

    [Test]
    public async Task The_good_example_is_another_in_another_week_and_never_the_reader_s_own()
    {
        var (bo, now) = (await Hub.PersonCalled(Cast.Bo), DateTimeOffset.UtcNow);
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        await Hub.Views.Execute(
            """
            update activity set carried_out_at = now() - interval '200 days' where programme = @Id and state = 'carried_out';
            update activity set title = 'Exempel ' || n, state = 'carried_out', participant_grades = array[5, 5, 5, 5, 5], carried_out_at = now() - interval '30 days',
                   owner = case when n = 3 then @bo else owner end, municipality = 'hoganas'
              from (select a.activity as one, row_number() over (order by a.activity) as n from activity a join initiative i using (initiative) where a.programme = @Id and i.proposer <> @bo limit 3) picked
             where activity = one
            """,
            new { bo, here.Id });
        var letter = await Hub.Nudge(await Hub.Rings(bo, NudgeKind.WeeklyDigest, []));
        var told = new List<string>();
        for (var week = 0; week < 4; week++) told.Add(await Example(now.AddDays(7 * week)));
        Assert.That(told.Distinct(), Is.EquivalentTo(new[] { "Exempel 1", "Exempel 2" }));
        Assert.That(told[0], Is.Not.EqualTo(told[1]));

        async Task<string> Example(DateTimeOffset then)
        {
            var digest = ActivatorUtilities.CreateInstance<Digest>(Hub.Services, ActivatorUtilities.CreateInstance<DigestReading>(Hub.Services, new Standing(then)), new Standing(then));
            var reader = (await Hub.Services.GetRequiredService<PeopleDirectory>().Find(bo))!;
            return (string)(await digest.Of(letter, reader, here, [], await digest.Read(here, [bo])))!.Sections.Single(section => section.Title == "nudges.digest-example").Lines.Single().Args[0];
        }
    }

    [Test]
    public async Task A_week_in_which_nothing_moved_and_nothing_waits_is_no_letter()
    {
        var viewer = Guid.NewGuid();
        await Hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(viewer, "Vide Stillsam", "vide@example.test", "sv")]);
        Assert.That(await Written(viewer, await Hub.Rings(viewer, NudgeKind.WeeklyDigest, [])), Is.Null);
    }

    sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
