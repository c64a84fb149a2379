using Activation.Domain.Initiatives;

namespace Activation.Domain.Scoring;

/// <summary>
/// How concrete a plan is: eight questions, each answered not at all, half or fully, weighed to 0–100.
/// A fuller answer never lowers it, and it earns nobody points: it only helps the idea to happen.
/// </summary>
/// <param name="Answers">All eight questions, the heaviest first.</param>
public sealed record Concretisation(IReadOnlyList<Answer> Answers)
{
    /// <summary>K that an activity needs before it is submitted.</summary>
    public const int NeededToSubmit = 60;

    /// <summary>A first step further away than this many days counts half: plans that start soon are the ones carried out.</summary>
    public const int FirstStepWithinDays = 14;

    // A sentence with fewer words names a theme rather than a deed.
    const int WordsInADeed = 4;

    /// <summary>K = 100 · Σ weight · x, rounded, 0–100.</summary>
    public int K => Rounded(Answers.Sum(a => a.HalfPoints));

    /// <summary>1–5, a level for every 20 of K.</summary>
    public int Level => LevelOf(K);

    public bool IsEnoughToSubmit => K >= NeededToSubmit;

    /// <summary>What is not fully answered yet, that which would lift K the most first.</summary>
    public IEnumerable<Answer> Missing => Answers.Where(a => a.HalvesMissing > 0).OrderByDescending(a => a.HalfPointsMissing);

    /// <summary>The answer that would lift K the most, and what K would then be; null when nothing is missing.</summary>
    public NextAnswer? Next => Missing.FirstOrDefault() is { } answer ? new(answer.Question, KWith(answer.Question)) : null;

    /// <summary>What K would be if this one question were fully answered.</summary>
    public int KWith(Question question) => Rounded(Answers.Sum(a => a.Question == question ? a.Weight * 2 : a.HalfPoints));

    public static int LevelOf(int k) => Math.Clamp(k / 20 + 1, 1, 5);

    /// <param name="plan">The plan as it is written now.</param>
    /// <param name="today">The day from which the first step is counted.</param>
    public static Concretisation Of(ActivityPlan plan, DateOnly today) => new(
    [
        new(Question.What, 20, HalfOrFull(plan.What, Words(plan.What) >= WordsInADeed)),
        new(Question.Responsible, 15, HalfOrFull(plan.Responsible, full: true)),
        new(Question.When, 15, plan.DueOn is not null ? 2 : HalfOrFull(plan.When, full: false)),
        new(Question.FirstStep, 15, HalfOrFull(plan.FirstStep, IsSoon(plan.FirstStepOn, today))),
        new(Question.Place, 10, HalfOrFull(plan.Place, full: true)),
        new(Question.SuccessSign, 10, HalfOrFull(plan.SuccessSign, plan.SuccessSign?.Any(char.IsDigit) == true)),
        new(Question.Link, 10, HalfOrFull(plan.Link, full: true)),
        new(Question.Resources, 5, HalfOrFull(plan.Resources, full: true)),
    ]);

    // A dash or a dot in a field is no answer, and an empty field of a form arrives as null.
    static int HalfOrFull(string? text, bool full) => text?.Any(char.IsLetterOrDigit) != true ? 0 : full ? 2 : 1;

    static int Words(string? text) => (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit));

    static bool IsSoon(DateOnly? step, DateOnly today) => step is { } on && on.DayNumber - today.DayNumber <= FirstStepWithinDays;

    static int Rounded(int halfPoints) => (halfPoints + 1) / 2;
}

/// <summary>One of the eight questions and how far it is answered.</summary>
/// <param name="Weight">What a full answer adds to K; the weights sum to 100.</param>
/// <param name="Halves">0 not at all, 1 half, 2 fully.</param>
public sealed record Answer(Question Question, int Weight, int Halves)
{
    internal int HalfPoints => Weight * Halves;

    internal int HalvesMissing => 2 - Halves;

    internal int HalfPointsMissing => Weight * HalvesMissing;

    /// <summary>x: 0, ½ or 1.</summary>
    public double X => Halves / 2.0;

    /// <summary>What it adds to K now, for example 7.5.</summary>
    public double Points => HalfPoints / 2.0;
}

/// <summary>"Write a first step and you are at 73."</summary>
public sealed record NextAnswer(Question Question, int K);

public enum Question
{
    What,
    Responsible,
    When,
    FirstStep,
    Place,
    SuccessSign,
    Link,
    Resources,
}
