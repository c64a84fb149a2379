using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>How it goes, with one tap: on track, in need of help, and whether it lives half a year later.</summary>
public class FollowingUpTests
{
    static readonly KeepDay OnTrack = new(Walk.First);
    static readonly AskForHelp Help = new(Walk.First, "Två som kan leda gruppen");
    static readonly FollowUp Alive = new(Walk.First, Aliveness.Partly);

    [Test]
    public void Those_behind_it_say_that_the_day_stands() => Given(Walk.Scheduled).When(Astrid, OnTrack)
        .Happens(new ActivityOnTrack(Walk.Id, Walk.First, Astrid.Member));

    [Test]
    public void Nothing_is_on_track_before_a_yes_or_after_the_deed()
    {
        Given(Walk.Submitted).When(Astrid, OnTrack).IsRefused(Refusals.Activities.Submitted);
        Given(Walk.CarriedOut).When(Astrid, OnTrack).IsRefused(Refusals.Activities.CarriedOut);
    }

    [Test]
    public void Help_is_asked_for_in_words()
    {
        Given(Walk.Scheduled).When(Astrid, Help).Happens(new HelpAsked(Walk.Id, Walk.First, Astrid.Member, "Två som kan leda gruppen"));
        Given(Walk.Scheduled).When(Astrid, Help with { Note = " " }).IsRefused(Refusals.Texts.Missing);
    }

    [Test]
    public void Whether_it_lives_is_told_also_when_the_initiative_is_completed() => Given(Walk.Completed).When(Astrid, Alive)
        .Happens(new ActivityFollowedUp(Walk.Id, Walk.First, Astrid.Member, Aliveness.Partly));

    [Test]
    public void What_was_not_carried_out_does_not_live_yet() => Given(Walk.Scheduled).When(Astrid, Alive).IsRefused(Refusals.Activities.Scheduled);

    [Test]
    public void An_answer_is_yes_partly_or_no() =>
        Given(Walk.CarriedOut).When(Astrid, Alive with { Alive = (Aliveness)9 }).IsRefused(Refusals.Activities.AlivenessUnknown);

    [Test]
    public void Somebody_else_says_nothing_of_it()
    {
        foreach (var command in new object[] { OnTrack, Help }) Given(Walk.Scheduled).When(Henrik, command).IsRefused(Refusals.Activities.OwnersOnly);
        Given(Walk.CarriedOut).When(Henrik, Alive).IsRefused(Refusals.Activities.OwnersOnly);
    }
}
