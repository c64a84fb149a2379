using System.Globalization;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Html;

namespace Activation.Web.Features.Board;

/// <summary>The wall: for a big screen in a foyer or a room, read from six metres, open for days; or as it was on the evening of a day.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(
    MomentQuery moments, ChallengeQuery challenges, Towns towns, StageRates rates, ScoresQuery scores, Happenings.Happenings happenings, ReadModels readModels,
    BoardWords words, ChallengeWords challengeWords, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    public const int Rows = 5;

    /// <summary>What is drawn may be newer than it says, never older.</summary>
    public long Position { get; private set; }

    /// <summary>Null for a day that is over.</summary>
    public Moment? Moment { get; private set; }

    /// <summary>The one that there is room for.</summary>
    public ChallengeView? Together { get; private set; }

    /// <summary>Municipalities that are filled on the map.</summary>
    public IReadOnlySet<string> Filled { get; private set; } = new HashSet<string>();

    public Ranking Ranking { get; private set; } = null!;

    public IReadOnlyList<Departure> Departures { get; private set; } = [];

    /// <summary>The stage the rings speak of: the last one that is closed, else the open one.</summary>
    public StageRow? Stage { get; private set; }

    public StageFigures? StageFigures { get; private set; }

    public QrCode Qr { get; private set; } = null!;

    public string Path => $"/p/{Here.Slug}/board";

    /// <summary>Ties a part of the wall to a board; what is looked back at stands still.</summary>
    /// <param name="from">The position that is drawn; null for what has been drawn nothing of.</param>
    public IHtmlContent Listens(string kind, long? from) => Asked.IsPast
        ? HtmlString.Empty
        : new HtmlString(string.Create(CultureInfo.InvariantCulture, $"data-board=\"{Here.Slug}/{kind}\" data-position=\"{from ?? -1}\""));

    public BoardWords Words => words;

    public ChallengeWords ChallengeWords => challengeWords;

    public async Task OnGetAsync()
    {
        Position = readModels.Position;
        await LookBack();
        if (!Asked.IsPast) Moment = await moments.Of(Here, Now);
        Together = (await challenges.On(Here, Asked.Day)).Current;
        Filled = await towns.Filled(Here, Together, Asked.Day);
        Departures = await happenings.Latest(Here, Rows, Asked.IsPast ? Here.Ends(Asked.Day) : null);
        Ranking = await scores.On(Here, Asked.Day);
        Stage = Here.LastClosed() ?? Here.OpenStage;
        StageFigures = Stage is null ? null : await rates.Of(Here, Stage, Asked.Day);
        Qr = QrCode.Of($"{Request.Scheme}://{Request.Host}/p/{Here.Slug}/initiatives");
    }
}
