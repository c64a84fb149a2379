using Activation.Domain.Comments;
using Activation.Domain.Initiatives;

namespace Activation.Web.Platform.Simulation.Acts;

/// <summary>Somebody says what they think of an initiative that they have not voted on yet.</summary>
sealed class Vote : IAct
{
    public double Weight(Scene scene, double hour) => 46;

    public Deed? Choose(Scene scene, Dice dice)
    {
        if (scene.Anybody(dice, one => one.Temperament.Energy) is not { } voter) return null;
        var initiative = dice.Weighed(
            scene.Initiatives, one => one.TakesVotes && one.Proposer != voter.Id && !one.HasVoted(voter.Id) ? one.NearnessTo(voter) : 0);
        return initiative is null ? null : Cast("vote", voter, initiative, dice.Falls(Sympathy(voter, initiative)), dice);
    }

    internal static Deed Cast(string what, Someone voter, SeenInitiative initiative, bool yes, Dice dice)
    {
        (yes ? initiative.Doubters : initiative.Supporters).Remove(voter.Id);
        (yes ? initiative.Supporters : initiative.Doubters).Add(voter.Id);
        var command = new CastVote(yes ? Stance.Support : Stance.NotNow);
        return new Deed(what, dice.Id(), voter, initiative.Id, async hand =>
        {
            var state = await hand.Read(StreamNames.Initiative(initiative.Id));
            return await hand.Decide(
                StreamNames.Ballot(initiative.Id, voter.Id), (ballot, actor, now) => Voting.Cast(state, ballot, command, actor, now));
        });
    }

    /// <summary>Warm people say yes more often, some ideas please more than others, and the own town's please most.</summary>
    static double Sympathy(Someone voter, SeenInitiative initiative) =>
        voter.Temperament.Warmth * (0.7 + 0.4 * Temperaments.Trait(initiative.Id)) + (initiative.Municipality == voter.Actor.Municipality ? 0.1 : 0);
}

/// <summary>Somebody has thought again.</summary>
sealed class ChangeOfMind : IAct
{
    public double Weight(Scene scene, double hour) => 2;

    public Deed? Choose(Scene scene, Dice dice)
    {
        if (scene.Anybody(dice, one => one.Temperament.Energy) is not { } voter) return null;
        var initiative = dice.Weighed(scene.Initiatives, one => one.TakesVotes && one.HasVoted(voter.Id) ? one.NearnessTo(voter) : 0);
        return initiative is null ? null : Vote.Cast("change of mind", voter, initiative, !initiative.Supporters.Contains(voter.Id), dice);
    }
}

/// <summary>Somebody is in.</summary>
sealed class PledgeOfAHand(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) => 14;

    public Deed? Choose(Scene scene, Dice dice)
    {
        if (scene.Anybody(dice, one => one.Temperament.Hands) is not { } member) return null;
        var initiative = dice.Weighed(
            scene.Initiatives, one => one.UnderWay && one.Proposer != member.Id && !one.Pledged.Contains(member.Id) ? one.NearnessTo(member) : 0);
        if (initiative is null) return null;
        initiative.Pledged.Add(member.Id);
        var command = new MakePledge(dice.Falls(0.35) ? dice.Of(words.Offers) : null);
        return new Deed("pledge", dice.Id(), member, initiative.Id, async hand =>
        {
            var state = await hand.Read(StreamNames.Initiative(initiative.Id));
            return await hand.Decide(
                StreamNames.Pledge(initiative.Id, member.Id), (pledge, actor, now) => Pledging.Make(state, pledge, command, actor, now));
        });
    }
}

/// <summary>Somebody has something to say.</summary>
sealed class Remark(IdeasFile words) : IAct
{
    public double Weight(Scene scene, double hour) => 10 * Rhythm.Evening(hour);

    public Deed? Choose(Scene scene, Dice dice)
    {
        if (scene.Anybody(dice, one => one.Temperament.Talk) is not { } author) return null;
        if (dice.Weighed(scene.Initiatives, one => one.UnderWay ? one.NearnessTo(author) : 0) is not { } initiative) return null;
        var command = new PostComment(dice.Id(), dice.Of(words.Comments));
        return new Deed("comment", dice.Id(), author, initiative.Id, async hand =>
        {
            var state = await hand.Read(StreamNames.Initiative(initiative.Id));
            return await hand.Decide(
                StreamNames.Comment(command.Comment), (comment, actor, now) => Commenting.Post(Topic.Of(state), Comment.None, comment, command, actor, now));
        });
    }
}
