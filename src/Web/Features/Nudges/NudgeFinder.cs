using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Web.Features.Nudges.Families;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>Asks the rules: what is due, and later, of a few, whether it still is.</summary>
public sealed class NudgeFinder(Views views)
{
    /// <summary>Days: who was back before then has missed nothing that is of use still.</summary>
    const int Remembered = 250;

    sealed record Out(Guid Person, DateOnly From, DateOnly To);

    public static IReadOnlyList<IFamily> Families { get; } =
    [
        new BeginningFacts(), new ProposingFacts(), new QueueFacts(), new AnswerFacts(), new CarryingOutFacts(), new TalkFacts(), new OutcomeFacts(),
        new ExampleFacts(), new StoryFacts(), new MunicipalityFacts(), new WeeklyFacts(), new StirringFacts(),
    ];

    public static NudgeTime Time(ProgrammeView here, DateTimeOffset now) => new(here.Id, here.Local(now), Window(here));

    public static SendWindow Window(ProgrammeView here) => new(here.TimeZone, QuietWeeks.Of(here.Card.QuietFrom, here.Card.QuietTo));

    public async Task<IReadOnlyList<DueNudge>> Find(ProgrammeView here, DateTimeOffset now)
    {
        var scope = new Scope(views.In(here.Id), await TimeWithAbsences(here, now), here.Rules.On(here.Today(now)));
        var due = new List<DueNudge>();
        foreach (var family in Families) due.AddRange(await family.Find(scope));
        return due;
    }

    /// <summary>Of these, the ones that the rules would find now, with what their texts name now.</summary>
    public async Task<IReadOnlyDictionary<Guid, DueNudge>> StillTrue(ProgrammeView here, DateTimeOffset now, IReadOnlyCollection<NudgeRow> rows)
    {
        var due = new Dictionary<Guid, DueNudge>();
        var time = await TimeWithAbsences(here, now);
        foreach (var family in Families)
        {
            var own = rows.Where(row => family.Kinds.Contains(row.Kind)).ToList();
            if (own.Count == 0) continue;
            var scope = new Scope(
                views.In(here.Id), time, here.Rules.On(here.Today(now)), [.. own.Select(row => row.Subject).OfType<Guid>().Distinct()], [.. own.Select(row => row.Recipient).Distinct()]);
            var found = await family.Find(scope);
            var (exact, about) = (found.ToDictionary(Stored.Id), found.ToLookup(KeyOf));
            foreach (var row in own)
                if (exact.GetValueOrDefault(row.Nudge) is { } same) due[row.Nudge] = same;
                else if (OutlivesItsPeriod(row) && about[KeyOf(row.Due())].FirstOrDefault(one => IsOfItsTurn(row, one)) is { } later) due[row.Nudge] = later with { Period = row.Period };
        }

        return due;
    }

    /// <summary>The clock with the days on which single people could not be told.</summary>
    // What somebody chose is theirs and of no programme. Of a rest from before its beginning was kept it is for as long as one may, at most.
    public async Task<NudgeTime> TimeWithAbsences(ProgrammeView here, DateTimeOffset now)
    {
        var time = Time(here, now);
        var of = new { here.Id, since = time.Today.AddDays(-Remembered), now, from = now.AddDays(-Remembered), longest = 7 * NudgeChoice.Snoozes.Max(), zone = time.Window.Zone.Id };
        var away = await views.In(here.Id).Many<Out>(
            "select member as person, away_from as \"from\", away_to as \"to\" from member where programme = @Id and away_to >= @since and away_from <= @now and not \"left\"", of);
        var asleep = await views.Everywhere.Many<Out>(
            """
            select person, (coalesce(snoozed_at, snoozed_until - make_interval(days => @longest)) at time zone @zone)::date as "from", (snoozed_until at time zone @zone)::date as "to" from hub.nudge_choice c
             where snoozed_until between @from and @now + interval '1 year' and exists (select from member m where m.programme = @Id and m.member = c.person)
            """,
            of);
        return time with { Unreached = away.Concat(asleep).ToLookup(one => one.Person, one => new Absence(one.From, one.To)) };
    }

    /// <summary>
    /// What was said in the first half of a week is true in the second when the rule still finds it. Not so an answer, or a letter of a week, of which
    /// each is an occasion of its own.
    /// </summary>
    static bool OutlivesItsPeriod(NudgeRow row) => row.PassedAt is not null && row.Kind is not (NudgeKind.WeeklyDigest or NudgeKind.IdeaLivesOn or NudgeKind.FollowedApproved) && !row.Kind.Rules().IsForAll;

    /// <summary>Of reminders that follow each other, the first is mailed no more when the second is due.</summary>
    static bool IsOfItsTurn(NudgeRow row, DueNudge later) =>
        NudgePeriod.TurnOf(row.Period) is not { } turn || NudgePeriod.TurnOf(later.Period) == turn;

    static (NudgeKind Kind, string Object, Guid Recipient) KeyOf(DueNudge due) => (due.Kind, due.Object, due.Recipient);
}
