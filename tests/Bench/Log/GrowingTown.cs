using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Store;

namespace Activation.Bench.Log;

/// <summary>Ten thousand members propose, vote, carry out, rate and borrow for two years: the demo's programme with as many more initiatives as one wants, each with its fifty events, in the order in which they happened.</summary>
sealed class GrowingTown(Town town, int initiatives)
{
    public const int EventsOfAnInitiative = 50;

    const int Members = 10_000;
    const int Days = 730;
    const int WritersAtOnce = 256;
    const int Batch = 2_000;
    const int Raters = 3;

    /// <summary>So many initiatives back lies what one in ten borrows: further than are written at once.</summary>
    const int Borrowed = 2 * WritersAtOnce + 1;

    static readonly string[] Words =
        ["bänkar", "cykel", "skolgård", "odling", "bibliotek", "fika", "lek", "promenad", "återbruk", "musik", "trygghet", "språk", "hamn", "torg", "natur", "läxhjälp"];

    readonly Guid[] ideas = new Guid[initiatives];
    readonly Guid[] members = [.. Enumerable.Range(0, Members).Select(_ => Guid.CreateVersion7())];
    readonly DateTimeOffset now = DateTimeOffset.UtcNow;
    int deeds, turn;

    Guid Programme => town.Here.Id;

    /// <summary>One after another of the members.</summary>
    public Guid Voter() => members[(int)((uint)Interlocked.Increment(ref turn) % Members)];

    string Home(int n) => town.Here.Municipalities[n % town.Here.Municipalities.Count].Municipality;

    /// <summary>Writes all of it; what was there before stays.</summary>
    public async Task Grow()
    {
        await Each(Members, i => Write(
            members[i], $"member-{Programme:N}-{members[i]:N}", now.AddDays(-Days), new MemberEnrolled(members[i], Home(i), [Role.CoreTeam])));
        // The read models follow close behind: a hub that has run for two years has nothing left to fold.
        for (var first = 0; first < initiatives; first += Batch)
        {
            var from = first;
            await Each(Math.Min(Batch, initiatives - from), i => Live(from + i));
            if (!await town.ReadModels.WaitFor(await town.Log.Head(), TimeSpan.FromMinutes(10))) throw new InvalidOperationException("The read models did not follow");
        }

        await town.Settle();
    }

    /// <summary>One more initiative, with an activity that is carried out at once: it moves all figures of today.</summary>
    public async Task Deed()
    {
        var at = DateTimeOffset.UtcNow;
        await Begin(Interlocked.Increment(ref deeds), at, DateOnly.FromDateTime(at.UtcDateTime));
    }

    async Task Live(int n)
    {
        var at = now.AddDays(-Days * (1 - (n + .5) / initiatives));
        var (initiative, activity) = await Begin(n, at, DateOnly.FromDateTime(at.AddDays(14).UtcDateTime), n % 10 == 9 && n >= Borrowed && ideas[n - Borrowed] is var idea && idea != default ? idea : null);
        ideas[n] = initiative;
        for (var voter = 0; voter < EventsOfAnInitiative - 6 - Raters; voter++)
        {
            var member = members[(n * 31 + voter * 97 + 1) % Members];
            await Write(
                member, $"vote-{initiative:N}-{member:N}", at.AddHours(voter),
                new VoteCast(initiative, member, Home(n + voter), voter % 4 == 0 ? Stance.NotNow : Stance.Support, null));
        }

        if (at.AddDays(14) > now) return;
        // Grades from three to five: of six deeds in a hundred a story can be told.
        for (var rater = 0; rater < Raters; rater++)
        {
            var member = members[(n * 31 + rater * 97 + 1) % Members];
            await Write(member, $"rating-{activity:N}-{member:N}", at.AddDays(16 + rater), new OutcomeRated(initiative, activity, member, RaterPart.Participant, 3 + (n / 7 + rater * n / 3) % 3, null, null));
        }
    }

    /// <param name="day">When its activity is to be carried out; it is, if that day has come.</param>
    /// <param name="parent">What it is borrowed from, if it is.</param>
    async Task<(Guid Initiative, Guid Activity)> Begin(int n, DateTimeOffset at, DateOnly day, Guid? parent = null)
    {
        var (initiative, activity, proposer, approver) = (Guid.CreateVersion7(), Guid.CreateVersion7(), members[n % Members], members[(n + 1) % Members]);
        var title = $"{Word(n)} och {Word(n / 16)} i {Home(n)} {n}";
        var plan = new ActivityPlan(title, "Vi gör det tillsammans", "Enheten", "En lördag", day, "Torget", "Ringa", day.AddDays(-7), "Många kommer", "", "");
        await Write(
            proposer, $"initiative-{initiative:N}", at,
            new InitiativeProposed(initiative, proposer, Home(n), [], StageOn(DateOnly.FromDateTime(at.UtcDateTime)), title, $"Mer {Word(n / 7)}, mindre {Word(n / 3)}.", [], [], [], at.AddDays(21), parent),
            new ActivityPlanned(initiative, activity, proposer, Home(n), plan, proposer), new ActivitySubmitted(initiative, activity, 80),
            new ActivityApproved(initiative, activity, approver, null), new ActivityScheduled(initiative, activity, "Enheten", day, "Torget"));
        if (day <= DateOnly.FromDateTime(now.UtcDateTime))
            await Write(proposer, $"initiative-{initiative:N}", at.AddDays(14), 5, new ActivityCarriedOut(initiative, activity, proposer, day, 12, ""));
        return (initiative, activity);
    }

    // Before the programme began, and between two stages, those of the one before.
    int StageOn(DateOnly day) => town.Here.Stages.LastOrDefault(stage => stage.FromOn <= day)?.Stage ?? 0;

    static string Word(int n) => Words[n % Words.Length];

    Task Write(Guid by, string stream, DateTimeOffset at, params object[] told) => Write(by, stream, at, 0, told);

    async Task Write(Guid by, string stream, DateTimeOffset at, int version, params object[] told)
    {
        var append = new Append(Guid.CreateVersion7(), Programme, by, stream, version, Past(at), told);
        if (await town.Log.Append(append) is not Appended) throw new InvalidOperationException($"{stream} was refused");
    }

    // What would have come later than now has come now.
    static DateTimeOffset Past(DateTimeOffset at) => DateTimeOffset.UtcNow is var latest && at < latest ? at : latest;

    static Task Each(int count, Func<int, Task> write) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce }, async (i, _) => await write(i));
}
