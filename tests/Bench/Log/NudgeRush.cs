using System.Collections.Concurrent;
using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;

namespace Activation.Bench.Log;

/// <summary>
/// Ten thousand nudges fall due in the same minute: found, weighed, claimed and handed over once by two nodes, and told to the log; with letters of two words, and with
/// the letters of the week that the product writes.
/// </summary>
static class NudgeRush
{
    const int Due = 10_000, Nodes = 2;

    const string Became = "select concat_ws(' ', count(*), kind, state, reason) from hub.nudge group by kind, state, reason order by count(*) desc";

    public static async Task Measure(Session session)
    {
        if (!session.Alone) await Measure(session, "all handed over once", _ => (_, _) => Task.FromResult<LetterOf>(Write));
        await Measure(session, "each written as it is, all handed over once", town => town.Of<LettersOf>());
    }

    static async Task Measure(Session session, string what, Func<Town, LettersOf> letters)
    {
        var (seconds, bosses) = (new List<double>(), new List<double>());
        for (var round = 0; round < session.Rounds; round++)
        {
            await using var town = await Town.Start(session.Over);
            await Settle(town, session.Over);
            var carrier = new Counting();
            session.BeginsNow();
            var begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => town.Nudges(carrier, letters(town)).Run(default, session.Over)));
            seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            if (carrier.Taken.Count != Due || carrier.Taken.Values.Any(times => times != 1))
                throw new InvalidOperationException($"{carrier.Taken.Count} were handed over, {carrier.Taken.Values.Sum()} times: {string.Join(", ", await town.Column<string>(Became))}");
            using var boss = session.Alone ? null : Peer.On("pgboss", "pg-boss", town.Database);
            if (boss is not null) bosses.Add(await boss.Ask($"{Due} {Nodes}"));
            Session.Say($"round {round + 1}: {seconds[^1]:N1}, beside {(boss is null ? "nothing" : $"{bosses[^1]:N1}")} s");
        }

        if (bosses.Count == 0 && !session.Alone) session.Report.Without("pg-boss is not on this package source: no figures beside it");

        session.Report.Add(new Figure(
            $"{Due:N0} nudges due at once, {Nodes} nodes: {what}", "s", [.. seconds],
            bosses.Count > 0 ? "pg-boss 10.4 on Node, as many jobs that do nothing, two processes" : null, bosses.Count > 0 ? [.. bosses] : null, Goal.Most(20)));
    }

    /// <summary>The clock stands on a Tuesday in spring, a quarter to nine: the digest of the week is due for everybody whom chance does not hold out.</summary>
    static async Task Settle(Town town, CancellationToken over)
    {
        var now = new DateTimeOffset(2027, 3, 9, 8, 45, 0, TimeSpan.FromHours(1));
        // One more has the idea that the others are told of: there is nothing to tell them of what is their own.
        var people = Ids().Where(id => !HoldOut.Has(id, NudgeKind.WeeklyDigest, "2027-Q1")).Take(Due + 1).ToArray();
        var place = town.Here.Municipalities[0].Municipality;
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 256, CancellationToken = over }, async (person, _) =>
            await town.Log.Append(new Append(
                Guid.CreateVersion7(), town.Here.Id, null, $"member-{town.Here.Id:N}-{person:N}", 0, now.AddDays(-90).ToUniversalTime(), [new MemberEnrolled(person, place, [Role.CoreTeam])]), CancellationToken.None));
        var idea = Guid.CreateVersion7();
        await town.Log.Append(new Append(
            Guid.CreateVersion7(), town.Here.Id, people[0], $"initiative-{idea:N}", 0, now.AddDays(-1).ToUniversalTime(),
            [new InitiativeProposed(idea, people[0], place, [], 0, "Familjegirot", "", [], [], [], now.AddDays(20).ToUniversalTime(), null)]), over);
        await town.Of<PeopleDirectory>().Add([.. people.Select((person, n) => new PersonRow(person, $"Prov {n}", $"prov{n}@example.test", "sv"))]);
        await town.ReadModels.WaitFor(await town.Log.Head(over), TimeSpan.FromMinutes(2), over);
        // Those of the demo would be due as well, and are not what is counted.
        await town.Of<Views>().Execute(
            $"""
            create or replace function hub.clock() returns timestamptz language sql stable as 'select timestamptz ''{now:O}''';
            insert into hub.nudge_choice select person, 0, array[]::text[], null, hub.clock() from hub.person where email not like 'prov%@example.test'
            """);
    }

    static IEnumerable<Guid> Ids()
    {
        while (true) yield return Guid.CreateVersion7();
    }

    static Task<Letter?> Write(NudgeRow nudge, PersonRow person, ProgrammeView here, IReadOnlyList<NudgeRow> waiting) =>
        Task.FromResult<Letter?>(new Letter(person.Email, person.Language, "invitations.letter", here.Card.Name, person.Name));

    /// <summary>A mail server that takes everything at once: what is measured is ours.</summary>
    sealed class Counting : ICarrier
    {
        public ConcurrentDictionary<string, int> Taken { get; } = new();

        public Task Carry(PrintedLetter mail, CancellationToken cancellationToken)
        {
            Taken.AddOrUpdate(mail.MessageId!, 1, (_, times) => times + 1);
            return Task.CompletedTask;
        }
    }
}
