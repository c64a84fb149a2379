using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Scores;

/// <summary>Two copies of one idea that become one have been adopted once.</summary>
public sealed class MergedCopiesTests : KlippanTests
{
    const string Lender = "helsingborg", Neighbour = "astorp", Third = "bjuv";

    [Test]
    public async Task Two_copies_that_become_one_are_one_adoption_until_that_is_undone([Values] bool inAThird)
    {
        var parent = await Propose(Owner, null, Lender);
        var (one, two) = (await Copy(parent, Klippan), await Copy(parent, Neighbour));
        var into = inAThird ? await Propose(Owner, null, Third) : two;
        var before = await Adoptions();
        await Merge(one, into);
        if (inAThird) await Merge(two, into);
        Assert.That(await Adoptions(), Is.EqualTo((before.In, before.Out - 1)), "each of the two has taken it up, and it was lent once");
        await Append(StreamNames.Initiative(one).Name, 5, Other, new MergeUndone(one, into, Other));
        Assert.That(await Adoptions(), Is.EqualTo(before));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    async Task Merge(Guid one, Guid into)
    {
        var stream = StreamNames.Initiative(into).Name;
        await Append(stream, (await Hub.Log.ReadStream(stream)).Count, Other, new DuplicateTakenIn(into, one, Other, DateTimeOffset.UtcNow));
        await Append(StreamNames.Initiative(one).Name, 4, Other, new InitiativeMerged(one, into, Other, "Samma idé"));
    }

    async Task<Guid> Copy(Guid parent, string home)
    {
        var copy = await Propose(Owner, parent, home);
        await SayYes(copy, Owner);
        return copy;
    }

    async Task<(int In, int Out)> Adoptions()
    {
        var rows = (await Ranking()).Rows;
        return (Of(Klippan), Of(Lender));

        int Of(string place) => rows.Single(row => row.Key == place).Facts.Adoptions;
    }
}
