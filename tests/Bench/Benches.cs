using Activation.Bench.Figures;
using Activation.Bench.Log;
using Activation.Bench.Web;

namespace Activation.Bench;

/// <summary>One thing that is measured, by a name that the command line knows.</summary>
/// <param name="What">In a few words, for <c>--help</c> and above its figures.</param>
/// <param name="OnlyByName">It takes too long to be one of all.</param>
sealed record Benchmark(string Name, string What, Func<Session, Task> Measure, bool OnlyByName = false);

/// <summary>Every benchmark there is.</summary>
static class Benches
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("append", "durable appends by 1, 32 and 256 callers, beside pgbench on the same table, and beside emmett where it can be had", Appends.Measure),
        new("hot", "eight voters at a time on one initiative, beside the same on all that are open, and where it is built in beside one stream of Marten's", HotInitiative.Measure),
        new("follower", "from acknowledged to shown by the read models, at 5,000 appends a second; where it is built in, beside Marten's daemon at 50", FollowerLatency.Measure),
        new("rebuild", "rebuilding all read models, beside bare reading of the log", Rebuilds.Measure),
        new("rebuild-mixed", "the same of half a million events of all kinds", Rebuilds.MeasureMixed),
        new("rebuild-daemon", "rebuilding them from fewer votes, where it is built in beside what Marten's daemon makes anew", Rebuilds.MeasureBesideDaemon),
        new("jobs", "something that is done by a job, on Quartz and where it is built in on Hangfire, beside pg-boss", JobRuns.Measure),
        new("nudges", "ten thousand nudges due at once, two nodes", NudgeRush.Measure),
        new("nudge-rules", "all rules asked of three thousand members with two years behind them", NudgeRules.Measure),
        new("preview", "other rules tried on a million events, and a vote meanwhile", RulesPreview.Measure),
        new("preview-demo", "other rules tried on the history of the demo", RulesPreview.MeasureDemo),
        new("journey", "the demo's whole history in one answer, and its size", Journey.Measure),
        new("similar", "what is like a new idea among a hundred thousand", SimilarIdeas.Measure),
        new("vote", "a vote through HTTP, beside a form that does nothing", Votes.Measure),
        new("frames", "from a vote to the new number on 500 and on 2,000 screens", VoteToFrame.Measure),
        new("live", "from an act to the frame on 2,000 screens of the programme, beside a bare SignalR hub", LiveFanOut.Measure),
        new("idle", "ten thousand screens at rest, beside a bare SignalR hub", IdleScreens.Measure),
        new("growth", "pages, appends, nudges and a rebuild at a hundred to a hundred thousand initiatives; an hour and some gigabytes of disk: only when it is named", Growth.Measure, OnlyByName: true),
        new("start", "the second start of the hub, and its memory at rest", SecondStart.Measure),
    ];
}
