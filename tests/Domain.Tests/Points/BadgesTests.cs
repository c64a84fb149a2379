using Activation.Domain.Points;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.Points.Deeds;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Points;

public class BadgesTests
{
    const int Month = 31 * 24;

    static readonly Choice Counted = new(Audience.Myself, []);

    [Test]
    public void Each_is_about_a_deed() => Assert.Multiple(() =>
    {
        Assert.That(Earned(), Is.Empty);
        Assert.That(Earned(Of(DeedKind.Approved, 0)), Is.EqualTo(new[] { Badge.FirstStep }));
        Assert.That(Earned(Of(DeedKind.Completed, 0)), Is.EqualTo(new[] { Badge.KeptPromise }));
        Assert.That(Earned(Of(DeedKind.Completed, 0) with { Across = true }), Is.EqualTo(new[] { Badge.KeptPromise, Badge.Bridge }));
        Assert.That(Earned(Of(DeedKind.Completed, 0) with { Participants = 10 }), Is.EqualTo(new[] { Badge.KeptPromise, Badge.Host }));
        Assert.That(Earned(Of(DeedKind.Completed, 0) with { Participants = 9 }), Is.EqualTo(new[] { Badge.KeptPromise }));
        Assert.That(Earned(Of(DeedKind.ExampleAdopted, 0)), Is.EqualTo(new[] { Badge.Reuser }));
        Assert.That(Earned(Of(DeedKind.ExampleLent, 0)), Is.EqualTo(new[] { Badge.Example }));
        Assert.That(Earned([.. Many(DeedKind.Rated, 5)]), Is.EqualTo(new[] { Badge.Listener }));
        Assert.That(Earned([.. Many(DeedKind.Rated, 4)]), Is.Empty);
        Assert.That(Earned([.. Many(DeedKind.Decided, 10)]), Is.EqualTo(new[] { Badge.StraightAnswers }));
    });

    [Test]
    public void Who_is_away_for_a_year_picks_up_where_they_were()
    {
        Deed[] pausing = [Of(DeedKind.Rated, 0), Of(DeedKind.Rated, Month), Of(DeedKind.Rated, 2 * Month), Of(DeedKind.Rated, 14 * Month)];
        Assert.That(Earned(pausing), Is.EqualTo(new[] { Badge.Lasting }));
        Assert.That(Earned(pausing[..3]), Is.Empty);
        Assert.That(Earned([.. pausing[..3], Graded(14 * Month, 1, 5, 5, 5)]), Is.Empty, "others' ratings are not one's own deeds");
        Deed[] flickering = [.. Enumerable.Range(0, 8).Select(n => Of(n % 2 == 0 ? DeedKind.ExamplePublished : DeedKind.ExampleTakenDown, n * Month, about: 1))];
        Assert.That(Earned(flickering), Is.Empty, "what is taken down and shown again is one deed");
    }

    [Test]
    public void A_badge_is_for_the_deed_that_completed_it()
    {
        var fifth = Many(DeedKind.Rated, 7).ElementAt(4);
        var awarded = ((Accepted)Counting.Award(Counted, Me, [.. Many(DeedKind.Rated, 7).Reverse()])).Events.Single();
        Assert.That(awarded, Is.EqualTo(new BadgeAwarded(Me, Badge.Listener, fifth.At, fifth.Initiative)));
    }

    [Test]
    public void None_is_given_twice_and_none_to_who_is_not_counted()
    {
        Deed[] deeds = [Of(DeedKind.Approved, 0)];
        Assert.That(((Accepted)Counting.Award(Counted with { Badges = [Badge.FirstStep] }, Me, deeds)).Events, Is.Empty);
        Assert.That(((Accepted)Counting.Award(Choice.None, Me, deeds)).Events, Is.Empty);
    }

    [Test]
    public void A_member_says_yes_or_no_and_keeps_what_they_have()
    {
        var said = ((Accepted)Counting.Choose(Choice.None, new(Audience.Programme), Astrid, Now)).Events.Single();
        Assert.That(said, Is.EqualTo(new PointsChosen(Astrid.Member, Audience.Programme)));
        Assert.That(((Accepted)Counting.Choose(Choice.None, new(Audience.Nobody), Astrid, Now)).Events, Is.Empty, "that is so already");
        Assert.That(((Refused)Counting.Choose(Choice.None, new(Audience.Myself), Onlooker, Now)).Key, Is.EqualTo(Refusals.Members.ViewersLook));
        Assert.That(((Refused)Counting.Choose(Choice.None, new((Audience)9), Astrid, Now)).Key, Is.EqualTo(Refusals.Points.AudienceUnknown));
        object[] left = [said, new BadgeAwarded(Astrid.Member, Badge.Host, Now, Id(1)), new PointsChosen(Astrid.Member, Audience.Nobody)];
        var choice = left.Aggregate(Choice.None, Choice.Evolve);
        Assert.That((choice.IsCounted, choice.Badges.Single()), Is.EqualTo((false, Badge.Host)));
    }

    [Test]
    public void Who_leaves_is_counted_no_longer_and_may_say_the_same_yes_again()
    {
        var counted = new Choice(Audience.Programme, [Badge.Host]);
        Assert.That(((Accepted)Counting.End(counted, Me)).Events, Is.EqualTo(new[] { new PointsChosen(Me, Audience.Nobody) }));
        Assert.That(((Accepted)Counting.End(counted.Ended(), Me)).Events, Is.Empty);
        Assert.That(((Accepted)Counting.Choose(counted.Ended(), new(Audience.Programme), Astrid, Now)).Events, Has.Count.EqualTo(1));
        Assert.That(counted.Ended().Badges, Is.EqualTo(new[] { Badge.Host }));
    }

    [Test]
    public void Every_badge_has_its_rule() => Assert.That(Badges.All.Select(rule => rule.Badge), Is.EqualTo(Enum.GetValues<Badge>()));

    static IEnumerable<Badge> Earned(params Deed[] deeds) => ((Accepted)Counting.Award(Counted, Me, deeds)).Events.Cast<BadgeAwarded>().Select(e => e.Badge);

    static IEnumerable<Deed> Many(DeedKind kind, int count) => Enumerable.Range(1, count).Select(n => Of(kind, n));
}
