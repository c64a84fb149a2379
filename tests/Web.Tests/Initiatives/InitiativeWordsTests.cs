using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Tests.Initiatives;

/// <summary>What an initiative is found by follows what it is called and whether it is in play, and nothing else.</summary>
public sealed class InitiativeWordsTests
{
    static readonly DateTimeOffset Start = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    static readonly (Guid Programme, Guid Proposer, Guid Idea, Guid Other) Town = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    InMemoryReadModels rows;
    int position;

    [SetUp]
    public void Propose()
    {
        (rows, position) = (new(new InitiativeProjection()), 0);
        foreach (var idea in (Guid[])[Town.Idea, Town.Other])
            Happens(new InitiativeProposed(idea, Town.Proposer, "klippan", [], 1, "Promenad", "Runt sjön", [], [], [], Start.AddDays(20), null));
    }

    [Test]
    public void They_are_those_of_today()
    {
        Assert.That(Words, Is.EqualTo(new InitiativeWords(Town.Idea, Town.Programme, 1, "Promenad", "Runt sjön", InPlay: true)));
        Happens(new InitiativeReworded(Town.Idea, "Löprunda", "Runt ån", [], [], []));
        Assert.That(Words, Is.EqualTo(new InitiativeWords(Town.Idea, Town.Programme, 1, "Löprunda", "Runt ån", InPlay: true)));
    }

    [Test]
    public void What_is_withdrawn_or_merged_is_out_of_play_and_comes_back_undone()
    {
        Happens(new InitiativeMerged(Town.Idea, Town.Other, Town.Proposer, "samma"));
        Assert.That(Words.InPlay, Is.False, "merged");
        Happens(new MergeUndone(Town.Idea, Town.Other, Town.Proposer));
        Assert.That(Words.InPlay, Is.True, "undone");
        Happens(new InitiativeWithdrawn(Town.Idea, Town.Proposer, "blev inget"));
        Assert.That(Words.InPlay, Is.False, "withdrawn");
    }

    // An index of words is dear to write: a vote a second would write it every second.
    [Test]
    public void A_vote_does_not_write_them()
    {
        var before = Words;
        Happens(new VoteCast(Town.Idea, Guid.NewGuid(), "klippan", Stance.Support, null));
        Assert.That(rows.Find<InitiativeCard>(Town.Idea)!.Supports, Is.EqualTo(1));
        Assert.That(Words, Is.SameAs(before));
    }

    InitiativeWords Words => rows.Find<InitiativeWords>(Town.Idea)!;

    void Happens(object e)
    {
        position++;
        rows.Fold(new Recorded(position, Town.Programme, $"initiative-{Town.Idea:N}", position, "", Guid.NewGuid(), Town.Proposer, Start.AddMinutes(position), e));
    }
}
