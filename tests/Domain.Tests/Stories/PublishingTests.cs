using Activation.Domain.Programmes;
using Activation.Domain.Stories;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Stories;

public class PublishingTests
{
    static readonly PublishStory Publish = new();
    static readonly DateTimeOffset Tomorrow = Now.AddDays(1);

    [Test]
    public void Anybody_reads_what_was_published() => Given(Tale.Drafted).When(David, Publish).Happens(Tale.Shown(1));

    [Test]
    public void Publishing_twice_is_publishing_once() => Assert.That(
        ((Accepted)Publishing.Publish(new World(Tale.Published).Story, Programme.None, Publish, David, Now)).Events, Is.Empty);

    [Test]
    public void What_was_changed_since_becomes_the_next_version() =>
        Given([.. Tale.Drafted, Tale.Shown(1), Tale.Written("sv", Tale.Text with { Title = "Fjorton gick med" })]).When(David, Publish).Happens(Tale.Shown(2));

    [Test]
    public void A_text_that_is_not_whole_is_not_published()
    {
        Given([.. Tale.Drafted, Tale.Written("da", Tale.Text with { Lead = "" })]).When(David, Publish).IsRefused(Refusals.Stories.TextUnfinished, "da");
        Given([.. Tale.Drafted, Tale.Written("sv", new StoryText("", "", "", "", ""))]).When(David, Publish).IsRefused(Refusals.Stories.TextMissing);
    }

    [Test]
    public void Where_a_second_person_reads_first_nothing_is_published_before()
    {
        Given(Tale.Reviewed).When(David, Publish).IsRefused(Refusals.Stories.ReviewFirst);
        Given(Tale.Submitted).When(David, Publish).IsRefused(Refusals.Stories.ReviewFirst);
        Given([.. Tale.Submitted, new StoryApproved(Tale.Id, Doris.Member)]).When(David, Publish).Happens(Tale.Shown(1));
    }

    [Test]
    public void Who_wrote_in_it_is_not_its_second_pair_of_eyes()
    {
        Given(Tale.Submitted).When(David, new ApproveStory(1)).IsRefused(Refusals.Stories.FourEyes);
        Given(Tale.Submitted).When(Doris, new ApproveStory(1)).Happens(new StoryApproved(Tale.Id, Doris.Member));
    }

    [Test]
    public void An_approval_is_for_what_was_read() =>
        Given([.. Tale.Submitted, new StoryApproved(Tale.Id, Doris.Member), Tale.Written("sv", Tale.Text with { Lead = "Nytt" })]).When(David, Publish).IsRefused(Refusals.Stories.ReviewFirst);

    [Test]
    public void Who_approves_has_read_what_stands_there() => Given([.. Tale.Submitted, new StoryPersonNamed(Tale.Id, Tale.Resident, David.Member)])
        .When(Doris, new ApproveStory(0)).IsRefused(Refusals.Stories.TextChanged);

    [Test]
    public void Who_is_named_after_an_approval_is_read_too()
    {
        var (name, named) = (new NamePerson(Tale.Resident), new StoryPersonNamed(Tale.Id, Tale.Resident, David.Member));
        object[] approved = [.. Tale.Submitted, new StoryApproved(Tale.Id, Doris.Member)];
        foreach (var read in new object[][] { approved, [.. approved, new StoryScheduled(Tale.Id, Tomorrow, David.Member)] })
        {
            Given(read).When(David, name).Happens(named, Tale.Waiting);
            var story = new World([.. read, named, Tale.Waiting]).Story;
            Assert.That((story.Step, story.IsRead, story.PublishAt), Is.EqualTo((StoryStep.Submitted, false, (DateTimeOffset?)null)));
            Given([.. read, named, Tale.Waiting]).When(David, new RemovePerson(Tale.Resident)).Happens(new StoryPersonRemoved(Tale.Id, Tale.Resident, David.Member));
        }
    }

    [Test]
    public void What_nobody_has_to_read_keeps_its_day_when_somebody_is_named_and_waits_for_their_answer()
    {
        object[] scheduled = [.. Tale.Drafted, new StoryScheduled(Tale.Id, Tomorrow, David.Member)];
        var named = Given(scheduled).When(David, new NamePerson(Tale.Resident));
        named.Happens(new StoryPersonNamed(Tale.Id, Tale.Resident, David.Member));
        var story = new World([.. scheduled, named.Only<StoryPersonNamed>()]).Story;
        Assert.That((story.Step, story.PublishAt), Is.EqualTo((StoryStep.Scheduled, (DateTimeOffset?)Tomorrow)));
        new Then(Publishing.PublishDue(story, Programme.None, Tomorrow)).IsRefused(Refusals.Stories.ConsentMissing, 1);
    }

    [Test]
    public void What_was_scheduled_by_earlier_rules_keeps_its_day()
    {
        object[] before =
        [
            .. Tale.Submitted, new StoryApproved(Tale.Id, Doris.Member), new StoryScheduled(Tale.Id, Tomorrow, David.Member),
            new StoryPersonNamed(Tale.Id, Tale.Resident, David.Member), new StoryConsentRecorded(Tale.Id, Tale.Resident, Naming.Terms, "sv"),
        ];
        new Then(Publishing.PublishDue(new World(before).Story, new World(before).Programme, Tomorrow)).Happens(Tale.Shown(1));
    }

    [Test]
    public void What_was_published_by_earlier_rules_stays_published_whatever_was_agreed_on_before_the_last_change()
    {
        object[] before = [.. Tale.Agreed, Tale.Written("sv", Tale.Text with { Lead = "Nytt" }), Tale.Shown(1)];
        Assert.That(new World(before).Story.IsShown, Is.True);
        Given(before).When(David, Publish).Happens();
    }

    [Test]
    public void What_was_scheduled_before_anybody_had_to_read_it_is_read_before_it_is_published()
    {
        object[] scheduled = [.. Tale.Drafted, new StoryScheduled(Tale.Id, Now, David.Member), new StoryReviewSet(true)];
        var (story, programme) = (new World(scheduled).Story, new World(scheduled).Programme);
        new Then(Publishing.PublishDue(story, programme, Tomorrow)).IsRefused(Refusals.Stories.ReviewFirst);
        Given(scheduled).When(David, Publish).IsRefused(Refusals.Stories.ReviewFirst);
        Given(scheduled).When(David, new SubmitStory()).Happens(new StorySubmitted(Tale.Id, David.Member));
        object[] read = [.. Tale.Submitted, new StoryApproved(Tale.Id, Doris.Member), new StoryScheduled(Tale.Id, Now, David.Member)];
        new Then(Publishing.PublishDue(new World(read).Story, programme, Tomorrow)).Happens(Tale.Shown(1));
    }

    [Test]
    public void A_story_comes_back_with_a_reason()
    {
        Given(Tale.Submitted).When(Doris, new ReturnStory("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Tale.Submitted).When(Doris, new ReturnStory("Säg vad det kostade")).Happens(new StoryReturned(Tale.Id, Doris.Member, "Säg vad det kostade"));
        Given(Tale.Drafted).When(Doris, new ReturnStory("Säg vad det kostade")).IsRefused(Refusals.Stories.NotSubmitted);
    }

    [Test]
    public void Leads_say_whether_a_second_person_reads()
    {
        Given(Tale.Drafted).When(David, new SetStoryReview(true)).IsRefused(Refusals.Members.LeadsOnly);
        Given(Tale.Drafted).When(Elin, new SetStoryReview(true)).Happens(new StoryReviewSet(true));
    }

    [Test]
    public void A_story_is_published_at_the_time_that_was_set()
    {
        object[] scheduled = [.. Tale.Drafted, Given(Tale.Drafted).When(David, new ScheduleStory(Tomorrow)).Only<StoryScheduled>()];
        var story = new World(scheduled).Story;
        Assert.That(((Accepted)Publishing.PublishDue(story, Programme.None, Now)).Events, Is.Empty);
        new Then(Publishing.PublishDue(story, Programme.None, Tomorrow)).Happens(Tale.Shown(1));
    }

    [Test]
    public void A_time_is_to_come_and_within_a_year()
    {
        Given(Tale.Drafted).When(David, new ScheduleStory(Now)).IsRefused(Refusals.Stories.DayPassed);
        Given(Tale.Drafted).When(David, new ScheduleStory(Now.AddYears(2))).IsRefused(Refusals.Stories.DayTooFar);
    }

    [Test]
    public void What_is_due_waits_for_the_answer_of_who_is_named()
    {
        var story = new World([.. Tale.Named, new StoryScheduled(Tale.Id, Now, David.Member)]).Story;
        new Then(Publishing.PublishDue(story, Programme.None, Tomorrow)).IsRefused(Refusals.Stories.ConsentMissing, 1);
    }

    [Test]
    public void Taking_it_down_carries_a_reason()
    {
        Given(Tale.Published).When(David, new UnpublishStory("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Tale.Published).When(David, new UnpublishStory("Fel siffra")).Happens(Tale.Hidden(David.Member, "Fel siffra"));
        Given(Tale.Drafted).When(David, new UnpublishStory("Fel siffra")).Happens();
    }

    [TestCase("En kort text. Den är lätt.", ExpectedResult = 3)]
    [TestCase("Kommunikationsavdelningens verksamhetsplanering.", ExpectedResult = 102)]
    [TestCase("", ExpectedResult = 0)]
    [TestCase("ett * två", ExpectedResult = 2)]
    [TestCase("Vi sa \" ja \". **", ExpectedResult = 3)]
    [TestCase("( och _ hur )", ExpectedResult = 2)]
    public int Lix_is_words_a_sentence_and_the_share_of_long_words(string text) => Readability.Of(text).Lix;

    [Test]
    public void A_few_words_say_nothing_about_a_text() => Assert.That(Readability.Of("Kommunikationsavdelningens verksamhetsplanering.").IsHeavy, Is.False);
}
