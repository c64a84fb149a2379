using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;

namespace Activation.Bench.Log;

/// <summary>What somebody who writes an idea waits for: which of a hundred thousand may be about the same thing.</summary>
static class SimilarIdeas
{
    const int Initiatives = 100_000;
    const int Titles = 200;

    static readonly string[] Deeds =
    [
        "Språkpromenad", "Kulturkväll", "Cykelkök", "Odlingslotter", "Lunchföreläsning", "Läxhjälp", "Körsång", "Fikaträff", "Bytardag", "Simskola", "Filmvisning",
        "Berättarkväll", "Träffpunkt", "Mentorskap", "Idrottsdag", "Skrivarverkstad", "Föreningsmässa", "Konstvandring", "Matlagning", "Digital hjälp",
    ];

    static readonly string[] Places =
    [
        "på biblioteket", "i stadsparken", "vid stationen", "på torget", "i skolan", "på äldreboendet", "i ungdomens hus", "vid havet", "i bygdegården", "på museet",
        "i simhallen", "i kyrkan", "på idrottsplatsen", "i medborgarhuset", "vid ån", "i byn", "på vårdcentralen", "i receptionen", "på nätet", "i kommunhuset",
    ];

    static readonly string[] Groups =
    [
        "för nyinflyttade", "för unga", "för äldre", "för barnfamiljer", "för föreningar", "för företagare", "för medarbetare", "för språkvänner", "för alla åldrar",
        "för arbetssökande", "för volontärer", "för studenter", "för gäster", "för grannar", "för nya medborgare", "för pensionärer", "för chefer", "för politiker",
    ];

    static readonly string[] Times =
        ["varje vecka", "en gång i månaden", "på lördagar", "i sommar", "efter jobbet", "hela hösten", "på lunchen", "i april", "varannan torsdag", "under en helg"];

    public static async Task Measure(Session session)
    {
        await using var town = await Town.Start(session.Over);
        Session.Say($"writing {Initiatives:N0} initiatives");
        await Fill(town);
        var (similar, random) = (town.Of<Similar>(), new Random(7));
        for (var i = 0; i < 20; i++) await similar.To(Title(random), town.Here.Id);
        var (median, slowest, worst) = (new List<double>(), new List<double>(), (Title: "", Took: 0.0));
        session.BeginsNow();
        for (var round = 0; round < session.Rounds; round++)
        {
            var took = new List<double>();
            for (var i = 0; i < Titles; i++)
            {
                var (title, begun) = (Title(random), Stopwatch.GetTimestamp());
                if ((await similar.To(title, town.Here.Id)).Count == 0) throw new InvalidOperationException($"Nothing is like {title}");
                took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (took[^1] > worst.Took) worst = (title, took[^1]);
            }

            median.Add(Spread.Of(took).Median);
            slowest.Add(Spread.Of(took).Max);
            Session.Say($"round {round + 1}: {Spread.Of(took).Min:N1} / {median[^1]:N1} / {slowest[^1]:N1} ms; the slowest of all so far: {worst.Title}");
        }

        session.Report.Add(new Figure($"similar among {Initiatives:N0} initiatives, the median of {Titles} titles", "ms", [.. median], Goal: Goal.Most(100)));
        session.Report.Add(new Figure("the slowest of them", "ms", [.. slowest], Goal: Goal.Most(100)));
    }

    static async Task Fill(Town town)
    {
        var (random, now) = (new Random(1), DateTimeOffset.UtcNow);
        var written = Enumerable.Range(0, Initiatives).Select(_ => (Title: Title(random), Text: $"{Title(random)}. {Title(random)}. {Title(random)}.")).ToList();
        await Parallel.ForAsync(0, Initiatives, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (i, _) =>
        {
            var (id, proposer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            var proposed = new InitiativeProposed(
                id, proposer, town.Here.Municipalities[i % town.Here.Municipalities.Count].Municipality, [], 1, written[i].Title, written[i].Text, [], [], [], now.AddDays(20), null);
            await town.Log.Append(new Append(Guid.CreateVersion7(), town.Here.Id, proposer, $"initiative-{id:N}", 0, now, [proposed]), CancellationToken.None);
        });
        await town.Settle();
    }

    static string Title(Random random) => string.Join(' ', new[] { Deeds, Places, Groups, Times }.Select(words => words[random.Next(words.Length)]));
}
