namespace Activation.Domain.Points;

/// <summary>A badge and the condition under which a member's deeds have earned it.</summary>
/// <param name="EarnedBy">The deed that completed it; null as long as it is not earned. It gets all deeds of the member, in any order.</param>
public sealed record BadgeRule(Badge Badge, Func<IReadOnlyCollection<Deed>, Deed?> EarnedBy);

/// <summary>
/// Badges are about deeds: each of them can be earned by anybody, once, at their own pace. None counts points, none asks for days in a row,
/// and none is better than another.
/// </summary>
public static class Badges
{
    /// <summary>So many came: it was an open door.</summary>
    public const int GuestsOfAHost = 10;

    /// <summary>So many outcomes of others were rated.</summary>
    public const int RatingsOfAListener = 5;

    /// <summary>So many activities got an answer with a reason.</summary>
    public const int StraightAnswers = 10;

    /// <summary>Deeds in so many different months, with however long a pause between them.</summary>
    public const int MonthsOfTheLasting = 4;

    public static IReadOnlyList<BadgeRule> All { get; } =
    [
        new(Badge.FirstStep, AnIdeaGotItsYes),
        new(Badge.KeptPromise, SomethingWasDoneByTheDayAgreed),
        new(Badge.Bridge, SomethingWasDoneAcrossABorder),
        new(Badge.Reuser, AnIdeaFromElsewhereWasCompleted),
        new(Badge.Example, OnesIdeaWasCompletedElsewhere),
        new(Badge.Host, ManyCame),
        new(Badge.Listener, OutcomesOfOthersWereRated),
        new(Badge.StraightAnswers, ManyGotAnAnswerWithAReason),
        new(Badge.Lasting, ThereWereDeedsInSeveralMonths),
    ];

    static Deed? AnIdeaGotItsYes(IReadOnlyCollection<Deed> deeds) => First(deeds, deed => deed.Kind == DeedKind.Approved);

    static Deed? SomethingWasDoneByTheDayAgreed(IReadOnlyCollection<Deed> deeds) => First(deeds, deed => deed.Kind == DeedKind.Completed);

    static Deed? SomethingWasDoneAcrossABorder(IReadOnlyCollection<Deed> deeds) =>
        First(deeds, deed => deed is { Kind: DeedKind.Completed, Across: true });

    static Deed? AnIdeaFromElsewhereWasCompleted(IReadOnlyCollection<Deed> deeds) => First(deeds, deed => deed.Kind == DeedKind.ExampleAdopted);

    static Deed? OnesIdeaWasCompletedElsewhere(IReadOnlyCollection<Deed> deeds) => First(deeds, deed => deed.Kind == DeedKind.ExampleLent);

    static Deed? ManyCame(IReadOnlyCollection<Deed> deeds) =>
        First(deeds, deed => deed is { Kind: DeedKind.Completed, Participants: >= GuestsOfAHost });

    static Deed? OutcomesOfOthersWereRated(IReadOnlyCollection<Deed> deeds) => Nth(deeds, RatingsOfAListener, deed => deed.Kind == DeedKind.Rated);

    static Deed? ManyGotAnAnswerWithAReason(IReadOnlyCollection<Deed> deeds) => Nth(deeds, StraightAnswers, deed => deed.Kind == DeedKind.Decided);

    // Different months, not months in a row: whoever is on leave picks up where they were.
    static Deed? ThereWereDeedsInSeveralMonths(IReadOnlyCollection<Deed> deeds) => OnesOwn(deeds)
        .GroupBy(deed => (deed.At.Year, deed.At.Month)).Select(month => month.MinBy(deed => deed.Position)!)
        .OrderBy(deed => deed.Position).ElementAtOrDefault(MonthsOfTheLasting - 1);

    // That others rated what one did, or that something was taken back, is no deed of one's own; and what is shown again is no new one.
    static IEnumerable<Deed> OnesOwn(IReadOnlyCollection<Deed> deeds) => deeds
        .Where(deed => deed.Kind is not (DeedKind.OutcomeRated or DeedKind.Withdrawn or DeedKind.ExampleTakenDown)).OrderBy(deed => deed.Position)
        .DistinctBy(deed => deed.Kind == DeedKind.ExamplePublished ? (About: deed.Activity ?? deed.Initiative, Position: 0L) : (About: Guid.Empty, deed.Position));

    static Deed? First(IReadOnlyCollection<Deed> deeds, Func<Deed, bool> isIt) => Nth(deeds, 1, isIt);

    static Deed? Nth(IReadOnlyCollection<Deed> deeds, int n, Func<Deed, bool> isIt) =>
        deeds.Where(isIt).OrderBy(deed => deed.Position).ElementAtOrDefault(n - 1);
}
