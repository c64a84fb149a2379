using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;

namespace Activation.Domain.Challenges;

/// <param name="Stands">How far all are by this aim already; null where nobody counts it, as while seed data grow.</param>
public sealed record SetChallenge(Guid Challenge, int Stage, string Title, string Text, ChallengeAim Aim, DateOnly Until, Standing? Stands = null);

/// <param name="Stands">How far all are by this aim already; null where nobody counts it, as while seed data grow.</param>
public sealed record ChangeChallenge(string Title, string Text, ChallengeAim Aim, DateOnly Until, Standing? Stands = null);

public sealed record DropChallenge(string Reason);

/// <summary>Challenges are collective: they ask of all, never of one. Who leads the programme sets them; only deeds reach them.</summary>
public static class Challenging
{
    public const int MostInitiatives = 1_000;

    public const int MostParticipants = 1_000_000;

    /// <summary>So many days after its last day it stands as it will stay: what is told or confirmed later may be dated back, and reaches nothing.</summary>
    public const int DaysToTell = Rates.DaysToTell;

    /// <summary>The last day on which what counts for it may be told and confirmed.</summary>
    public static DateOnly ToldBy(DateOnly until) => until.AddDays(DaysToTell);

    public static Decision Set(Challenge challenge, Programme programme, SetChallenge command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(!challenge.Exists, Refusals.Challenges.Exists)
        ?? Wording(programme, command.Stage, command.Title, command.Text, command.Aim, command.Until, now)
        ?? Ahead(command.Aim, command.Stands)
        ?? Decision.Accept(new ChallengeSet(
            command.Challenge, command.Stage, Text.Line(command.Title), Text.Body(command.Text), command.Aim, command.Until));

    public static Decision Change(Challenge challenge, Programme programme, ChangeChallenge command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Open(challenge)
        ?? Wording(programme, challenge.Stage, command.Title, command.Text, command.Aim, command.Until, now)
        ?? (IsAsItWas(challenge, command)
            ? Decision.Accept()
            : AheadIfAimedAnew(challenge, command)
                ?? Decision.Accept(new ChallengeChanged(challenge.Id, Text.Line(command.Title), Text.Body(command.Text), command.Aim, command.Until)));

    public static Decision Drop(Challenge challenge, Programme programme, DropChallenge command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? (challenge.IsDropped ? Decision.Accept() : null)
        ?? Open(challenge)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new ChallengeDropped(challenge.Id, Text.Body(command.Reason)));

    /// <summary>Told once: whoever finds it reached a second time has nothing to add.</summary>
    public static Decision Reach(Challenge challenge, Standing standing) =>
        Decision.Unless(challenge.Exists, Refusals.Challenges.Unknown)
        ?? (challenge.IsReached || challenge.IsDropped || !standing.Of(challenge.Aim!).IsReached
            ? Decision.Accept()
            : Decision.Accept(new ChallengeReached(challenge.Id, standing.Last, standing.Initiatives, standing.Participants)));

    static Decision? Open(Challenge challenge) =>
        Decision.Unless(challenge.Exists, Refusals.Challenges.Unknown)
        ?? Decision.Unless(!challenge.IsDropped, Refusals.Challenges.Dropped)
        ?? Decision.Unless(!challenge.IsReached, Refusals.Challenges.Reached);

    static Decision? Wording(Programme programme, int number, string title, string text, ChallengeAim aim, DateOnly until, DateTimeOffset now) =>
        (programme.Stages.GetValueOrDefault(number) is { } stage && number > 0
            ? Decision.Unless(stage.Status != StageStatus.Closed, Refusals.Programmes.StageClosed)
                ?? Decision.Unless(until >= now.Today() && until >= stage.From && until <= stage.To, Refusals.Challenges.UntilRange, stage.From, stage.To)
            : Decision.Refuse(Refusals.Programmes.StageUnknown))
        ?? Text.Title(title)
        ?? Text.Note(text)
        ?? Decision.Unless(aim.Value is null || programme.Values.ContainsKey(aim.Value), Refusals.Programmes.ValueUnknown, programme.ValueNames)
        ?? Decision.Unless(aim.FocusArea is null || programme.FocusAreas.ContainsKey(aim.FocusArea), Refusals.Initiatives.FocusAreaUnknown, programme.FocusAreaNames)
        ?? Decision.Unless(Enum.IsDefined(aim.Measure), Refusals.Challenges.MeasureUnknown)
        ?? Decision.Unless(aim.Target >= 1 && aim.Target <= MostOf(aim.Measure), Refusals.Challenges.TargetRange, MostOf(aim.Measure));

    // Reached the moment it is set, it would be called out on every screen for what nobody did for it, and could not be taken back.
    static Decision? Ahead(ChallengeAim aim, Standing? stands) => stands is null || !stands.Of(aim).IsReached ? null
        : aim.Measure == ChallengeMeasure.InitiativesEverywhere ? Decision.Refuse(Refusals.Challenges.ReachedByEach, stands.ReachedUpTo(aim.Measure))
        : Decision.Refuse(Refusals.Challenges.ReachedAlready, stands.ReachedUpTo(aim.Measure));

    // Better words for the same aim reach nothing.
    static Decision? AheadIfAimedAnew(Challenge challenge, ChangeChallenge command) =>
        (command.Aim, command.Until) == (challenge.Aim, challenge.Until) ? null : Ahead(command.Aim, command.Stands);

    static int MostOf(ChallengeMeasure measure) => measure == ChallengeMeasure.ParticipantsTogether ? MostParticipants : MostInitiatives;

    static bool IsAsItWas(Challenge challenge, ChangeChallenge command) =>
        (challenge.Title, challenge.Text, challenge.Aim, challenge.Until)
        == (Text.Line(command.Title), Text.Body(command.Text), command.Aim, command.Until);
}
