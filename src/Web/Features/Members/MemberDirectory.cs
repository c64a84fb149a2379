using System.Collections.Concurrent;
using System.Diagnostics;
using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Platform;

namespace Activation.Web.Features.Members;

/// <summary>Who is a member of which programme. Remembered until an event says otherwise, which is before whoever caused it is answered.</summary>
public sealed class MemberDirectory
{
    /// <summary>What another node wrote is heard of within a second; should all hearing fail, a role that is taken away is gone after this.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    const int Most = 20_000;

    readonly Views views;
    ConcurrentDictionary<(Guid Programme, Guid Person), (Actor Actor, long SeenAt)> known = new();

    public MemberDirectory(Views views, ReadModels readModels)
    {
        this.views = views;
        readModels.BeforeShown(Forget);
    }

    public async Task<Actor?> Find(Guid programme, Guid person)
    {
        // What is looked up while events arrive belongs to the memory that was there before them, and is forgotten with it.
        var memory = known;
        if (memory.TryGetValue((programme, person), out var one) && Stopwatch.GetElapsedTime(one.SeenAt) < Longest) return one.Actor;
        var seenAt = Stopwatch.GetTimestamp();
        var row = await views.In(programme).One<MemberRow>(
            "select * from member where programme = @programme and member = @person and not \"left\"", new { programme, person });
        if (row?.ToActor() is not { } actor) return null;
        if (memory.Count < Most) memory[(programme, person)] = (actor, seenAt);
        else known = new();
        return actor;
    }

    void Forget(Projected projected)
    {
        if (projected.Events.Any(recorded => recorded.Data.GetType().Namespace == typeof(MemberEnrolled).Namespace)) known = new();
    }
}
