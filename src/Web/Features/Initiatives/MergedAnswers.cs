using Activation.Store;

namespace Activation.Web.Features.Initiatives;

/// <summary>What one member says to an initiative, once.</summary>
public interface IAnswer
{
    Guid Initiative { get; }

    Guid Member { get; }

    DateTimeOffset At { get; }

    /// <summary>The merged initiative that it was given to; null where it was given to this one.</summary>
    Guid? Origin { get; }
}

/// <summary>
/// Answers of one kind where initiatives are merged. Whoever has answered where it goes on keeps that; of several that came along, the one to what was
/// merged first counts. All of them stay where they were given, so that whenever one goes the next takes its place.
/// </summary>
sealed class MergedAnswers<TRow>(Func<TRow, Guid, TRow> moved, Func<InitiativeCard, TRow?, int, InitiativeCard> counting)
    where TRow : class, IAnswer
{
    /// <summary>Everybody's answer to one counts at another, where they have none.</summary>
    public InitiativeCard Bring(InitiativeCard into, Guid from, Rows rows) =>
        rows.Starting<TRow>(from).Where(answer => rows.Find<TRow>(into.Initiative, answer.Member) is null)
            .Aggregate(into, (card, answer) => Put(card, null, answer, answer.Member, rows));

    /// <summary>What came along from one counts no longer.</summary>
    public InitiativeCard TakeAway(InitiativeCard into, Guid from, Rows rows) =>
        rows.Starting<TRow>(into.Initiative).Where(answer => answer.Origin == from)
            .Aggregate(into, (card, answer) => Put(card, answer, Behind(card, answer.Member, rows), answer.Member, rows));

    /// <summary>An answer to what was merged was given, changed or taken back after the merge. What its owner has taken back where it goes on stays away.</summary>
    public InitiativeCard Follow(InitiativeCard into, Guid from, Guid member, Rows rows)
    {
        var (here, there) = (rows.Find<TRow>(into.Initiative, member), rows.Find<TRow>(from, member));
        if (here is null) return there is null ? into : Put(into, null, there, member, rows);
        return here.Origin == from ? Put(into, here, there ?? Behind(into, member, rows), member, rows) : into;
    }

    static TRow? Behind(InitiativeCard into, Guid member, Rows rows) =>
        into.TakenIn.Select(other => rows.Find<TRow>(other, member)).FirstOrDefault(answer => answer is not null);

    // Nobody votes on, or joins, what they proposed themselves.
    InitiativeCard Put(InitiativeCard into, TRow? before, TRow? now, Guid member, Rows rows)
    {
        if (member == into.Proposer) return into;
        if (now is null) rows.Remove<TRow>(into.Initiative, member);
        else rows.Put(moved(now, into.Initiative), into.Initiative, member);
        return counting(counting(into, before, -1), now, 1);
    }
}
