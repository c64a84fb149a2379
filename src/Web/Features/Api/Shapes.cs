using Activation.Domain.Scoring;
using Activation.Domain.Stories;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Api;

// What the API says. Fields may be added; none is taken away or changes its meaning within v1.

/// <param name="Next">Where the rest begins; null when this is the last of it.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next = null);

public sealed record VotesShape(int Support, int NotNow);

/// <param name="Votes">Null while the caller may not know how the others voted.</param>
/// <param name="MergedInto">The number of the one where it goes on, and where its votes count; null while it stands for itself.</param>
public sealed record InitiativeShape(
    int Number, string Title, string State, string Municipality, int Stage, VotesShape? Votes, int Pledges, int Activities,
    DateTimeOffset ProposedAt, DateTimeOffset VotingUntil, bool VotingOpen, int? MergedInto);

/// <param name="Concretisation">K 0–100 of the most concrete of its activities; null when none was submitted.</param>
/// <param name="History">Oldest first.</param>
/// <param name="MergedInto">The number of the one where it goes on, and where its votes count; null while it stands for itself.</param>
/// <param name="SplitFrom">The number of the one it was a part of.</param>
/// <param name="Involvement">How far those whom it is about are to be let in: 1 manipulation, 2 information, 3 consultation, 4 partnership, 5 citizen initiative; null where it is not said.</param>
public sealed record InitiativeDetailShape(
    int Number, string Title, string State, string Municipality, int Stage, VotesShape? Votes, int Pledges, DateTimeOffset ProposedAt,
    DateTimeOffset VotingUntil, bool VotingOpen, string Description, IReadOnlyList<string> Partners, IReadOnlyList<ValueShape> Values,
    IReadOnlyList<string> FocusAreas, int? Concretisation, IReadOnlyList<ActivityShape> Activities, ParentShape? Parent,
    IReadOnlyList<HistoryShape> History, int? MergedInto, int? SplitFrom, int? Involvement);

public sealed record ValueShape(string Value, string Name, string How);

public sealed record ParentShape(int Number, string Title);

public sealed record HistoryShape(long Position, DateTimeOffset At, string Event, Guid? Activity);

/// <param name="Concretisation">K, 0–100; null before it was submitted.</param>
/// <param name="Outcome">Null before enough have rated it.</param>
/// <param name="Pictures">Of before, and of after: at most one of each.</param>
public sealed record ActivityShape(
    Guid Id, string Title, string State, string Municipality, DateOnly? DueOn, DateOnly? CarriedOutOn, int? Participants, int? Concretisation,
    OutcomeShape? Outcome, IReadOnlyList<PictureShape> Pictures);

/// <param name="Address">Of the largest size, as WebP.</param>
/// <param name="Alt">What somebody sees who does not see it; empty where the words were taken out.</param>
/// <param name="Credit">Who took it; may be empty.</param>
/// <param name="Use">cover, gallery, before or after.</param>
/// <param name="Width">Of the largest size, in pixels; with <paramref name="Height"/>.</param>
/// <param name="Sizes">All in which it is kept, the smallest first.</param>
public sealed record PictureShape(string Address, string Alt, string Credit, string Use, int Width, int Height, IReadOnlyList<PictureSizeShape> Sizes)
{
    public static PictureShape Of(ProgrammeView here, OwnAddress address, StoryPicture picture, string use)
    {
        var sizes = PictureSizes.For(picture.Width).Select(width => new PictureSizeShape(address.Of($"/p/{here.Slug}/pictures/{picture.Picture}/{width}").AbsoluteUri, width)).ToList();
        return new(sizes[^1].Address, picture.Alt, picture.Credit, ApiJson.Word(use.ToLowerInvariant()), picture.Width, picture.Height, sizes);
    }
}

/// <param name="Width">In pixels.</param>
public sealed record PictureSizeShape(string Address, int Width);

/// <param name="Value">1–5, few ratings drawn towards the middle.</param>
/// <param name="N">How many rated it.</param>
/// <param name="Low">With <paramref name="High"/> the 95 % interval of the value.</param>
public sealed record OutcomeShape(double Value, int Median, int N, double Low, double High);

public sealed record ProgrammeShape(string Slug, string Name, string Organisation, string Vision, int? Stage);

public sealed record ProgrammeDetailShape(
    string Slug, string Name, string Organisation, string Vision, string VisionSource, int? Stage, string TimeZone, IReadOnlyList<string> Languages,
    IReadOnlyList<MunicipalityShape> Municipalities, IReadOnlyList<CoreValueShape> Values, IReadOnlyList<FocusAreaShape> FocusAreas,
    IReadOnlyList<StageShape> Stages);

public sealed record MunicipalityShape(string Municipality, string Name, int Population, double Latitude, double Longitude);

public sealed record CoreValueShape(string Value, string Name, string Meaning);

public sealed record FocusAreaShape(string FocusArea, string Name);

public sealed record StageShape(int Stage, string Theme, DateOnly FromOn, DateOnly ToOn, string State);

/// <param name="Score">With low and high: 0–100.</param>
/// <param name="Parts">The components once more, each with its n and interval.</param>
/// <param name="Counts">What the components are counted from.</param>
public sealed record ScoreShape(
    string Name, double Score, double Low, double High, int Enrolled, ComponentsShape Components, PartsShape Parts, CountsShape Counts);

/// <summary>Each 0–1.</summary>
public sealed record ComponentsShape(double Breadth, double Completion, double Outcome, double Reuse, double Cooperation);

/// <summary>Each 0–1, with its 95 % interval.</summary>
public sealed record PartsShape(Estimate Breadth, Estimate Completion, Estimate Outcome, Estimate Reuse, Estimate Cooperation);

/// <param name="LastTenMinutes">How much happened; <paramref name="Minutes"/> has the last hour, this minute last.</param>
public sealed record MomentShape(int LastTenMinutes, IReadOnlyList<int> Minutes, int Votes, int Open);

/// <param name="AsOf">The day whose end is told; today ends when it does.</param>
/// <param name="Rules">The version of the rules; their numbers are in <paramref name="RulesInForce"/>.</param>
public sealed record ScoresShape(
    long Position, DateOnly AsOf, string Definition, string Rules, IReadOnlyList<ScoreShape> Municipalities, MomentShape? Moment, RulesShape RulesInForce);

/// <param name="Funnel">From proposal to outcome, as it stood on the day.</param>
/// <param name="AnsweredOutside">Activities that were first answered on a day of no stage: they are in no stage's rates.</param>
public sealed record RatesShape(
    int Stage, bool Frozen, DateOnly AsOf, string Definition, Estimate Feasibility, Estimate Commitment, Estimate Completion, Estimate OnTime, Estimate TopOutcome,
    Estimate RatedShare, Estimate? Reuse, int NotYetDue, IReadOnlyList<FunnelShape> Funnel, int AnsweredOutside);

/// <param name="Step">proposed, decided, approved, scheduled, carriedOut, rated or topOutcome.</param>
/// <param name="Count">Activities of initiatives proposed in the stage that came so far.</param>
/// <param name="MedianDays">From the step before; null where nobody came, and for what takes no time.</param>
/// <param name="FrozenMedianDays">The same when the stage was closed; null while it is not.</param>
/// <param name="Share">Of those who came to the step before; null for the first.</param>
/// <param name="LowDays">With <paramref name="HighDays"/> the 95 % interval of the median; null where fewer than six came.</param>
/// <param name="FrozenCount">How many the frozen median rests on; null while the stage is not closed.</param>
/// <param name="FrozenLowDays">With <paramref name="FrozenHighDays"/> the interval that was frozen with it; null also where it was not kept.</param>
public sealed record FunnelShape(
    string Step, int Count, double? MedianDays, double? FrozenMedianDays, Estimate? Share, double? LowDays, double? HighDays, int? FrozenCount, double? FrozenLowDays,
    double? FrozenHighDays);

public sealed record DefinitionShape(string Key, string Name, string Text, string Formula, string Version);

/// <param name="Status">notMeasured, measured (a value, but none to compare it with), reached, onTheWay or losing.</param>
/// <param name="Values">Those that stand: of all together first, then by municipality, each in the order of time.</param>
public sealed record MetricShape(
    string Number, string Text, int Area, string Kind, string? Unit, double? Target, int? DueYear, IReadOnlyList<string> Responsible,
    IReadOnlyList<string> CoResponsible, IReadOnlyList<TrackShape> Track, string Status, int Initiatives, IReadOnlyList<MeasuredShape> Values);

public sealed record TrackShape(int Year, double Value);

/// <param name="Municipality">Null: of all together.</param>
/// <param name="On">The day, where the metric is answered by yes (1) or not yet (0).</param>
/// <param name="Comparison">What a benchmark is compared with.</param>
/// <param name="Corrected">Another value stood here before.</param>
public sealed record MeasuredShape(
    string? Municipality, int Year, DateOnly? On, double Value, double? Comparison, string Source, DateTimeOffset At, bool Corrected);

public sealed record RecordedShape(long Position, MetricShape Metric);

/// <param name="Position">Of the change in the log.</param>
public sealed record WrittenShape(long Position);

public sealed record VotedShape(long Position, VotesShape? Votes);

public sealed record PledgedShape(long Position, int Pledges);

public sealed record ProposedShape(long Position, InitiativeDetailShape Initiative);

public sealed record PlannedShape(long Position, ActivityShape Activity);
