using System.Text.Json;
using System.Text.Json.Serialization;
using Activation.Domain.Courses;

namespace Activation.Web.Platform.Seeding;

// The shapes of the files below seed-data; what each plot means stands in seed-data/README.md. Days count from the day of loading.

public sealed record ProgrammeFile(
    string Slug, string Name, string Programme, string[] Languages, string TimeZone, SeedVision[] Visions, SeedValue[] CoreValues,
    SeedFocusArea[] FocusAreas, SeedStage[] Stages, SeedChallenge[] Challenges, SeedMunicipality[] Municipalities);

public sealed record SeedVision(string Text, string Source, string Place, bool Current);

public sealed record SeedValue(string Id, string Name, string Sentence);

public sealed record SeedFocusArea(string Id, string Name, int Flag, bool Ours);

public sealed record SeedStage(string Id, int Number, string Name, string? Theme, int StartDay, int EndDay);

public sealed record SeedChallenge(string Id, string Stage, string Title, string Text, string? Value, int MinimumPerMunicipality, int StartDay, int EndDay);

public sealed record SeedMunicipality(
    string Id, string Name, int RouteOrder, int Population, int PopulationYear, SeedTown MainTown, SeedLabel MapLabel);

public sealed record SeedTown(double Lat, double Lon);

public sealed record SeedLabel(double X, double Y, string Anchor);

public sealed record GoalsFile(SeedGoalArea[] Areas, SeedGoal[] Goals, SeedMetric[] Metrics);

public sealed record SeedGoalArea(string Number, string Name, string LeadText);

public sealed record SeedGoal(string Id, string Area, string Text, SeedStrategy[] Strategies);

public sealed record SeedStrategy(string Id, string Text);

public sealed record SeedMetric(
    string Number, string Area, string Goal, string Text, string SourceText, bool Corrected, string Kind, int? DueYear, SeedTarget? Target,
    bool PerMunicipality, string Responsible, string[] CoResponsible, string? Strategy);

public sealed record SeedTarget(double? Value, string? Unit, double? ShareOfStart, SeedTrackPoint[]? Track);

public sealed record SeedTrackPoint(int Year, double Value);

public sealed record BaselineFile(SeedWave[] Waves);

public sealed record SeedWave(string Stage, int FromDay, int ToDay, SeedWaveAnswers[] Municipalities);

public sealed record SeedWaveAnswers(string Name, int[][] Answers);

/// <param name="Signed">By the goal owner of the municipality, with a word.</param>
public sealed record FollowUpFile(int OpensDay, int ClosesDay, SeedSignature[] Signed);

public sealed record SeedSignature(string Number, string Municipality, int Day, string Comment);

public sealed record CoursesFile(SeedCourse[] Courses);

/// <param name="Comes">How many invented residents have a seat; <paramref name="Waits"/> more are in the list.</param>
public sealed record SeedCourse(
    string Id, string Initiative, string Activity, string Municipality, string Text, string Place, WorkKind[] Makes, string Languages, int OfferedDay, int StartsDay, int Hour,
    int JoinByDay, int Seats, int Comes, int Waits, SeedWork[] Works);

/// <param name="Guest">Which of those who came.</param>
/// <param name="Name">As they want to be called; empty for not at all.</param>
/// <param name="ToldDay">When a story of it was published; null while it waits for a communicator.</param>
public sealed record SeedWork(int Guest, int Day, string Name, WorkLicence Licence, string Title, string Text, string? Lead, SeedPicture? Picture, int? ToldDay);

public sealed record NetworksFile(SeedNetwork[] Networks);

public sealed record SeedNetwork(int Number, string Name, bool TiedToPlan);

public sealed record ProjectsFile(SeedProject[] Projects);

public sealed record SeedProject(string Text);

public sealed record PeopleFile(int Seed, string EmailDomain, SeedCrowd[] Rules, SeedPerson[] Cast, SeedDeputy[] Deputies, int? PointsEvery = null);

public sealed record SeedCrowd(string Municipality, int CoreTeam, int Coordinators, int Communicators, int GoalOwners);

public sealed record SeedPerson(string Id, string FirstName, string LastName, string Email, string Role, string? Municipality, string Language, string Note, string? Points = null);

public sealed record SeedDeputy(string Coordinator, string Municipality);

public sealed record InitiativesFile(SeedInitiative[] Initiatives);

public sealed record SeedInitiative(
    string Id, string Title, string Description, string Municipality, string[] Partners, string[] FocusAreas, SeedValueShown[] Values,
    SeedMetricLink[] Metrics, string? AdoptedFrom, string? Proposer, int ProposedDay, SeedVoting Voting, int Pledges, SeedComment[] Comments,
    SeedActivity[] Activities, SeedStory? Story = null, int? IntendedInvolvement = null);

/// <param name="Activity">Which of the initiative's activities it tells of.</param>
/// <param name="Text">Markdown.</param>
public sealed record SeedStory(string Activity, int PublishedDay, string Title, string Text, string? Lead, string? Time, string? Cost, SeedPicture? Picture);

/// <param name="File">Below the folder of seed data.</param>
public sealed record SeedPicture(string File, string Alt);

public sealed record SeedValueShown(string Value, string How);

public sealed record SeedMetricLink(string Number, string Mechanism);

public sealed record SeedVoting(int OpensDay, int ClosesDay, int Supports, int NotNow);

public sealed record SeedComment(int Day, string Text);

public sealed record SeedActivity(
    string Id, string Title, string? What, string? Owner, string? When, int? DueDay, string? Where, string? FirstStep, int? FirstStepDay,
    string? SuccessSign, string? Resources, string? Link, int DraftedDay, int? SubmittedDay, SeedReturn[] Returned, SeedDecision? Decision,
    int? ScheduledDay, SeedDone? CarriedOut, SeedNo? Cancelled, int[] Ratings, int? CoordinatorRating, int? OwnerRating, int? RatedFromDay,
    int? RatedToDay);

public sealed record SeedReturn(int Day, string Reason, int? ResubmittedDay);

public sealed record SeedDecision(string Kind, int Day, string? Reason);

public sealed record SeedDone(int Day, int Participants, string Note);

public sealed record SeedNo(int Day, string Reason);

/// <summary>A folder of seed data; says which file is missing or cannot be read.</summary>
public sealed class SeedFolder(string path)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public bool Has(string name) => File.Exists(Path.Combine(path, name));

    public IEnumerable<string> Like(string pattern) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        : [];

    public async Task<byte[]> Bytes(string name)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(path, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SeedException($"{Path.Combine(path, name)} cannot be opened: {e.Message}");
        }
    }

    public T Read<T>(string name)
    {
        var file = Path.Combine(path, name);
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new SeedException($"{file} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SeedException($"{file} cannot be opened: {e.Message}");
        }
        catch (JsonException e)
        {
            throw new SeedException($"{file} is not as seed-data/README.md says: {e.Message}");
        }
    }
}
