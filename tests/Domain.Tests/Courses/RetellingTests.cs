using Activation.Domain.Courses;
using Activation.Domain.Initiatives;
using Activation.Domain.Stories;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Courses;

public class RetellingTests
{
    static readonly Guid Story = Id(760);
    static readonly Guid Picture = Id(761);
    static readonly Guid Rut = Id(762);
    static readonly StoryText Text = new("Min gata", "Här bor jag.", "Här bor jag.", "", "");

    static readonly RetellWork Retell = new(
        Story, Walk.First, "min-gata", "sv", Text, new(Picture, PictureUse.Cover, "En gata", "Rut", 800, 600), new("https://film.example/1", "Min gata", true), Rut);

    static readonly object[] Done = [.. Film.Submitted, new ActivityCarriedOut(Walk.Id, Walk.First, Astrid.Member, Now.Today(), 2, "")];

    static readonly object[] Told =
    [
        .. Done, new StoryDrafted(Story, "min-gata", Walk.Id, Walk.First, "astorp", Astrid.Member, David.Member),
        new StoryWritten(Story, "sv", "Min gata", "Här bor jag.", "Här bor jag.", "", "", David.Member),
        new StoryPictured(Story, Picture, PictureUse.Cover, "En gata", "Rut", 800, 600, David.Member),
        new StoryFilmSet(Story, "https://film.example/1", "Min gata", David.Member),
        new StoryPersonNamed(Story, Rut, David.Member),
    ];

    [Test]
    public void The_first_draft_holds_the_whole_work_and_names_who_made_it()
    {
        Given(Done).When(David, Drafted).Happens(Told[Done.Length..]);
        Given(Told).When(David, Drafted).Happens();
        Given(Film.Submitted).When(David, Drafted).IsRefused(Refusals.Stories.NotCarriedOut);
        Given(Done).When(Bo, Drafted).IsRefused(Refusals.Stories.TellersOnly);
    }

    [Test]
    public void Nothing_of_it_is_published_before_whoever_made_it_has_said_yes_to_the_story() =>
        Given(Told).When(David, new PublishStory()).IsRefused(Refusals.Stories.ConsentMissing, 1);

    [Test]
    public void It_is_chosen_once_or_declined_with_a_reason_and_what_was_taken_back_is_neither()
    {
        var chosen = new WorkChosen(Film.Work, Story, David.Member);
        var declined = new WorkDeclined(Film.Work, David.Member, "För mörkt");
        Given(Done).When(David, Chosen).Happens(chosen);
        Given([.. Done, chosen]).When(David, Chosen).Happens();
        Given([.. Done, declined]).When(David, Chosen).Happens(chosen);
        Given([.. Done, new WorkWithdrawn(Film.Work)]).When(David, Chosen).IsRefused(Refusals.Works.NotWaiting);
        Given(Done).When(Astrid, Chosen).IsRefused(Refusals.Stories.TellersOnly);
        Given(Done).When(David, Declined("För mörkt")).Happens(declined);
        Given(Done).When(David, Declined("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given([.. Done, chosen]).When(David, Declined("För mörkt")).IsRefused(Refusals.Works.NotWaiting);
        Given(Done).When(Astrid, Declined("För mörkt")).IsRefused(Refusals.Stories.TellersOnly);
    }

    [Test]
    public void What_was_handed_in_anew_since_it_was_read_is_not_taken_up_as_it_was()
    {
        object[] anew = [.. Done, new WorkSubmitted(Film.Work, Film.Id, Film.Guest(1), WorkLicence.OnlyHere, ShowsName: false, Submitting.Terms)];
        Given(anew).When(David, Chosen).IsRefused(Refusals.Works.Changed);
        Given(anew).When(David, (w, actor, _) => Retelling.Choose(w.Work, Story, 2, actor)).Happens(new WorkChosen(Film.Work, Story, David.Member));
        Given(anew).When(David, (w, actor, _) => Retelling.Choose(w.Work, Story, null, actor)).Happens(new WorkChosen(Film.Work, Story, David.Member));
    }

    [Test]
    public void What_is_taken_back_is_gone_from_its_story_also_when_its_maker_is_not_named_there()
    {
        object[] shown = [.. Told, new StoryPersonRemoved(Story, Rut, David.Member), new StoryPublished(Story, Walk.Id, Walk.First, "astorp", Astrid.Member, 1, David.Member)];
        Given(shown).When(Guest, (w, _, now) => Retelling.TakeBack(w.Story, Rut, now)).Happens(
            new StoryUnpublished(Story, Walk.Id, Walk.First, null, ""),
            new StoryWritten(Story, "sv", "", "", "", "", "", Rut),
            new StoryPictureRemoved(Story, Picture, Rut),
            new StoryFilmRemoved(Story, Rut));
        object[] gone = [.. shown, .. ((Accepted)Retelling.TakeBack(new World(shown).Story, Rut, Now)).Events];
        Given(gone).When(Guest, (w, _, now) => Retelling.TakeBack(w.Story, Rut, now)).Happens();
    }

    [Test]
    public void What_is_taken_back_is_shown_no_longer_and_leaves_nothing_in_the_draft()
    {
        object[] shown = [.. Told, new StoryConsentRecorded(Story, Rut, Naming.Terms, "sv"), new StoryPublished(Story, Walk.Id, Walk.First, "astorp", Astrid.Member, 1, David.Member)];
        Given(shown).When(Guest, (w, _, now) => Retelling.TakeBack(w.Story, Rut, now)).Happens(
            new StoryConsentWithdrawn(Story, Rut),
            new StoryUnpublished(Story, Walk.Id, Walk.First, null, ""),
            new StoryWritten(Story, "sv", "", "", "", "", "", Rut),
            new StoryPictureRemoved(Story, Picture, Rut),
            new StoryFilmRemoved(Story, Rut),
            new StoryPersonRemoved(Story, Rut, Rut));
        Given(Done).When(Guest, (w, _, now) => Retelling.TakeBack(w.Story, Rut, now)).Happens();
        object[] gone = [.. shown, .. ((Accepted)Retelling.TakeBack(new World(shown).Story, Rut, Now)).Events];
        Given(gone).When(David, new PublishStory()).IsRefused(Refusals.Stories.TextMissing);
        Given(gone).When(David, Drafted).Happens(Told[(Done.Length + 1)..]);
    }

    static Decision Drafted(World w, Domain.Members.Actor actor, DateTimeOffset now) => Retelling.Draft(w.Story, w.Initiative, Retell, actor, now);

    static Decision Chosen(World w, Domain.Members.Actor actor, DateTimeOffset now) => Retelling.Choose(w.Work, Story, 1, actor);

    static Func<World, Domain.Members.Actor, DateTimeOffset, Decision> Declined(string reason) => (w, actor, _) => Retelling.Decline(w.Work, new DeclineWork(reason), actor);
}
