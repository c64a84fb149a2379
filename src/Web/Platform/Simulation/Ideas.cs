using Activation.Web.Platform.Seeding;

namespace Activation.Web.Platform.Simulation;

// The shape of ideas.json: what invented people think of and say. {ort} stands for the municipality, {title} for the idea's title.

public sealed record IdeasFile(
    Idea[] Ideas, string Again, string[] Offers, string[] Comments, string[] Approvals, string[] Returns, string[] Declines, string[] Outcomes,
    string[] Cancellations, string[] RatingNotes, Improvement Improvement)
{
    public int MostActivities { get; } = Ideas.Max(idea => idea.Activities.Length);

    public string TitleOf(Idea idea, Town town, bool again) => again ? In(Again, town).Replace("{title}", idea.Title, StringComparison.Ordinal) : idea.Title;

    /// <summary>Where this was thought of before.</summary>
    public IReadOnlyList<SeenInitiative> UsesOf(Idea idea, Scene scene) =>
        [.. scene.Initiatives.Where(one => scene.TownOf(one.Municipality) is { } town && IsOf(idea, one.Title, town))];

    public Idea? IdeaOf(SeenInitiative initiative, Scene scene) =>
        scene.TownOf(initiative.Municipality) is { } town ? Ideas.FirstOrDefault(idea => IsOf(idea, initiative.Title, town)) : null;

    public static string In(string text, Town town) => text.Replace("{ort}", town.Name, StringComparison.Ordinal);

    bool IsOf(Idea idea, string title, Town town) =>
        title.StartsWith(idea.Title, StringComparison.Ordinal) && (title == idea.Title || title == TitleOf(idea, town, again: true));
}

public sealed record Idea(
    string Title, string Description, string[] FocusAreas, SeedValueShown[] Values, SeedMetricLink? Metric, IdeaActivity[] Activities);

/// <param name="Unit">Who answers for it: a unit, never a person.</param>
public sealed record IdeaActivity(
    string Title, string What, string Unit, string Where, string FirstStep, string SuccessSign, string Resources);

/// <summary>What people write when a plan lacks something.</summary>
public sealed record Improvement(string Unit, string Where, string What, string When, string FirstStep, string SuccessSign, string Resources);
