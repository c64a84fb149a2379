using Activation.Domain.Initiatives;
using Activation.Domain.Stories;
using Activation.Domain.Tests.Stories;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>What it looked like before, and what it became.</summary>
public class DepictingTests
{
    static readonly PictureActivity Grey = new(Walk.First, Moment.Before, Id(801), "Ett tomt torg", 1200, 800);
    static readonly PictureActivity Green = new(Walk.First, Moment.After, Id(802), "Tolv går över torget", 1200, 800);
    static readonly ActivityPictured WasGrey = new(Walk.Id, Walk.First, Astrid.Member, Grey.Picture, Moment.Before, Grey.Alt, 1200, 800);
    static readonly ActivityPictured IsGreen = new(Walk.Id, Walk.First, Astrid.Member, Green.Picture, Moment.After, Green.Alt, 1200, 800);
    static readonly object[] Both = [.. Walk.CarriedOut, WasGrey, IsGreen];

    [Test]
    public void Those_behind_it_add_a_picture_from_the_yes_on_and_also_when_all_is_completed()
    {
        Given(Walk.Approved).When(Astrid, Grey).Happens(WasGrey);
        Given(Walk.Scheduled).When(Bo, Grey).Happens(WasGrey with { By = Bo.Member });
        Given(Walk.Completed).When(Astrid, Green).Happens(IsGreen);
        Given(Walk.Submitted).When(Astrid, Grey).IsRefused(Refusals.Activities.Submitted);
        Given(Walk.CarriedOut).When(Henrik, Green).IsRefused(Refusals.Activities.OwnersOnly);
        Given([.. Walk.Scheduled, new InitiativeParked(Walk.Id, Astrid.Member, "Vintern")]).When(Astrid, Grey).IsRefused(Refusals.Initiatives.Parked);
    }

    [TestCase(""), TestCase("  "), TestCase("ab")]
    public void It_says_what_it_shows(string alt) => Given(Walk.CarriedOut).When(Astrid, Green with { Alt = alt }).IsRefused(Refusals.Stories.AltMissing);

    [Test]
    public void There_is_one_of_each_and_the_new_one_takes_the_place_of_the_old()
    {
        Given(Both).When(Astrid, Green).Happens();
        var other = Given(Both).When(Astrid, Green with { Picture = Id(803) }).Only<ActivityPictured>();
        Assert.That(new World([.. Both, other]).Initiative.Activity(Walk.First)!.Pictures.Select(one => one.Picture), Is.EquivalentTo(new[] { Grey.Picture, Id(803) }));
    }

    [Test]
    public void It_is_taken_away_by_who_added_it_or_who_answers_for_what_is_said()
    {
        object[] byBo = [.. Walk.CarriedOut, IsGreen with { By = Bo.Member }];
        var remove = new RemoveActivityPicture(Walk.First, Green.Picture);
        foreach (var actor in new[] { Astrid, Bo, Elin, Farid }) Given(Both).When(actor, remove).Happens(new ActivityPictureRemoved(Walk.Id, Walk.First, actor.Member, Green.Picture));
        Given(byBo).When(Astrid, remove).IsRefused(Refusals.Activities.PictureNotYours);
        Given(Both).When(Henrik, remove).IsRefused(Refusals.Activities.PictureNotYours);
        Given(Walk.CarriedOut).When(Henrik, remove).Happens();
        Given([.. Both, new ActivityCancelled(Walk.Id, Walk.First, Astrid.Member, "Regn")]).When(Bo, remove).Only<ActivityPictureRemoved>();
        Assert.That(new World([.. Both, new ActivityPictureRemoved(Walk.Id, Walk.First, Bo.Member, Green.Picture)]).Initiative.Activity(Walk.First)!.Pictures.Single().Picture, Is.EqualTo(Grey.Picture));
    }

    [Test]
    public void A_story_of_it_begins_with_how_it_became_as_its_cover_and_how_it_was_beside_it()
    {
        var begin = new DraftStory(Tale.Id, Walk.First, "tolv-gick-med", "sv", Tale.Text, Pictured: true);
        object[] drafted = [new StoryDrafted(Tale.Id, "tolv-gick-med", Walk.Id, Walk.First, "astorp", Astrid.Member, David.Member), Tale.Written("sv", Tale.Text)];
        var cover = new StoryPictured(Tale.Id, Green.Picture, PictureUse.Cover, Green.Alt, "", 1200, 800, David.Member);
        var before = new StoryPictured(Tale.Id, Grey.Picture, PictureUse.Before, Grey.Alt, "", 1200, 800, David.Member);
        Given(Both).When(David, begin).Happens([.. drafted, cover, before]);
        Given([.. Walk.CarriedOut, WasGrey, IsGreen with { Alt = "" }]).When(David, begin).Happens([.. drafted, before]);
        Given(Both).When(David, begin with { Pictured = false }).Happens(drafted);
    }
}
