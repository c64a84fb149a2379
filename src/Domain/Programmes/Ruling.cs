using Activation.Domain.Members;

namespace Activation.Domain.Programmes;

/// <param name="VotingDays">How long a new initiative takes votes.</param>
/// <param name="VoteBudget">How many initiatives a member may support in a stage; null for as many as they like.</param>
public sealed record SetRules(int VotingDays, int? VoteBudget);

/// <param name="From">ISO weeks, both included; both null for none.</param>
public sealed record SetQuietWeeks(int? From, int? To);

/// <param name="Wanted">A second person reads a story before anybody else does.</param>
public sealed record SetStoryReview(bool Wanted);

/// <summary>How votes are held in a programme.</summary>
public sealed record VotingRules(int VotingDays, int? VoteBudget)
{
    /// <summary>Three weeks to vote, and as many votes as one likes.</summary>
    public static VotingRules Usual { get; } = new(21, null);
}

/// <summary>When nobody is there to be reminded.</summary>
public sealed record QuietWeeks(int? From, int? To)
{
    /// <summary>The Swedish summer.</summary>
    public static QuietWeeks Usual { get; } = new(28, 31);

    public IReadOnlyCollection<int> All => Of(From, To);

    public static IReadOnlyCollection<int> Of(int? from, int? to) => from is { } first && to is { } last ? [.. Enumerable.Range(first, last - first + 1)] : [];
}

/// <summary>Rules are set for what comes: what is being voted on keeps the days it began with.</summary>
public static class Ruling
{
    public const int MostVotingDays = 90;

    public const int LargestBudget = 100;

    public const int LastWeek = 53, MostQuietWeeks = 12;

    public static Decision Set(Programme programme, SetRules command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(command.VotingDays is >= 1 and <= MostVotingDays, Refusals.Programmes.VotingDaysRange, MostVotingDays)
        ?? Decision.Unless(command.VoteBudget is null or (>= 1 and <= LargestBudget), Refusals.Programmes.BudgetRange, LargestBudget)
        ?? (programme.Rules == new VotingRules(command.VotingDays, command.VoteBudget)
            ? Decision.Accept()
            : Decision.Accept(new RulesSet(command.VotingDays, command.VoteBudget)));

    public static Decision Set(Programme programme, SetQuietWeeks command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(command is { From: null, To: null } || IsSpan(command), Refusals.Programmes.QuietWeeksSpan, LastWeek, MostQuietWeeks)
        ?? (programme.Quiet == new QuietWeeks(command.From, command.To) ? Decision.Accept() : Decision.Accept(new QuietWeeksSet(command.From, command.To)));

    static bool IsSpan(SetQuietWeeks weeks) => weeks is { From: >= 1, To: <= LastWeek } && weeks.From <= weeks.To && weeks.To - weeks.From < MostQuietWeeks;

    public static Decision Set(Programme programme, SetStoryReview command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? (programme.ReviewsStories == command.Wanted ? Decision.Accept() : Decision.Accept(new StoryReviewSet(command.Wanted)));
}
