using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Chronicle;

/// <summary>Things that happened and were turned round again: members who move and leave, votes taken back, dates moved, grades changed.</summary>
sealed partial class RandomHistory
{
    readonly ProgrammeView here;
    readonly Random random;
    readonly List<Step> steps = [];
    readonly List<Guid> members = [];
    readonly List<Idea> initiatives = [];
    readonly DateTimeOffset last = DateTimeOffset.UtcNow.AddMinutes(-1);
    readonly int days;

    RandomHistory(ProgrammeView here, int seed, int days) => (this.here, random, this.days) = (here, new Random(seed), days);

    /// <param name="parts">In how many it is written, cut anywhere.</param>
    /// <param name="look">Is told after each part when its last event happened.</param>
    public static async Task Write(TestHub hub, ProgrammeView here, int seed, int days, int parts, Func<DateTimeOffset, Task> look)
    {
        var history = new RandomHistory(here, seed, days);
        history.Shape();
        for (var i = 0; i < 60; i++) history.Member();
        for (var i = 0; i < 40; i++) history.Initiative();
        for (var i = 0; i < 8; i++) history.Merge();
        for (var i = 0; i < 60; i++) history.Voice();
        await history.Write(hub.Log, parts, look);
    }

    void Member()
    {
        var (member, at) = (Guid.CreateVersion7(), Some(days));
        var stream = StreamNames.Member(here.Id, member).Name;
        members.Add(member);
        if (random.Next(4) == 0) Choose(member);
        Add(at, stream, null, new MemberEnrolled(member, Place(at), [random.Next(4) == 0 ? Role.Viewer : Role.CoreTeam]));
        if (random.Next(4) == 0) Add(at = Later(at), stream, null, new RolesChanged(member, [random.Next(2) == 0 ? Role.Viewer : Role.Partner], "nytt"));
        if (random.Next(4) == 0) Add(at = Later(at), stream, null, new RoleGranted(member, Role.PoolMember));
        if (random.Next(8) == 0) Add(at = Later(at), stream, null, new DeputyAppointed(member, Place(at)));
        if (random.Next(3) == 0) Add(at = Later(at), stream, null, new MemberMoved(member, Place(at)));
        if (random.Next(3) == 0) Add(at = Later(at), stream, member, new MemberLeft(member));
        if (random.Next(6) == 0 && steps[^1].Event is MemberLeft) Add(Later(at), stream, null, new MemberEnrolled(member, Place(at), [Role.CoreTeam]));
    }

    void Initiative()
    {
        var (id, at, proposer) = (Guid.CreateVersion7(), Some(days), Somebody());
        var home = Place(at);
        var stream = StreamNames.Initiative(id).Name;
        var earlier = initiatives.Where(other => other.At < at).ToList();
        Guid? parent = earlier.Count > 0 && random.Next(2) == 0 ? earlier[random.Next(earlier.Count)].Id : null;
        string[] partners = random.Next(2) == 0 ? [] : [.. here.Municipalities.Where(m => m.Municipality != home).Take(1 + random.Next(2)).Select(m => m.Municipality)];
        Add(at, stream, proposer, new InitiativeProposed(id, proposer, home, partners, StageOf(at), "Idé", "Mer", [], [], Links(), at.AddDays(20), parent));
        if (random.Next(3) == 0) Add(Later(at), stream, proposer, new InitiativeReworded(id, "Idé", "Mer", [], [], Links()));
        for (var i = random.Next(8); i > 0; i--) Vote(id, at);
        var over = at;
        for (var i = random.Next(4); i > 0; i--) over = Max(over, Activity(id, stream, home, proposer, at));
        if (random.Next(4) == 0) Add(over = Later(over), stream, proposer, new InitiativeParked(id, proposer, "paus"));
        if (random.Next(2) == 0 && steps[^1].Event is InitiativeParked) Add(over = Later(over), stream, proposer, new InitiativeResumed(id, proposer));
        var ends = random.Next(4) == 0;
        if (ends) Add(Later(over), stream, proposer, random.Next(2) == 0 ? new InitiativeWithdrawn(id, proposer, "nej") : new InitiativeCompleted(id, proposer));
        initiatives.Add(new(id, home, parent, at, over, ends || steps[^1].Event is InitiativeParked));
    }

    void Vote(Guid initiative, DateTimeOffset after)
    {
        var (member, at) = (Somebody(), Later(after));
        var stream = StreamNames.Ballot(initiative, member).Name;
        Add(at, stream, member, new VoteCast(initiative, member, Place(at), Stance.Support, null));
        if (random.Next(3) == 0) Add(Later(at), stream, member, new VoteWithdrawn(initiative, member, Stance.Support));
    }

    DateTimeOffset Activity(Guid initiative, string stream, string home, Guid owner, DateTimeOffset after)
    {
        var (id, at) = (Guid.CreateVersion7(), Later(after));
        Add(at, stream, owner, new ActivityPlanned(initiative, id, owner, home, new("Gör", "", "", "", null, "", "", null, "", "", ""), owner));
        foreach (var @event in Course(initiative, id, owner, at))
        {
            Add(at = Later(at), stream, owner, @event);
            if (@event is not ActivityCarriedOut) continue;
            Grades(initiative, id, at);
            if (random.Next(3) == 0) Tell(initiative, id, home, owner, at);
        }

        return at;
    }

    IEnumerable<object> Course(Guid initiative, Guid activity, Guid by, DateTimeOffset at)
    {
        yield return new ActivitySubmitted(initiative, activity, 70);
        if (random.Next(3) == 0)
        {
            yield return new ActivityReturned(initiative, activity, by, "plats?");
            yield return new ActivitySubmitted(initiative, activity, 80);
        }

        if (random.Next(5) == 0)
        {
            yield return new ActivityDeclined(initiative, activity, by, "nej");
            yield break;
        }

        yield return new ActivityApproved(initiative, activity, by, null);
        for (var i = random.Next(3); i >= 0; i--) yield return new ActivityScheduled(initiative, activity, "vi", here.Today(at).AddDays(random.Next(60)), "torget");
        if (random.Next(4) == 0) yield return new ActivityCancelled(initiative, activity, by, "regn");
        else if (random.Next(4) > 0) yield return new ActivityCarriedOut(initiative, activity, by, here.Today(at).AddDays(random.Next(20)), 9, "");
    }

    void Grades(Guid initiative, Guid activity, DateTimeOffset after)
    {
        foreach (var member in members.OrderBy(_ => random.Next()).Take(random.Next(6)))
        {
            var (at, first, part) = (Later(after), random.Next(1, 6), random.Next(4) == 0 ? RaterPart.Coordinator : random.Next(6) == 0 ? RaterPart.Owner : RaterPart.Participant);
            var stream = StreamNames.Rating(activity, member).Name;
            Add(at, stream, member, new OutcomeRated(initiative, activity, member, part, first, null, null));
            if (random.Next(3) == 0) Add(Later(at), stream, member, new OutcomeRated(initiative, activity, member, part, random.Next(1, 6), first, null));
        }
    }

    async Task Write(IEventStore log, int parts, Func<DateTimeOffset, Task> look)
    {
        var versions = new Dictionary<string, int>();
        var all = steps.Where(step => step.At < last).OrderBy(step => step.At).ToList();
        HashSet<int> ends = [all.Count - 1];
        while (ends.Count < parts) ends.Add(random.Next(all.Count));
        foreach (var (index, step) in all.Index())
        {
            var outcome = await Append(log, step, versions.GetValueOrDefault(step.Stream));
            // The programme is older than this, and what a member chose has the hub's own answer behind it.
            while (outcome is WrongVersion { Actual: var actual }) outcome = await Append(log, step, actual);
            versions[step.Stream] = ((Appended)outcome).Version;
            if (ends.Contains(index)) await look(step.At);
        }
    }

    Task<AppendOutcome> Append(IEventStore log, Step step, int version) =>
        log.Append(new Append(Guid.CreateVersion7(), here.Id, step.Actor, step.Stream, version, step.At, [step.Event]));

    void Add(DateTimeOffset at, string stream, Guid? actor, object @event) => steps.Add(new(at, stream, actor, @event));

    MetricLink[] Links() => [.. new[] { "1.1", "1.2", "2.1" }.Where(_ => random.Next(3) == 0).Select(number => new MetricLink(number, "så"))];

    Guid Somebody() => members[random.Next(members.Count)];

    /// <summary>One of those that were there.</summary>
    string Place(DateTimeOffset at)
    {
        var place = random.Next(here.Municipalities.Count + 1);
        return place < here.Municipalities.Count ? here.Municipalities[place].Municipality : at > joinedAt ? Newcomer : here.Municipalities[0].Municipality;
    }

    DateTimeOffset Some(int within) => last.AddMinutes(-random.Next(within * 24 * 60));

    /// <summary>Sometimes in the same breath.</summary>
    DateTimeOffset Later(DateTimeOffset at) => random.Next(8) == 0 ? at : at.AddMinutes(random.Next(14 * 24 * 60));

    static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    sealed record Step(DateTimeOffset At, string Stream, Guid? Actor, object Event);

    /// <param name="Over">When the last of its activities was decided on, held or agreed.</param>
    /// <param name="Ended">It was parked, withdrawn or completed.</param>
    sealed record Idea(Guid Id, string Municipality, Guid? Parent, DateTimeOffset At, DateTimeOffset Over, bool Ended);
}
