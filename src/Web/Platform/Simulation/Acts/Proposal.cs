using Activation.Domain.Initiatives;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Simulation.Acts;

/// <summary>Somebody has an idea: one that nobody had yet, or, when all are thought of, one that another municipality had.</summary>
sealed class Proposal(IdeasFile words, ProgrammeView here) : IAct
{
    // With more than this many under way people read rather than write.
    const double Enough = 60;

    public double Weight(Scene scene, double hour) =>
        2 * Rhythm.Office(hour) * Math.Min(1, Enough / (1 + scene.Initiatives.Count(one => one.TakesVotes)));

    public Deed? Choose(Scene scene, Dice dice)
    {
        if (scene.Anybody(dice, one => one.Temperament.Hands) is not { } proposer) return null;
        var town = scene.TownOf(proposer.Actor.Municipality)!;
        var free = words.Ideas.Select(idea => (Idea: idea, Uses: words.UsesOf(idea, scene)))
            .Where(one => one.Uses.All(use => use.Municipality != town.Key)).ToList();
        if (free.Count == 0) return null;
        var (idea, uses) = dice.Of(free.Where(one => one.Uses.Count == free.Min(other => other.Uses.Count)).ToList());

        var initiative = new SeenInitiative(
            dice.Id(), town.Key, Partners(scene, town, dice), proposer.Id, words.TitleOf(idea, town, again: uses.Count > 0));
        scene.Add(initiative);
        var (days, parent) = (dice.From(14, 30), uses.FirstOrDefault(use => use.Title == idea.Title)?.Id);
        return new Deed("propose", dice.Id(), proposer, initiative.Id, async hand =>
        {
            var programme = await hand.Read(StreamNames.Programme(hand.Programme));
            var plan = await hand.Read(StreamNames.Plan(hand.Programme));
            var command = new ProposeInitiative(
                initiative.Id, initiative.Title, idea.Description, [.. initiative.Partners], idea.FocusAreas, Values(idea),
                idea.Metric is { } metric ? [new MetricLink(metric.Number, metric.Mechanism)] : [], hand.Now.AddDays(days), parent);
            return await hand.Decide(
                StreamNames.Initiative(initiative.Id), (state, actor, now) => Proposing.Propose(state, programme, plan, command, actor, now));
        });
    }

    ValueShown[] Values(Idea idea) =>
        [.. idea.Values.Select(shown => new ValueShown(here.Values.FirstOrDefault(value => value.Name == shown.Value)?.Value ?? shown.Value, shown.How))];

    static List<string> Partners(Scene scene, Town home, Dice dice)
    {
        var partners = new List<string>();
        while (partners.Count < 3 && dice.Falls(0.3))
            if (dice.Of(scene.Towns).Key is var key && key != home.Key && !partners.Contains(key)) partners.Add(key);
        return partners;
    }
}
