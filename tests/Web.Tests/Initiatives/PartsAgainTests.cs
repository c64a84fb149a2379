using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Tests.Initiatives;

/// <summary>What somebody says in the very moment in which a split is undone is left on no part, whichever of the two the log has first.</summary>
public sealed class PartsAgainTests
{
    static readonly DateTimeOffset Start = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    static readonly Guid Programme = Guid.NewGuid();
    static readonly (Guid Host, Guid Voter) People = (Guid.NewGuid(), Guid.NewGuid());
    static readonly (Guid Whole, Guid Part) Ideas = (Guid.NewGuid(), Guid.NewGuid());

    static readonly object[] Said = [new VoteCast(Ideas.Part, People.Voter, "klippan", Stance.Support, null), new PledgeMade(Ideas.Part, People.Voter, "klippan", "fika")];

    [Test]
    public void Nothing_stays_on_a_part_that_belongs_to_its_whole_again([Values] bool saidFirst)
    {
        var undone = new SplitUndone(Ideas.Part, Ideas.Whole, People.Host);
        var card = Folded(saidFirst ? [.. Said, undone] : [undone, .. Said], out var rows);
        Assert.That((card.State, card.Supports, card.Pledges, card.PledgesFrom.Count), Is.EqualTo(("withdrawn", 0, 0, 0)));
        Assert.That((rows.All<BallotRow>().Count, rows.All<PledgeRow>().Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void On_one_that_was_withdrawn_for_a_reason_it_stays()
    {
        var card = Folded([.. Said, new InitiativeWithdrawn(Ideas.Part, People.Host, "Blev inget")], out var rows);
        Assert.That((card.State, card.Supports, rows.All<BallotRow>().Count), Is.EqualTo(("withdrawn", 1, 1)));
    }

    static InitiativeCard Folded(object[] then, out InMemoryReadModels rows)
    {
        rows = new(new InitiativeProjection());
        object[] before =
        [
            .. new[] { Ideas.Whole, Ideas.Part }.Select(idea => new InitiativeProposed(idea, People.Host, "klippan", [], 1, "Promenad", "", [], [], [], Start.AddDays(20), null)),
            new InitiativeSplitOff(Ideas.Part, Ideas.Whole, People.Host, "Två idéer i en"),
        ];
        var position = 0;
        foreach (var e in before.Concat(then))
            rows.Fold(new Recorded(++position, Programme, $"initiative-{Ideas.Part:N}", position, "", Guid.NewGuid(), People.Host, Start.AddMinutes(position), e));
        return rows.Find<InitiativeCard>(Ideas.Part)!;
    }
}
