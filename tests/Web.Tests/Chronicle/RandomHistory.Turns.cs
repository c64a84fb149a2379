using Activation.Domain.Challenges;
using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Points;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Domain.Stories;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Chronicle;

/// <summary>What turns more than one thing at once: stages, rules, a municipality that joins, challenges, merges, stories that are taken down, choices about points.</summary>
sealed partial class RandomHistory
{
    const string Newcomer = "nykommen";

    /// <summary>Its days begin some time after the stage before it was ended.</summary>
    const int NextStage = 5;

    readonly HashSet<Guid> merged = [];

    DateTimeOffset joinedAt, openedAt;

    string Programme => StreamNames.Programme(here.Id).Name;

    void Shape()
    {
        joinedAt = Between(days, 30);
        Add(joinedAt, Programme, null, new MunicipalityJoined(Newcomer, "Nykommen", 12, 9000, here.Today(joinedAt), 56.1, 13.1, new(0, 0, "start")));
        var weighed = Between(days - 10, 120);
        Add(weighed, Programme, null, new ScoringRulesSet(Rules, here.Today(weighed).AddDays(-random.Next(10)), Guid.CreateVersion7(), "Ett prov"));
        Turn();
        foreach (var (stage, at) in new[] { (1, Between(days, 100)), (2, Between(48, 46)), (2, Between(48, 46)), (NextStage, openedAt) }) Challenge(stage, at);
    }

    static ScoringRules Rules { get; } = ScoringRules.AtStart with
    {
        Version = "2",
        PublishedFrom = 4,
        Shrinkage = 4,
        Weights = new(.2, .4, .2, .1, .1),
        Points = PointRules.AtStart with { Approved = 20, WeekCap = 60 },
    };

    // The stage that is open ends early. Another one comes some days after it, and is over again before today.
    void Turn()
    {
        var ended = Between(44, 36);
        var (from, figures) = (here.Today(ended).AddDays(6), Rates.Of([], here.Today(ended), ScoringRules.AtStart));
        Add(ended, Programme, null, new StageEndMoved(2, here.Today(ended)));
        Add(ended, Programme, null, new StageClosed(2, figures, Rates.Definition));
        Add(ended.AddHours(1), Programme, null, new StagePlanned(NextStage, "Emellan", from, from.AddDays(12), null));
        openedAt = ended.AddDays(7);
        Add(openedAt, Programme, null, new StageOpened(NextStage));
        Add(openedAt.AddDays(13 + random.Next(6)), Programme, null, new StageClosed(NextStage, figures, Rates.Definition));
    }

    /// <summary>The one that was open.</summary>
    int StageOf(DateTimeOffset at) => at >= openedAt ? NextStage : here.Today(at) >= here.Stages.First(stage => stage.Stage == 2).FromOn ? 2 : 1;

    // Too far away to be reached by itself: when it is, is written here.
    void Challenge(int stage, DateTimeOffset at)
    {
        var (id, until) = (Guid.CreateVersion7(), here.Today(at).AddDays(10 + random.Next(60)));
        var stream = StreamNames.Challenge(id).Name;
        Add(at, stream, null, new ChallengeSet(id, stage, "Alla", "Tillsammans", Aim(90_000), until));
        if (random.Next(2) == 0) Add(at = at.AddHours(1 + random.Next(300)), stream, null, new ChallengeChanged(id, "Alla igen", "Tillsammans", Aim(80_000), until.AddDays(5)));
        if (random.Next(3) == 0) Add(at.AddHours(1 + random.Next(300)), stream, null, random.Next(2) == 0 ? new ChallengeDropped(id, "nej") : new ChallengeReached(id, null, 800, 80_000));
    }

    ChallengeAim Aim(int target) => new(Enum.GetValues<ChallengeMeasure>()[random.Next(3)], null, null, target);

    // Of two copies of one idea, or of any two, when nothing of them waits for an answer any more. Some were not the same after all.
    void Merge()
    {
        var free = initiatives.Where(idea => !idea.Ended && idea.Over < last.AddDays(-10) && !merged.Contains(idea.Id)).ToList();
        if (free.Count < 2) return;
        var from = free[random.Next(free.Count)];
        var others = free.Where(idea => idea != from).ToList();
        var into = others.Find(idea => idea.Parent is not null && idea.Parent == from.Parent) ?? others[random.Next(others.Count)];
        merged.UnionWith([from.Id, into.Id]);
        var (by, at) = (Somebody(), Later(Max(from.Over, into.Over)));
        Add(at, StreamNames.Initiative(into.Id).Name, by, new DuplicateTakenIn(into.Id, from.Id, by, at));
        Add(at, StreamNames.Initiative(from.Id).Name, by, new InitiativeMerged(from.Id, into.Id, by, "samma"));
        if (random.Next(2) == 0) return;
        at = Later(at);
        Add(at, StreamNames.Initiative(from.Id).Name, by, new MergeUndone(from.Id, into.Id, by));
        Add(at, StreamNames.Initiative(into.Id).Name, by, new DuplicateLetGo(into.Id, from.Id, by));
    }

    void Tell(Guid initiative, Guid activity, string home, Guid owner, DateTimeOffset after)
    {
        var (story, by, at) = (Guid.CreateVersion7(), Somebody(), Later(after));
        var stream = StreamNames.Story(story).Name;
        Add(at, stream, by, new StoryDrafted(story, $"exempel-{story:N}", initiative, activity, home, owner, by));
        Add(at, stream, by, new StoryWritten(story, "sv", "Det gick", "Alla kom.", "Mer", "", "", by));
        Add(at = Later(at), stream, by, new StoryPublished(story, initiative, activity, home, owner, 1, by));
        if (random.Next(2) == 0) Add(Later(at), stream, by, new StoryUnpublished(story, initiative, activity, by, "fel"));
    }

    // Somebody is in on an idea, votes on it again or says something about it, and many take it back.
    void Voice()
    {
        var (idea, member, id) = (initiatives[random.Next(initiatives.Count)], Somebody(), Guid.CreateVersion7());
        var (at, kind) = (Later(idea.At), random.Next(3));
        var stream = kind == 0 ? StreamNames.Pledge(idea.Id, member).Name : kind == 1 ? StreamNames.Ballot(idea.Id, member).Name : StreamNames.Comment(id).Name;
        Add(at, stream, member, kind == 0 ? new PledgeMade(idea.Id, member, Place(at), null) : kind == 1 ? new VoteCast(idea.Id, member, Place(at), Stance.NotNow, null) : new CommentPosted(idea.Id, id, member, "Jo"));
        if (random.Next(3) == 0 && kind < 2) Add(at = Later(at), stream, member, kind == 0 ? new PledgeMade(idea.Id, member, Place(at), "bord") : new VoteCast(idea.Id, member, Place(at), Stance.Support, Stance.NotNow));
        if (random.Next(2) == 0) Add(Later(at), stream, member, kind == 0 ? new PledgeWithdrawn(idea.Id, member, Place(at)) : kind == 1 ? new VoteWithdrawn(idea.Id, member, Stance.Support) : new CommentRemoved(idea.Id, id, member));
    }

    void Choose(Guid member)
    {
        var (at, stream) = (Some(days), StreamNames.Points(here.Id, member).Name);
        Add(at, stream, member, new PointsChosen(member, Audience.Myself));
        if (random.Next(3) > 0) return;
        Add(at = Later(at), stream, member, new PointsChosen(member, Audience.Nobody));
        if (random.Next(2) == 0) Add(Later(at), stream, member, new PointsChosen(member, Audience.Programme));
    }

    /// <param name="earliest">Days ago, as <paramref name="latest"/>.</param>
    DateTimeOffset Between(int earliest, int latest) => last.AddMinutes(-random.Next(latest * 24 * 60, earliest * 24 * 60));
}
