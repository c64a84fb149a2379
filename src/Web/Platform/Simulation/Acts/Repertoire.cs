using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Simulation.Acts;

/// <summary>Everything invented people do, and the choice among it.</summary>
sealed class Repertoire(IdeasFile words, ProgrammeView here)
{
    const int Tries = 12;

    readonly IReadOnlyList<IAct> acts =
    [
        new Vote(), new ChangeOfMind(), new PledgeOfAHand(words), new Remark(words), new Proposal(words, here), new Plan(words), new Better(words),
        new Submission(), new Answer(words), new Timetable(words), new DoneThatDay(words), new Grade(words), new Completion(words),
    ];

    /// <summary>What happens next; null when there is nothing to do for anybody who was asked.</summary>
    public Deed? Next(Scene scene, Dice dice, double hour)
    {
        for (var i = 0; i < Tries; i++)
            if (dice.Weighed(acts, act => act.Weight(scene, hour))?.Choose(scene, dice) is { } deed) return deed;
        return null;
    }
}
