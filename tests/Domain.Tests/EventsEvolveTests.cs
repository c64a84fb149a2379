using System.Reflection;
using Activation.Domain.Baselines;
using Activation.Domain.Challenges;
using Activation.Domain.Comments;
using Activation.Domain.Consents;
using Activation.Domain.Courses;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Points;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Domain.Statements;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Domain.Webhooks;

namespace Activation.Domain.Tests;

public class EventsEvolveTests
{
    /// <summary>Nothing is ever decided by these: read models alone care.</summary>
    static readonly Type[] Ignored = [typeof(VisionWritten), typeof(MunicipalityMoved), typeof(WordsRemoved), typeof(ProjectArchived), typeof(TextRemoved), typeof(MemberShutOut), typeof(MemberLetIn), typeof(MemberSignedOut), typeof(MemberKeyTakenBack), typeof(WebhookSecretRenewed), .. OfOneNudge, .. OfFollowingUp];

    /// <summary>What became of a nudge is counted, and decides nothing: the table it is worked on in does.</summary>
    static Type[] OfOneNudge =>
    [
        typeof(NudgeFellDue), typeof(NudgeHeldOut), typeof(NudgeSent), typeof(NudgeSkipped), typeof(NudgeInDoubt), typeof(NudgeFailed),
        typeof(NudgeDoubtSettled), typeof(NudgeSeen), typeof(NudgeActedOn),
    ];

    /// <summary>How it goes, between the day it was planned and the day it is told of: pages and nudges ask for it.</summary>
    static Type[] OfFollowingUp => [typeof(ActivityOnTrack), typeof(HelpAsked), typeof(ActivityFollowedUp)];

    static readonly Type[] States = [typeof(Initiative), typeof(Activity), typeof(Ballot), typeof(Pledge), typeof(Rating), typeof(Comment), typeof(FollowChoice), typeof(Reactions), typeof(Programme), typeof(Challenge), typeof(Baseline), typeof(Member), typeof(Plan), typeof(MetricValues), typeof(NudgeChoice), typeof(KindPause), typeof(VoteBudget), typeof(Hooks), typeof(RetentionRules), typeof(Consent), typeof(WrittenStatements), typeof(Choice), typeof(Story), typeof(Walk), typeof(Work)];

    static IEnumerable<Type> Events => typeof(Decision).Assembly.GetTypes().Where(IsEvent);

    [Test]
    public void Every_event_evolves_in_some_state_or_is_ignored_on_purpose() =>
        Assert.That(Events.Where(e => !EvolvesSomewhere(e)), Is.EquivalentTo(Ignored));

    [Test]
    public void There_are_events_to_look_at() => Assert.That(Events.Count(), Is.GreaterThan(35));

    /// <summary>A public record in a file of events: its name ends in a participle, and nothing else that is stored does.</summary>
    public static bool IsEvent(Type type) =>
        type is { IsPublic: true, IsSealed: true, IsClass: true } && type.GetMethod("<Clone>$") is not null && Participles.Any(type.Name.EndsWith);

    static readonly string[] Participles =
    [
        "Reserved", "ShutOut", "LetIn", "SignedOut", "SignedOff", "TakenBack", "Added", "Renewed", "Stopped",
        "Started", "Written", "Joined", "Named", "Planned", "Opened", "Closed", "Listed", "Archived", "Enrolled", "Granted", "Revoked", "Appointed",
        "Released", "Moved", "Left", "Set", "Defined", "Proposed", "Reworded", "Reopened", "Changed", "Submitted", "Corrected", "Approved",
        "Returned", "Declined", "Scheduled", "ActivityCarriedOut", "Cancelled", "Completed", "Parked", "Resumed", "Withdrawn", "Cast", "Made", "Rated",
        "Posted", "Removed", "Recorded", "Noted", "Ended", "Erased", "Described", "Drafted", "Pictured", "Published",
        "FellDue", "HeldOut", "Sent", "Skipped", "InDoubt", "Failed", "Settled", "Seen", "ActedOn", "Snoozed", "Chosen", "Muted", "Unmuted", "Paused",
        "Reached", "Dropped", "Awarded",
        "Offered",
        "OnTrack", "Asked", "FollowedUp",
        "Given",
        "Followed", "Unfollowed", "Reported", "SetAside", "Hidden", "Appealed", "Upheld", "ShownAgain",
        "TakenIn", "LetGo", "Merged", "Undone", "SplitOff",
    ];

    // A state's switch names each event type it knows; its code does not have to be run to see that.
    static bool EvolvesSomewhere(Type @event) => States.Any(state => Named(state).Contains(@event));

    static HashSet<Type> Named(Type state)
    {
        var evolve = state.GetMethod("Evolve", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        var il = evolve.GetMethodBody()!.GetILAsByteArray()!;
        var named = new HashSet<Type>();
        const byte isInstance = 0x75;
        for (var i = 0; i + 4 < il.Length; i++)
            if (il[i] == isInstance && TryResolve(state.Module, BitConverter.ToInt32(il, i + 1)) is { } type)
                named.Add(type);
        return named;
    }

    static Type? TryResolve(Module module, int token)
    {
        try
        {
            return module.ResolveType(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
