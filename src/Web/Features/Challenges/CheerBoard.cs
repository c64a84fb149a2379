using Activation.Domain.Challenges;
using Activation.Store;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;

namespace Activation.Web.Features.Challenges;

/// <summary>What there is to be glad about, on every open screen of a programme: whoever was away when it happened finds it here too.</summary>
[Needs(Permission.Look)]
public sealed class CheerBoard(ChallengeQuery challenges, ChallengeWords words) : IBoard
{
    /// <summary>Later it is no news.</summary>
    static readonly TimeSpan News = TimeSpan.FromDays(1);

    public string Kind => "cheer";

    public bool OfInitiative => false;

    public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

    public bool IsTouchedBy(Recorded recorded) => recorded.Data is ChallengeReached or ChallengeDropped or ChallengeChanged;

    public async Task<object> State(Subject subject)
    {
        var (here, now) = (subject.Programme, DateTimeOffset.UtcNow);
        var reached = await challenges.ReachedSince(here, now - News);
        return new CheersState([.. reached.Select(card => new CheerState(
            card.Challenge.ToString("N"), words.CheerTitle(card), words.CheerText(here, card), (int)(now - card.ReachedAt!.Value).TotalSeconds))]);
    }
}

public sealed record CheersState(IReadOnlyList<CheerState> Cheers);

/// <param name="Ago">Seconds since it happened, by the hub's clock.</param>
public sealed record CheerState(string Key, string Title, string Text, int Ago);
