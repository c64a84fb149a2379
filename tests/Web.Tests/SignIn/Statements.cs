using System.Collections.Concurrent;
using System.Diagnostics;

namespace Activation.Web.Tests.SignIn;

/// <summary>What one request has the database do, statement by statement, as the driver tells of it.</summary>
sealed class Statements : IDisposable
{
    readonly ConcurrentQueue<(ActivityTraceId Trace, string Sql)> told = [];
    readonly ActivityListener listener;

    public Statements()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql) told.Enqueue((activity.TraceId, sql));
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Of what is sent meanwhile, and of nothing else that the hub does.</summary>
    public async Task<IReadOnlyList<string>> Of(Func<Task> sending)
    {
        using var activity = new Activity("asking").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        await sending();
        activity.Stop();
        return [.. told.Where(one => one.Trace == activity.TraceId).Select(one => one.Sql)];
    }

    public void Dispose() => listener.Dispose();
}
