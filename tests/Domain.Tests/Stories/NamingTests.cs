using Activation.Domain.Programmes;
using Activation.Domain.Stories;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Stories;

public class NamingTests
{
    static readonly AgreeToStory Yes = new(Tale.Resident, Naming.Terms, "sv", new World(Tale.Named).Story.Edition);
    static readonly StoryPersonRemoved Removed = new(Tale.Id, Tale.Resident, David.Member);

    [Test]
    public void Nobody_is_told_of_who_has_not_agreed()
    {
        Given(Tale.Named).When(David, new PublishStory()).IsRefused(Refusals.Stories.ConsentMissing, 1);
        Given(Tale.Agreed).When(David, new PublishStory()).Happens(Tale.Shown(1));
    }

    [Test]
    public void Consent_names_the_question_that_was_answered()
    {
        Given(Tale.Named).When(David, Yes).Happens(new StoryConsentRecorded(Tale.Id, Tale.Resident, Naming.Terms, "sv"));
        Given(Tale.Named).When(David, Yes with { Terms = Naming.Terms - 1 }).IsRefused(Refusals.Stories.TermsChanged);
        Given(Tale.Agreed).When(David, Yes).Happens();
    }

    static readonly object[] Changes =
    [
        Tale.Written("sv", Tale.Text with { Body = "Tolv gick med, och hon kom för sent." }),
        new StoryPictured(Tale.Id, Tale.Picture, PictureUse.Gallery, "Torget", "", 1, 1, David.Member),
        new StoryFilmSet(Tale.Id, "https://film.example/1", "Filmen", David.Member),
    ];

    [TestCaseSource(nameof(Changes))]
    public void A_yes_is_for_what_was_read_and_whoever_gave_it_is_asked_anew_when_it_changes(object change)
    {
        object[] changed = [.. Tale.Published, change];
        var story = new World(changed).Story;
        Assert.That((story.People[Tale.Resident], story.IsShown), Is.EqualTo((ConsentAnswer.Earlier, true)), "what is shown is what they said yes to");
        Given(changed).When(David, new PublishStory()).IsRefused(Refusals.Stories.ConsentMissing, 1);
        Given(changed).When(David, Yes).IsRefused(Refusals.Stories.TextChanged);
        var again = Given(changed).When(David, Yes with { Edition = story.Edition });
        again.Happens(new StoryConsentRecorded(Tale.Id, Tale.Resident, Naming.Terms, "sv"));
        Given([.. changed, again.Only<StoryConsentRecorded>()]).When(David, new PublishStory()).Happens(Tale.Shown(2));
    }

    [Test]
    public void Who_takes_back_a_yes_to_an_earlier_text_takes_down_what_is_shown() => Given([.. Tale.Published, Tale.Written("sv", Tale.Text with { Lead = "Nytt" })])
        .When(David, new LeaveStory(Tale.Resident)).Happens(new StoryConsentWithdrawn(Tale.Id, Tale.Resident), Tale.Hidden(null, ""));

    [Test]
    public void Who_is_not_named_is_not_asked() => Given(Tale.Drafted).When(David, Yes).IsRefused(Refusals.Stories.PersonUnknown);

    [Test]
    public void Who_takes_it_back_takes_the_story_down_in_the_same_breath() => Given(Tale.Published).When(David, new LeaveStory(Tale.Resident))
        .Happens(new StoryConsentWithdrawn(Tale.Id, Tale.Resident), Tale.Hidden(null, ""));

    [Test]
    public void A_no_before_publication_takes_nothing_down() =>
        Given(Tale.Named).When(David, new LeaveStory(Tale.Resident)).Happens(new StoryConsentWithdrawn(Tale.Id, Tale.Resident));

    [Test]
    public void After_a_no_it_is_not_published_until_they_are_out_of_it()
    {
        object[] refused = [.. Tale.Named, new StoryConsentWithdrawn(Tale.Id, Tale.Resident)];
        Given(refused).When(David, new PublishStory()).IsRefused(Refusals.Stories.ConsentMissing, 1);
        object[] rewritten = [Tale.Written("sv", Tale.Text with { Body = "Elva gick med." })];
        Given([.. refused, .. rewritten, Removed]).When(David, new PublishStory()).Happens(Tale.Shown(1));
        Given([.. refused, Removed, .. rewritten]).When(David, new PublishStory()).Happens(Tale.Shown(1));
    }

    [Test]
    public void Who_said_no_is_taken_out_of_what_is_told_and_not_only_off_the_list()
    {
        object[] refused = [.. Tale.Named, new StoryConsentWithdrawn(Tale.Id, Tale.Resident), Removed];
        object[] withdrawn = [.. Tale.Published, new StoryConsentWithdrawn(Tale.Id, Tale.Resident), Tale.Hidden(null, ""), Removed];
        var tomorrow = Now.AddDays(1);
        foreach (var unchanged in new[] { refused, withdrawn })
        {
            Given(unchanged).When(David, new PublishStory()).IsRefused(Refusals.Stories.StillTold);
            Given(unchanged).When(David, new ScheduleStory(tomorrow)).IsRefused(Refusals.Stories.StillTold);
            var due = new World([.. unchanged, new StoryScheduled(Tale.Id, tomorrow, David.Member)]).Story;
            new Then(Publishing.PublishDue(due, Programme.None, tomorrow)).IsRefused(Refusals.Stories.StillTold);
        }
    }

    [Test]
    public void Who_is_taken_off_the_list_is_taken_out_of_what_is_told_too_whatever_they_had_answered()
    {
        object[] rewritten = [Tale.Written("sv", Tale.Text with { Body = "Elva gick med." })];
        foreach (var listed in new[] { Tale.Named, Tale.Agreed })
        {
            Given([.. listed, Removed]).When(David, new PublishStory()).IsRefused(Refusals.Stories.StillTold);
            Given([.. listed, Removed]).When(David, new ScheduleStory(Now.AddDays(1))).IsRefused(Refusals.Stories.StillTold);
            Given([.. listed, Removed, .. rewritten]).When(David, new PublishStory()).Happens(Tale.Shown(1));
            Given([.. listed, .. rewritten, Removed]).When(David, new PublishStory()).Happens(Tale.Shown(1));
        }

        Assert.That(new World([.. Tale.Agreed, Removed, Tale.Shown(1)]).Story.StillTold, Is.Empty, "what was published by earlier rules stays so");
    }

    [Test]
    public void Who_said_no_and_then_yes_is_told_of() => Given([.. Tale.Named, new StoryConsentWithdrawn(Tale.Id, Tale.Resident), new StoryConsentRecorded(Tale.Id, Tale.Resident, Naming.Terms, "sv")])
        .When(David, new PublishStory()).Happens(Tale.Shown(1));

    [Test]
    public void Somebody_who_is_named_later_is_asked_before_it_is_read_on() => Given(Tale.Published).When(David, new NamePerson(Cast.Id(303)))
        .Happens(Tale.Hidden(David.Member, ""), new StoryPersonNamed(Tale.Id, Cast.Id(303), David.Member));
}
