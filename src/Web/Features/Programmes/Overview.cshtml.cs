using System.Globalization;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Board;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Me;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Html;

namespace Activation.Web.Features.Programmes;

/// <summary>Where the programme stands, and what I can do next.</summary>
[Needs(Permission.Look)]
public sealed class OverviewModel(
    Views views, MomentQuery moments, ChallengeQuery challenges, Towns towns, StageRates rates, ScoresQuery scores, Happenings.Happenings happenings, NextStep nextStep,
    ReadModels readModels, BoardWords words, ChallengeWords challengeWords, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    public const int Rows = 5;

    /// <summary>What is drawn may be newer than it says, never older.</summary>
    public long Position { get; private set; }

    /// <summary>Null for a day that is over, with what is next.</summary>
    public Moment? Moment { get; private set; }

    public Challenges.Challenges Together { get; private set; } = Challenges.Challenges.None;

    /// <summary>Municipalities that are filled on the map.</summary>
    public IReadOnlySet<string> Filled { get; private set; } = new HashSet<string>();

    public IReadOnlyList<Departure> Departures { get; private set; } = [];

    public Ranking Ranking { get; private set; } = null!;

    public Ticket? Ticket { get; private set; }

    /// <summary>The figures of the last closed stage, as they were frozen.</summary>
    public StageOutcome? Closed { get; private set; }

    /// <summary>Those of the open stage, as they stand.</summary>
    public StageOutcome? Running { get; private set; }

    /// <summary>Ties a part of the page to a board; what is looked back at stands still.</summary>
    public IHtmlContent Listens(string kind) => Asked.IsPast
        ? HtmlString.Empty
        : new HtmlString(string.Create(CultureInfo.InvariantCulture, $"data-board=\"{Here.Slug}/{kind}\" data-position=\"{Position}\""));

    public BoardWords Words => words;

    public ChallengeWords ChallengeWords => challengeWords;

    public async Task OnGetAsync()
    {
        Position = readModels.Position;
        await LookBack();
        var asked = views.Together(() => (
            Moment: GoingOn(), Ticket: Next(), Together: challenges.On(Here, Asked.Day), Departures: happenings.Latest(Here, Rows, Asked.IsPast ? Here.Ends(Asked.Day) : null),
            Ranking: scores.On(Here, Asked.Day), Closed: Outcome(Here.LastClosed()), Running: Outcome(Here.OpenStage is { Stage: > 0 } open ? open : null)));
        (Moment, Ticket, Together, Departures) = (await asked.Moment, await asked.Ticket, await asked.Together, await asked.Departures);
        (Ranking, Closed, Running) = (await asked.Ranking, await asked.Closed, await asked.Running);
        Filled = await towns.Filled(Here, Together.Current, Asked.Day);
    }

    // Looking back shows what has been counted; what goes on and what is next is only ever now.
    async Task<Moment?> GoingOn() => Asked.IsPast ? null : await moments.Of(Here, Now);

    async Task<Ticket?> Next() => Asked.IsPast ? null : await nextStep.Of(Here, Me, Now);

    async Task<StageOutcome?> Outcome(StageRow? stage) =>
        stage is null ? null : new StageOutcome(stage, await rates.Of(Here, stage, Asked.Day));
}

/// <summary>A stage with what came of it.</summary>
public sealed record StageOutcome(StageRow Stage, StageFigures Figures);
