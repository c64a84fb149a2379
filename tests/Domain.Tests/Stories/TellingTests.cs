using Activation.Domain.Stories;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Stories;

public class TellingTests
{
    static readonly DraftStory Begin = new(Tale.Id, Walk.First, "tolv-gick-med", "sv", Tale.Text);
    static readonly AddPicture Cover = new(Tale.Picture, PictureUse.Cover, "Tolv personer går över ett torg", null, 1600, 900);

    [Test]
    public void A_communicator_begins_a_story_of_what_was_carried_out() => Given(Walk.CarriedOut).When(David, Begin).Happens(
        new StoryDrafted(Tale.Id, "tolv-gick-med", Walk.Id, Walk.First, "astorp", Astrid.Member, David.Member), Tale.Written("sv", Tale.Text));

    [Test]
    public void Others_do_not_write_stories()
    {
        Given(Walk.CarriedOut).When(Astrid, Begin).IsRefused(Refusals.Stories.TellersOnly);
        Given(Tale.Drafted).When(Bo, new WriteStory("sv", Tale.Text)).IsRefused(Refusals.Stories.TellersOnly);
    }

    [Test]
    public void Nothing_is_told_before_it_was_done() => Given(Walk.Scheduled).When(David, Begin).IsRefused(Refusals.Stories.NotCarriedOut);

    [Test]
    public void A_story_that_is_begun_is_not_begun_again() => Given(Tale.Drafted).When(Doris, Begin).Happens();

    [Test]
    public void A_no_carries_its_reason_and_a_story_may_still_be_begun()
    {
        var no = new DeclineStory(Tale.Id, Walk.First, "De vill inte synas");
        var declined = new StoryDeclined(Tale.Id, Walk.Id, Walk.First, "astorp", David.Member, "De vill inte synas");
        Given(Walk.CarriedOut).When(David, no with { Reason = " " }).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Walk.CarriedOut).When(David, no).Happens(declined);
        Given([.. Walk.CarriedOut, declined]).When(David, Begin).Only<StoryDrafted>();
        Given(Tale.Drafted).When(David, no).IsRefused(Refusals.Stories.Begun);
    }

    [Test]
    public void The_same_text_again_is_no_event() => Given(Tale.Drafted).When(David, new WriteStory("sv", Tale.Text)).Happens();

    [Test]
    public void A_language_without_a_headline_is_taken_away()
    {
        var emptied = Given([.. Tale.Drafted, Tale.Written("da", Tale.Text)]).When(David, new WriteStory("da", Tale.Text with { Title = " " }));
        emptied.Happens(Tale.Written("da", new StoryText("", "", "", "", "")));
        Assert.That(Story.Evolve(new World([.. Tale.Drafted, Tale.Written("da", Tale.Text)]).Story, emptied.Only<StoryWritten>()).Texts.Keys, Is.EqualTo(new[] { "sv" }));
    }

    [Test]
    public void What_was_learnt_is_said_with_its_text_and_goes_with_it()
    {
        var learnt = new StoryLessonWritten(Tale.Id, "sv", "Bjud in på en tisdag.", David.Member);
        Given(Tale.Drafted).When(David, new WriteStory("sv", Tale.Text with { Learnt = "Bjud in på en tisdag. " })).Happens(learnt, Tale.Written("sv", Tale.Text));
        object[] told = [.. Tale.Drafted, learnt, Tale.Written("sv", Tale.Text)];
        Assert.That(new World(told).Story.Texts["sv"].Learnt, Is.EqualTo("Bjud in på en tisdag."));
        Given(told).When(David, new WriteStory("sv", Tale.Text with { Learnt = "Bjud in på en tisdag." })).Happens();
        Given(told).When(David, new WriteStory("sv", Tale.Text with { Title = "" })).Happens(Tale.Written("sv", StoryText.None));
        Assert.That(new World([.. told, Tale.Written("sv", StoryText.None), Tale.Written("sv", Tale.Text)]).Story.Texts["sv"].Learnt, Is.Empty);
        Given(Tale.Drafted).When(David, new WriteStory("sv", Tale.Text with { Learnt = new string('a', Telling.LearntLimit + 1) })).IsRefused(Refusals.Texts.TooLong, Telling.LearntLimit);
    }

    [Test]
    public void A_text_is_no_longer_than_somebody_will_read() => Given(Tale.Drafted)
        .When(David, new WriteStory("sv", Tale.Text with { Body = new string('a', Telling.BodyLimit + 1) })).IsRefused(Refusals.Texts.TooLong, Telling.BodyLimit);

    [TestCase(""), TestCase("  "), TestCase("ab")]
    public void A_picture_says_what_is_in_it(string alt) => Given(Tale.Drafted).When(David, Cover with { Alt = alt }).IsRefused(Refusals.Stories.AltMissing);

    [Test]
    public void A_new_cover_makes_the_one_before_one_of_many()
    {
        var first = Given(Tale.Drafted).When(David, Cover).Only<StoryPictured>();
        Given([.. Tale.Drafted, first]).When(David, Cover with { Picture = Cast.Id(399) }).Happens(
            new StoryPictureChanged(Tale.Id, Tale.Picture, PictureUse.Gallery, first.Alt, "", David.Member), first with { Picture = Cast.Id(399) });
    }

    [Test]
    public void The_same_picture_again_takes_the_new_words()
    {
        var first = Given(Tale.Drafted).When(David, Cover).Only<StoryPictured>();
        Given([.. Tale.Drafted, first]).When(David, Cover).Happens();
        Given([.. Tale.Drafted, first]).When(David, Cover with { Alt = "Tolv går" }).Happens(new StoryPictureChanged(Tale.Id, Tale.Picture, PictureUse.Cover, "Tolv går", "", David.Member));
    }

    [Test]
    public void A_story_has_room_for_twelve_pictures()
    {
        var full = Enumerable.Range(0, Picturing.Most).Select(i => new StoryPictured(Tale.Id, Cast.Id(400 + i), PictureUse.Gallery, "Torget", "", 1, 1, David.Member));
        Given([.. Tale.Drafted, .. full]).When(David, Cover).IsRefused(Refusals.Stories.PicturesFull, Picturing.Most);
    }

    [TestCase("http://film.example/1"), TestCase("javascript:alert(1)"), TestCase("https://localhost/1"), TestCase("https://10.0.0.1/1"), TestCase("https://a:b@film.example/1"), TestCase("//film.example")]
    public void A_film_lies_at_a_public_address(string address) =>
        Given(Tale.Drafted).When(David, new SetFilm(address, "Filmen", true)).IsRefused(Refusals.Stories.FilmAddress);

    [Test]
    public void A_film_whose_address_was_taken_out_of_the_log_is_none() =>
        Assert.That(new World([.. Tale.Drafted, new StoryFilmSet(Tale.Id, "", "", David.Member)]).Story.Film, Is.Null);

    [Test]
    public void A_film_has_captions()
    {
        Given(Tale.Drafted).When(David, new SetFilm("https://film.example/1", "Filmen", false)).IsRefused(Refusals.Stories.FilmCaptions);
        Given(Tale.Drafted).When(David, new SetFilm("https://film.example/1", "Filmen", true)).Happens(new StoryFilmSet(Tale.Id, "https://film.example/1", "Filmen", David.Member));
    }
}
