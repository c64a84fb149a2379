using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Board;

/// <summary>The wall: for a big screen in a foyer or a room, read from six metres, open for days.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(
    MomentQuery moments, ChallengeQuery challenges, StageRates rates, ScoresQuery scores, Happenings.Happenings happenings, ReadModels readModels, BoardWords words, ChallengeWords challengeWords) : ProgrammePage
{
    public const int Rows = 5;

    /// <summary>What is drawn may be newer than it says, never older.</summary>
    public long Position { get; private set; }

    public Moment Moment { get; private set; } = null!;

    /// <summary>The one that there is room for.</summary>
    public ChallengeView? Together { get; private set; }

    public Ranking Ranking { get; private set; } = null!;

    public IReadOnlyList<Departure> Departures { get; private set; } = [];

    /// <summary>The stage the rings speak of: the last one that is closed, else the open one.</summary>
    public StageRow? Stage { get; private set; }

    public StageFigures? StageFigures { get; private set; }

    public QrCode Qr { get; private set; } = null!;

    public BoardWords Words => words;

    public ChallengeWords ChallengeWords => challengeWords;

    public async Task OnGetAsync()
    {
        Position = readModels.Position;
        Moment = await moments.Of(Here, Now);
        Together = (await challenges.Of(Here, Now)).Current;
        Departures = await happenings.Latest(Here, Rows);
        Ranking = await scores.Of(Here, Now);
        Stage = Here.LastClosed() ?? Here.OpenStage;
        StageFigures = Stage is null ? null : await rates.Of(Here, Stage, Here.Today(Now));
        Qr = QrCode.Of($"{Request.Scheme}://{Request.Host}/p/{Here.Slug}/initiatives");
    }
}
