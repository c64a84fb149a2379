using Activation.Web.Features.Stories;

namespace Activation.Web.Tests.Stories;

/// <summary>A page of what could be told is found without going through all of it, and is the page that it would be otherwise.</summary>
public sealed class InboxOrderTests
{
    static readonly string[] Places = ["bjuv", "klippan", "svalöv", "åstorp"];

    [Test]
    public void Whichever_page_is_asked_for_it_is_that_of_all_in_their_order([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var (all, lately) = (Some(random, random.Next(400)), Lately(random));
        var candidates = new Candidates();
        candidates.Add(all, 1);
        Holds(candidates.Answer, all, lately);
    }

    [Test]
    public void What_goes_is_gone_and_what_was_answered_before_stays_as_it_was([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        var (all, lately) = (Some(random, 300), Lately(random));
        var candidates = new Candidates();
        foreach (var own in all.Chunk(3)) candidates.Add(own, 1);
        var before = candidates.Answer;
        random.Shuffle(all);
        candidates.Add(all[..200], -1);
        Holds(candidates.Answer, all[200..], lately);
        Holds(before, all, lately);
    }

    static void Holds(InboxOrder turns, IReadOnlyList<Candidate> all, IReadOnlyList<ToldLately> lately)
    {
        var ordered = all
            .Select(one => new InPlace(one, lately.Where(told => told.Municipality == one.Municipality).Sum(told => told.Stories),
                lately.SingleOrDefault(told => told.Municipality == one.Municipality && told.Unit == one.Unit)?.Stories ?? 0))
            .OrderByDescending(turn => Math.Floor(turn.One.Outcome / InboxList.AsGood + 1e-9)).ThenBy(turn => turn.Told).ThenBy(turn => turn.ToldOfUnit)
            .ThenByDescending(turn => turn.One.Outcome).ThenBy(turn => turn.One.Number).ThenBy(turn => turn.One.Activity.ToString(), StringComparer.Ordinal).ToList();
        Assert.That(turns.Total, Is.EqualTo(all.Count));
        foreach (var from in new[] { 0, 1, 29, 30, 31, all.Count / 2, Math.Max(0, all.Count - 1), all.Count, all.Count + 1, 1_000_000 })
            Assert.That(turns.From(from, lately).Take(InboxList.APage), Is.EqualTo(ordered.Skip(from).Take(InboxList.APage)), $"from {from}");
    }

    // Few grades, places and units: many are alike.
    static Candidate[] Some(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new Candidate(
            Id(random), Id(random), random.Next(40), Places[random.Next(Places.Length)], random.Next(-3, 4), 4 + random.Next(11) / 10.0)),
    ];

    static ToldLately[] Lately(Random random) =>
    [
        .. from place in Places.Append("höganäs")
           where random.Next(4) > 0
           from unit in Enumerable.Range(-4, 9)
           where random.Next(3) == 0
           select new ToldLately(place, unit, random.Next(1, 4)),
    ];

    static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
