using System.Globalization;
using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Stories;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Comments;

/// <summary>Who is told of what is said, once, and not again before they have looked.</summary>
public sealed class StirringTests
{
    // A Wednesday.
    static readonly DateTimeOffset Morning = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly Guid Idea = DerivedId.From("stirring");

    readonly List<string> taken = [];
    NudgeTown town;
    int said;

    Guid Proposer => town.Members[0];

    Guid Writer => town.Members[1];

    Guid Other => town.Members[2];

    /// <summary>Is in on it, and whom chance holds out of nothing.</summary>
    Guid Follower => town.Members.Skip(3).First(member => !HoldOut.Has(member, NudgeKind.FollowedMoved, "2027-Q1"));

    Guid Stranger => town.Members[^1];

    [SetUp]
    public async Task Settle()
    {
        (said, town) = (0, await NudgeTown.Settle(Morning.AddDays(-40), 16));
        taken.Clear();
        await town.At(Morning.AddDays(-30), $"initiative-{Idea:N}", Proposer, new InitiativeProposed(Idea, Proposer, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null));
        await town.At(Morning.AddDays(-25), $"pledge-{Idea:N}-{Follower:N}", Follower, new PledgeMade(Idea, Follower, "astorp", null));
        await town.TimeIs(Morning);
    }

    [TearDown]
    public async Task Close() => await town.DisposeAsync();

    [Test]
    public async Task A_lively_thread_rings_once_for_each_until_they_look()
    {
        for (var minute = 50; minute > 40; minute--) await Say(Writer, minute);
        await Run();
        for (var minute = 30; minute > 20; minute--) await Say(Writer, minute);
        await Run();
        Assert.That(await Rang(Proposer), Is.EqualTo(new[] { "spoken_to comment" }));
        Assert.That(await Rang(Follower), Is.EqualTo(new[] { "followed_moved comment" }));
        Assert.That(await Rang(Writer), Is.Empty, "nobody is told of their own act");
        Assert.That(await Rang(Stranger), Is.Empty);
        await town.Views.Execute("update hub.nudge set seen_at = hub.clock()");
        await Run();
        Assert.That(await Rang(Proposer), Has.Count.EqualTo(1), "what they have looked at is not told again");
        await town.TimeIs(Morning.AddHours(1));
        await Say(Writer, 10);
        await Run();
        Assert.That(await Rang(Proposer), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_answer_is_told_to_who_began_and_to_who_answered_before_and_not_twice()
    {
        var first = await Say(Writer, 50);
        await Say(Other, 40, first);
        await Say(Proposer, 30, first);
        await Run();
        Assert.That(await Rang(Writer), Is.EqualTo(new[] { "spoken_to answer" }), "though they wrote lately themselves");
        Assert.That(await Rang(Other), Is.EqualTo(new[] { "spoken_to answer" }));
        Assert.That(await Rang(Proposer), Is.Empty, "they have been there since");
    }

    [Test]
    public async Task Who_stopped_following_is_not_told_and_who_began_is()
    {
        await town.At(Morning.AddDays(-2), $"follow-{Idea:N}-{Follower:N}", Follower, new TopicUnfollowed(Idea, Follower));
        var began = town.Members.Skip(3).First(member => member != Follower && !HoldOut.Has(member, NudgeKind.FollowedMoved, "2027-Q1"));
        await town.At(Morning.AddDays(-2), $"follow-{Idea:N}-{began:N}", began, new TopicFollowed(Idea, began));
        await Say(Writer, 50);
        await Run();
        Assert.That(await Rang(Follower), Is.Empty);
        Assert.That(await Rang(began), Is.EqualTo(new[] { "followed_moved comment" }));
    }

    [Test]
    public async Task Whoever_proposed_it_and_stopped_following_is_told_of_what_is_said_to_them_alone()
    {
        await town.At(Morning.AddDays(-2), $"follow-{Idea:N}-{Proposer:N}", Proposer, new TopicUnfollowed(Idea, Proposer));
        await Say(Writer, 50);
        await Run();
        Assert.That(await Rang(Proposer), Is.Empty);
        var comment = DerivedId.From("mentioned");
        await town.At(town.Now.AddMinutes(-5), $"comment-{comment:N}", Writer, new CommentPosted(Idea, comment, Writer, Mention.Of(Proposer), Mentioned: [Proposer]));
        await Run();
        Assert.That(await Rang(Proposer), Is.EqualTo(new[] { "spoken_to mention" }));
    }

    [Test]
    public async Task Who_wants_none_of_it_or_has_left_or_when_it_was_taken_back_is_not_told()
    {
        var comment = await Say(Writer, 50);
        await town.Views.Execute(
            "insert into hub.nudge_choice values (@Proposer, 2, array['spoken_to'], null, hub.clock()); ", new { Proposer });
        await town.At(Morning.AddMinutes(-20), $"member-{NudgeTown.Programme:N}-{Follower:N}", null, new MemberLeft(Follower));
        await Run();
        Assert.That(await Rang(Proposer), Is.Empty);
        Assert.That(await Rang(Follower), Is.Empty);
        await town.Views.Execute("delete from hub.nudge_choice; delete from hub.nudge");
        await town.At(Morning.AddMinutes(-10), $"comment-{comment:N}", Writer, new CommentRemoved(Idea, comment, Writer));
        await Run();
        Assert.That(await Rang(Proposer), Is.Empty, "there is nothing to read");
    }

    [Test]
    public async Task A_follower_is_told_of_a_yes_by_the_same_list()
    {
        var (deed, plan) = (DerivedId.From("deed"), new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", ""));
        var began = town.Members.Skip(3).First(member => member != Follower && !HoldOut.Has(member, NudgeKind.FollowedApproved, "2027-Q1"));
        await town.At(Morning.AddDays(-4), $"follow-{Idea:N}-{began:N}", began, new TopicFollowed(Idea, began));
        await town.At(Morning.AddDays(-4), $"follow-{Idea:N}-{Follower:N}", Follower, new TopicUnfollowed(Idea, Follower));
        await town.At(Morning.AddDays(-3), $"initiative-{Idea:N}", Proposer, new ActivityPlanned(Idea, deed, Proposer, "astorp", plan, Proposer), new ActivitySubmitted(Idea, deed, 80));
        await town.At(Morning.AddHours(-3), $"initiative-{Idea:N}", town.Coordinator, new ActivityApproved(Idea, deed, town.Coordinator, null));
        await Run();
        Assert.That(await Rang(began), Does.Contain("followed_approved approved"));
        Assert.That(await Rang(Follower), Is.Empty);
    }

    [Test]
    public async Task What_was_said_about_a_story_that_is_taken_down_is_told_without_its_title_and_without_a_mark_of_ours()
    {
        var (story, comment) = (DerivedId.From("told"), DerivedId.From("about the story"));
        await town.At(
            Morning.AddDays(-3), $"story-{story:N}", Proposer, new StoryDrafted(story, "familjegirot", Idea, DerivedId.From("deed"), "astorp", Proposer, Proposer),
            new StoryWritten(story, "sv", "Giro för alla", "En ingress.", "En text.", "", "", Proposer), new StoryPublished(story, Idea, DerivedId.From("deed"), "astorp", Proposer, 1, Proposer));
        await town.At(Morning.AddMinutes(-50), $"comment-{comment:N}", Writer, new CommentPosted(Idea, comment, Writer, "Så är det.", Story: story));
        await Run();
        Assert.That(await Bell(), Is.EqualTo("Någon har skrivit om Giro för alla"));
        await town.At(Morning.AddMinutes(-40), $"story-{story:N}", Proposer, new StoryUnpublished(story, Idea, DerivedId.From("deed"), Proposer, "Fel bild"));
        await town.Hub.Settled();
        Assert.That(await Bell(), Is.EqualTo("Någon har skrivit om något som inte visas längre"));

        async Task<string> Bell()
        {
            var services = town.Hub.Services;
            var row = (await services.GetRequiredService<Bell>().Latest(Proposer, 9)).Single();
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv");
            return new NudgeWords(services.GetRequiredService<Texts>()).Of(row.Kind, row.Args).Subject;
        }
    }

    [Test]
    public async Task A_story_goes_by_its_title_in_the_reader_s_language_and_by_that_of_its_page_where_it_is_not_told_in_it()
    {
        var (story, comment) = (DerivedId.From("told in two"), DerivedId.From("about the story in two"));
        await town.At(
            Morning.AddDays(-3), $"story-{story:N}", Proposer, new StoryDrafted(story, "familjegirot", Idea, DerivedId.From("deed"), "astorp", Proposer, Proposer),
            new StoryWritten(story, "sv", "Giro för alla", "En ingress.", "En text.", "", "", Proposer), new StoryWritten(story, "da", "Løb for alle", "En indledning.", "En tekst.", "", "", Proposer),
            new StoryPublished(story, Idea, DerivedId.From("deed"), "astorp", Proposer, 1, Proposer));
        await town.At(Morning.AddMinutes(-50), $"comment-{comment:N}", Writer, new CommentPosted(Idea, comment, Writer, "Så är det.", Story: story));
        await Run();
        var titles = town.Hub.Services.GetRequiredService<NudgeTitles>();
        var rang = await town.Hub.Services.GetRequiredService<Bell>().Latest(Proposer, 9);
        var row = rang.Single() with { Args = [NudgeArg.Title] };
        var shown = (await town.Views.One<ShownStory>("select * from shown_story where story = @story", new { story }))!;
        Assert.That(await Title("sv"), Is.EqualTo("Giro för alla"));
        Assert.That(await Title("da"), Is.EqualTo("Løb for alle"));
        Assert.That(await Title("en"), Is.EqualTo(shown.In("en").Text.Title));

        async Task<string> Title(string language) => (await titles.Fill([row], language))[0].Args[0];
    }

    [Test]
    public async Task Who_did_not_look_for_two_weeks_is_told_of_what_is_new_though_somebody_else_was_away()
    {
        await town.Happens($"member-{NudgeTown.Programme:N}-{Stranger:N}", Stranger, new AbsenceNoted(Stranger, new(2027, 2, 1), new(2027, 2, 26)));
        await Say(Writer, 50);
        await Run();
        await town.TimeIs(Morning.AddDays(20));
        await Say(Other, 5);
        await Run();
        Assert.That(await Rang(Proposer), Is.EqualTo(new[] { "spoken_to comment", "spoken_to comment" }));
    }

    [Test]
    public async Task What_is_said_to_somebody_in_the_summer_or_decided_about_their_words_rings_when_it_is_over()
    {
        var summer = TimeSpan.FromHours(2);
        await town.TimeIs(new(2027, 7, 13, 9, 0, 0, summer));
        var comment = await Say(Writer, 10);
        await Run();
        await town.TimeIs(new(2027, 7, 20, 9, 0, 0, summer));
        await town.Happens($"comment-{comment:N}", town.Coordinator, new CommentHidden(Idea, comment, town.Coordinator, "Fel ord"));
        await Say(Other, 5);
        await Run();
        Assert.That(await Rang(Proposer), Is.Empty);
        await town.TimeIs(new(2027, 8, 9, 9, 0, 0, summer));
        await Run();
        Assert.That(await Rang(Proposer), Is.EqualTo(new[] { "spoken_to comment" }));
        Assert.That(await Rang(Writer), Is.EqualTo(new[] { "spoken_to hidden" }));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where reason = 'too_late'"), Is.Zero);
    }

    [Test]
    public async Task Its_letter_waits_for_room_in_the_dose_and_that_of_a_verdict_on_one_s_own_words_does_not()
    {
        await town.Views.Execute(
            """
            insert into hub.nudge_choice select p, 1, array[]::text[], null, hub.clock() from unnest(@people) p;
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'outcome_known', 'the one of the week', p, '1', 'sent', '[]', 'look', t, t, t, t, t, 'bell' from unnest(@people) p, (values (@yesterday)) x(t)
            """,
            new { NudgeTown.Programme, people = new[] { Proposer, Writer }, yesterday = Morning.AddDays(-1).ToUniversalTime() });
        await Say(Writer, 50);
        var hidden = await Say(Writer, 45);
        await town.At(Morning.AddMinutes(-30), $"comment-{hidden:N}", town.Coordinator, new CommentHidden(Idea, hidden, town.Coordinator, "Fel ord"));
        await Run();
        Assert.That(await Rang(Proposer), Is.EqualTo(new[] { "spoken_to comment" }), "the bells wait for none");
        Assert.That(await Rang(Writer), Is.EqualTo(new[] { "spoken_to hidden" }));
        await town.TimeIs(Morning.AddDays(2));
        await Run();
        Assert.That(await Mailed(), Is.EqualTo(new[] { Writer }), "one a week is what they chose");
        Assert.That(await town.Views.Value<string>("select reason from hub.nudge where recipient = @Proposer and kind = 'spoken_to'", new { Proposer }), Is.EqualTo("dose_spent"));
        await town.TimeIs(Morning.AddDays(6));
        await Run();
        Assert.That(await Mailed(), Is.EquivalentTo(new[] { Writer, Proposer }), "a week later there is room");

        Task<IReadOnlyList<Guid>> Mailed() => town.Views.Column<Guid>("select recipient from hub.nudge where kind = 'spoken_to' and mailed_at is not null");
    }

    async Task<Guid> Say(Guid who, int minutesAgo, Guid? answers = null)
    {
        var comment = DerivedId.From($"said {++said}");
        await town.At(town.Now.AddMinutes(-minutesAgo), $"comment-{comment:N}", who, new CommentPosted(Idea, comment, who, "Så är det.", Thread: answers));
        return comment;
    }

    async Task Run()
    {
        await town.Hub.Settled();
        await town.Node(new UnsureCarrier(taken, _ => Fault.None)).Run(town.Now, default);
    }

    /// <summary>What stands in somebody's bell.</summary>
    Task<IReadOnlyList<string>> Rang(Guid who) => town.Views.Column<string>(
        "select kind || ' ' || coalesce(args ->> 1, '') from hub.nudge where recipient = @who and shown_at is not null order by shown_at", new { who });
}
