using Activation.Domain.Members;
using Activation.Store;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Hosting.OnEngines;

/// <summary>How a hub on Marten comes to positions that nothing stands at.</summary>
static class Holes
{
    /// <summary>Numbers that were drawn, and nothing was written.</summary>
    public static Task Leave(this TestHub hub, int numbers = 1000) =>
        hub.Views.Execute("select count(nextval('marten.mt_events_sequence')) from generate_series(1, @numbers)", new { numbers });

    /// <summary>Members come all at once, and one of them the database refuses when Marten is already writing.</summary>
    public static async Task FailABatch(this TestHub hub, OnePlace place)
    {
        var members = Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7()).ToList();
        await hub.Views.Execute($"alter table marten.mt_events add constraint nobody check (data ->> 'member' is distinct from '{members[3]}')");
        var enrolled = await Task.WhenAll(members.Select(member => IsEnrolled(hub, place, member)));
        await hub.Views.Execute("alter table marten.mt_events drop constraint nobody");
        Assert.That(enrolled.Count(yes => yes), Is.EqualTo(7));
    }

    /// <summary>Every position that something stands at, after another one.</summary>
    public static Task<IReadOnlyList<long>> Positions(this TestHub hub, long after, string which) =>
        hub.Views.Column<long>($"select seq_id from marten.mt_events where type <> 'tombstone' and seq_id > @after and ({which}) order by seq_id", new { after });

    static async Task<bool> IsEnrolled(TestHub hub, OnePlace place, Guid member)
    {
        try
        {
            var append = new Append(
                Guid.CreateVersion7(), place.Programme, null, StreamNames.Member(place.Programme, member).Name, 0, DateTimeOffset.UtcNow,
                [new MemberEnrolled(member, OnePlace.Key, [Role.CoreTeam])]);
            return await hub.Log.Append(append) is Appended;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
