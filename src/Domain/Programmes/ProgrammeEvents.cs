using Activation.Domain.Scoring;

namespace Activation.Domain.Programmes;

// A programme from its start: what it is, who is in it, and the stages it goes through.

/// <param name="Slug">Its place in every address: lower case letters, digits and hyphens.</param>
/// <param name="TimeZone">IANA name, for example Europe/Stockholm.</param>
/// <param name="Languages">sv, da, en; the first is its own.</param>
public sealed record ProgrammeStarted(
    Guid Programme, string Slug, string Name, string Organisation, string TimeZone, string[] Languages, bool Public);

/// <summary>What it is called and who may see it, from now on.</summary>
public sealed record ProgrammeDescribed(string Name, string Organisation, string[] Languages, bool Public);

/// <summary>How votes are held here from now on.</summary>
/// <param name="VotingDays">How long a new initiative takes votes.</param>
/// <param name="VoteBudget">How many initiatives a member may support in a stage; null for as many as they like.</param>
public sealed record RulesSet(int VotingDays, int? VoteBudget);

/// <summary>What scores and points are counted by from a day on. The numbers are all of them, so that a version can be read alone.</summary>
/// <param name="EffectiveFrom">The first day on which they hold; a day before the event counts what happened since anew.</param>
/// <param name="InsteadOf">The version that was planned and begins later now, as this one; null where none is postponed.</param>
public sealed record ScoringRulesSet(ScoringRules Rules, DateOnly EffectiveFrom, Guid By, string Reason, string? InsteadOf = null);

/// <summary>The weeks of each year in which nobody is reminded of anything, from now on.</summary>
/// <param name="From">ISO weeks, both included; null for none.</param>
public sealed record QuietWeeksSet(int? From, int? To);

/// <summary>Whether a second person reads a story before it is published.</summary>
public sealed record StoryReviewSet(bool Wanted);

/// <summary>A municipality's name or population, counted anew.</summary>
public sealed record MunicipalityChanged(string Municipality, string Name, int Population, DateOnly PopulationOn);

/// <summary>A municipality's main town lies elsewhere on the map than was said; the name stands beside it as it did.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record MunicipalityMoved(string Municipality, double Latitude, double Longitude);

/// <summary>A version of the vision. The newest is shown; none is forgotten.</summary>
public sealed record VisionWritten(string Text, string Source);

/// <param name="RoutePlace">Its place in the route order, from 1.</param>
/// <param name="PopulationOn">The day the population was counted.</param>
/// <param name="Latitude">Degrees north of the main town.</param>
/// <param name="Longitude">Degrees east of the main town.</param>
public sealed record MunicipalityJoined(
    string Municipality, string Name, int RoutePlace, int Population, DateOnly PopulationOn, double Latitude, double Longitude, LabelPlace Label);

/// <summary>Where the name stands beside the town on the map, in map units.</summary>
/// <param name="Anchor">start, middle or end.</param>
public sealed record LabelPlace(double X, double Y, string Anchor);

public sealed record CoreValueNamed(string Value, string Name, string Meaning);

/// <param name="Flag">Which of the six signal flags stands for it, 1–6.</param>
/// <param name="Assumed">True while the name is ours and not the programme's own.</param>
public sealed record FocusAreaNamed(string FocusArea, string Name, int Flag, bool Assumed);

/// <param name="Stage">Its number; 0 is the baseline.</param>
public sealed record StagePlanned(int Stage, string Theme, DateOnly From, DateOnly To, string? Value);

/// <summary>Where a municipality wants its score to be, by its own word.</summary>
/// <param name="Goal">Points of the score, 1–100; null for no goal.</param>
public sealed record ScoreGoalSet(string Municipality, int? Goal, Guid By);

public sealed record StageOpened(int Stage);

/// <summary>An open stage ends on another day than was planned.</summary>
/// <param name="To">Its last day.</param>
public sealed record StageEndMoved(int Stage, DateOnly To);

/// <summary>The stage is over and its figures stand still.</summary>
/// <param name="Definition">Which definition of the rates they were computed by.</param>
public sealed record StageClosed(int Stage, StageFigures Figures, string Definition);

public sealed record NetworkListed(int Network, string Name, bool TiedToPlan);

/// <summary>Somebody's words were taken out of the log, other than around an initiative: of a walk, a challenge, a sign-off, a reason.</summary>
/// <param name="From">The stored name of what they stood in.</param>
public sealed record WordsRemoved(string From, Guid By, int Texts, string Reason);

/// <summary>A finished joint project: a pattern to use again.</summary>
public sealed record ProjectArchived(string Name, string? Note);
