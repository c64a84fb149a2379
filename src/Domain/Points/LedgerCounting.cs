using Activation.Domain.Scoring;

namespace Activation.Domain.Points;

/// <summary>Counts deeds in the order of the log, remembering of the earlier ones what the rules ask about.</summary>
sealed class LedgerCounting(Guid member, RulesBook book)
{
    readonly List<PointsEntry> entries = [];
    readonly Dictionary<DeedKind, List<DateTimeOffset>> times = [];
    readonly Dictionary<(DeedKind Kind, int Year, int Month), int> months = [];
    readonly Dictionary<int, decimal> weeks = [];

    /// <summary>What each other vouched for in a stage, and what one vouched for of theirs: each thing once, however often it is said.</summary>
    readonly Dictionary<(Guid Other, int Stage), HashSet<(DeedKind Kind, Guid About)>> received = [];
    readonly Dictionary<(Guid Other, int Stage), HashSet<(DeedKind Kind, Guid About)>> given = [];

    /// <summary>What stands of the deeds that can be taken back, by what they are about.</summary>
    readonly Dictionary<(DeedKind Kind, Guid About), PointsEntry> standing = [];

    /// <summary>From when on each good example was shown: one that is shown again fades on from there, and is not new.</summary>
    readonly Dictionary<Guid, DateOnly> shownSince = [];

    public IReadOnlyList<PointsEntry> Entries => entries;

    public void Count(Deed deed)
    {
        if (deed.Member != member)
        {
            // One's own word for somebody else: it earns nothing, and is remembered.
            if (deed.By == member) Vouched(given, deed.Member, deed);
            return;
        }

        var rules = book.On(Day(deed));
        switch (deed.Kind)
        {
            case DeedKind.Approved when !standing.ContainsKey((DeedKind.Approved, deed.Initiative)):
                standing[(DeedKind.Approved, deed.Initiative)] = Earn(deed, rules);
                break;
            case DeedKind.Withdrawn when standing.Remove((DeedKind.Approved, deed.Initiative), out var approved):
                TakeBack(deed, approved, rules);
                break;
            case DeedKind.OutcomeRated:
                Rate(deed, (deed.Kind, About(deed)), rules);
                break;
            case DeedKind.ExamplePublished when !standing.ContainsKey((deed.Kind, About(deed))):
                standing[(deed.Kind, About(deed))] = Earn(deed, rules, ShownSince(deed));
                break;
            case DeedKind.ExampleTakenDown when standing.Remove((DeedKind.ExamplePublished, About(deed)), out var shown):
                TakeBack(deed, shown, rules);
                break;
            case DeedKind.Decided when !IsInTime(deed, rules):
            case DeedKind.Approved or DeedKind.Withdrawn or DeedKind.ExamplePublished or DeedKind.ExampleTakenDown:
                break;
            default:
                Earn(deed, rules);
                break;
        }
    }

    // Every grade vouches, also those before the one that makes the outcome good: in a ring that would be somebody else each time.
    void Rate(Deed deed, (DeedKind, Guid) about, ScoringRules rules)
    {
        if (deed.By is { } rater && rater != member) Vouched(received, rater, deed);
        var isGood = deed.Grades?.IsGood(rules) == true;
        if (isGood && !standing.ContainsKey(about)) standing[about] = Earn(deed, rules);
        else if (!isGood && standing.Remove(about, out var earlier)) TakeBack(deed, earlier, rules);
    }

    PointsEntry Earn(Deed deed, ScoringRules rules, DateOnly? since = null)
    {
        var from = since ?? Day(deed);
        var why = new List<Reason>();
        var worth = Worth(deed.Kind, rules.Points);
        var points = Math.Round(worth * Repeated(deed, rules.Points, why) * Mutual(deed, rules.Points, why), 2, MidpointRounding.AwayFromZero);
        if (IsMonthFull(deed, rules.Points, why)) points = 0;
        var entry = new PointsEntry(deed, rules.Version, worth, WithinWeek(from, points, rules.Points, why), from, why);
        entries.Add(entry);
        return entry;
    }

    // What is taken back has not been: neither is the next of its kind the second one, nor is the room in its week used up.
    void TakeBack(Deed deed, PointsEntry earlier, ScoringRules rules)
    {
        entries.Add(new(deed, rules.Version, -earlier.Worth, -earlier.Points, earlier.FadesFrom, []));
        times[Shared(earlier.Deed.Kind)].Remove(earlier.Deed.At);
        weeks[Week(earlier.FadesFrom)] -= earlier.Points;
    }

    DateOnly ShownSince(Deed deed)
    {
        shownSince.TryAdd(About(deed), Day(deed));
        return shownSince[About(deed)];
    }

    /// <summary>The n-th of its kind within the days is worth 1 ÷ (1 + damping · (n − 1)).</summary>
    decimal Repeated(Deed deed, PointRules rules, List<Reason> why)
    {
        var kind = Shared(deed.Kind);
        if (!times.TryGetValue(kind, out var earlier)) times[kind] = earlier = [];
        // Sorted, so that a long history is not gone through for every line of it.
        var n = 1 + earlier.Count - Place(earlier, deed.At.AddDays(-rules.DampingDays));
        earlier.Insert(Place(earlier, deed.At), deed.At);
        if (n > 1 && rules.Damping > 0) why.Add(new(Cut.Repeated, n));
        return 1 / (1 + rules.Damping * (n - 1));
    }

    /// <summary>Who vouch for each other the m-th time in a stage: 1 ÷ (1 + max(0, m − free)).</summary>
    decimal Mutual(Deed deed, PointRules rules, List<Reason> why)
    {
        if (deed.By is not { } other || other == member) return 1;
        var m = Math.Min(Vouched(received, other, deed), given.GetValueOrDefault((other, deed.Stage))?.Count ?? 0);
        if (m <= rules.MutualFree) return 1;
        why.Add(new(Cut.Mutual, m));
        return 1m / (1 + m - rules.MutualFree);
    }

    bool IsMonthFull(Deed deed, PointRules rules, List<Reason> why)
    {
        if (MostAMonth(deed.Kind, rules) is not { } most) return false;
        var month = (Shared(deed.Kind), deed.At.Year, deed.At.Month);
        var had = months.GetValueOrDefault(month);
        if (had < most)
        {
            months[month] = had + 1;
            return false;
        }

        why.Add(new(Cut.MonthFull, most));
        return true;
    }

    decimal WithinWeek(DateOnly from, decimal points, PointRules rules, List<Reason> why)
    {
        var week = Week(from);
        var had = weeks.GetValueOrDefault(week);
        var room = Math.Max(0, rules.WeekCap - had);
        if (points > room) why.Add(new(Cut.WeekFull, rules.WeekCap));
        var within = Math.Min(points, room);
        weeks[week] = had + within;
        return within;
    }

    static Guid About(Deed deed) => deed.Activity ?? deed.Initiative;

    static DateOnly Day(Deed deed) => DateOnly.FromDateTime(deed.At.DateTime);

    static decimal Worth(DeedKind kind, PointRules rules) => kind switch
    {
        DeedKind.Approved => rules.Approved,
        DeedKind.Completed => rules.CompletedOnTime,
        DeedKind.OutcomeRated => rules.GoodOutcome,
        DeedKind.ExamplePublished => rules.ExamplePublished,
        DeedKind.ExampleLent => rules.ExampleLent,
        DeedKind.ExampleAdopted => rules.ExampleAdopted,
        DeedKind.HelpGiven => rules.HelpGiven,
        DeedKind.Rated or DeedKind.PulseAnswered => rules.Rated,
        DeedKind.Decided => rules.DecisionInTime,
        _ => 0,
    };

    static int? MostAMonth(DeedKind kind, PointRules rules) => kind switch
    {
        DeedKind.HelpGiven => rules.HelpAMonth,
        DeedKind.Rated or DeedKind.PulseAnswered => rules.RatedAMonth,
        _ => null,
    };

    // A rating and an answer to a pulse are the same kind of hand lent, for the month as for the next one within the days.
    static DeedKind Shared(DeedKind kind) => kind == DeedKind.PulseAnswered ? DeedKind.Rated : kind;

    static bool IsInTime(Deed deed, ScoringRules rules) => deed.Waited <= rules.Points.DecisionWithinDays;

    // Weeks begin on a Monday, as 1 January of year 1 did.
    static int Week(DateOnly day) => day.DayNumber / 7;

    /// <summary>How many of them are not later.</summary>
    static int Place(List<DateTimeOffset> sorted, DateTimeOffset at)
    {
        var found = sorted.BinarySearch(at);
        if (found < 0) return ~found;
        while (found < sorted.Count && sorted[found] == at) found++;
        return found;
    }

    static int Vouched(Dictionary<(Guid, int), HashSet<(DeedKind, Guid)>> things, Guid other, Deed deed)
    {
        if (!things.TryGetValue((other, deed.Stage), out var theirs)) things[(other, deed.Stage)] = theirs = [];
        theirs.Add((deed.Kind, About(deed)));
        return theirs.Count;
    }
}
