using Activation.Domain.Members;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Members;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Happenings;

#pragma warning disable MA0049 // The rows are the happenings; this is how they are read.
/// <summary>What has happened, told: on the boards as departures, on an initiative's page as its history.</summary>
public sealed class Happenings(Views views, PeopleDirectory people, PublicNames publicNames, Texts texts)
#pragma warning restore MA0049
{
    /// <summary>What anybody may be told: the yes and the deed, never the draft, the return or the no.</summary>
    public static readonly IReadOnlyList<string> PublicKinds =
        ["initiative-proposed", "activity-approved", "activity-scheduled", "activity-carried-out", "initiative-completed", "story-published"];

    /// <summary>What members read beside that. Comments stand below, and a plan is changed many times before it is sent.</summary>
    static readonly string[] MemberKinds =
    [
        .. PublicKinds, "initiative-reworded", "voting-closed", "voting-reopened", "activity-submitted", "concretisation-corrected",
        "activity-returned", "activity-declined", "activity-cancelled", "activity-on-track", "help-asked", "activity-pictured", "activity-followed-up", "initiative-parked", "initiative-resumed", "initiative-withdrawn",
        "text-removed", "duplicate-taken-in", "duplicate-let-go", "initiative-merged", "merge-undone", "initiative-split-off", "split-undone",
    ];

    /// <summary>The newest things that anybody may be told, newest first.</summary>
    /// <param name="before">Only what had happened by then; null for all.</param>
    public async Task<IReadOnlyList<Departure>> Latest(ProgrammeView here, int count, DateTimeOffset? before = null)
    {
        var rows = await views.Many<Told>(
            $"{Tell} and h.programme = @Id and h.kind = any(@kinds) and (@Before::timestamptz is null or h.at < @Before) order by h.position desc limit @count",
            new { here.Id, kinds = PublicKinds.ToArray(), count, Before = before?.UtcDateTime });
        var days = new Days(here, texts, DateTimeOffset.UtcNow);
        return [.. rows.Select(row => Departure(here, days, row))];
    }

    /// <summary>The history of an initiative, newest first. Visitors read what is public, and roles instead of names.</summary>
    public async Task<Line> History(ProgrammeView here, InitiativeCard card, Actor? reader, DateTimeOffset now)
    {
        var rows = await views.Many<Told>(
            $"{Tell} and h.initiative = @Initiative and h.kind = any(@kinds) order by h.position desc", new { card.Initiative, kinds = KindsFor(reader) });
        var who = await Actors(here, card, rows, reader);
        var days = new Days(here, texts, now);
        return new Line(
            [.. rows.Select((row, i) => new Stop(What(here, days, row), StateOf(row.Kind, newest: i == 0), Note(row, days, who)))],
            Lay: false, Label: texts["happenings.history"]);
    }

    /// <summary>The same history as it is kept, oldest first: for programs.</summary>
    public Task<IReadOnlyList<HappeningRow>> Rows(InitiativeCard card, Actor? reader) => views.Many<HappeningRow>(
        "select * from happening where initiative = @Initiative and kind = any(@kinds) order by position",
        new { card.Initiative, kinds = KindsFor(reader) });

    static string[] KindsFor(Actor? reader) => reader is null ? [.. PublicKinds] : MemberKinds;

    // A yes to a plan that holds everything also schedules it, in the same breath: that is told once. What came just before is looked up by its key: asked with "exists",
    // PostgreSQL gathers every yes there ever was.
    const string Tell = """
        select h.*, i.number as initiative_number, i.title as initiative_title, a.title as activity_title,
               coalesce(a.municipality, i.municipality) as municipality
          from happening h join initiative i using (initiative) left join activity a on a.activity = h.activity
         where (h.kind <> 'activity-scheduled'
                or (select yes.kind from happening yes where yes.position = h.position - 1 and yes.activity = h.activity) is distinct from 'activity-approved')
        """;

    Departure Departure(ProgrammeView here, Days days, Told row) => new(
        row.At, days.Narrow(row.At), here.NameOf(row.Municipality), texts[$"happenings.departure-{row.Kind}", row.Subject],
        $"/p/{here.Slug}/initiatives/{row.InitiativeNumber}", row.Activity is null ? null : row.InitiativeTitle);

    string What(ProgrammeView here, Days days, Told row) => row.Kind switch
    {
        "activity-carried-out" when row.Number is > 0 and { } n => texts.Count("happenings.carried-out-with", n, row.Subject),
        "activity-scheduled" when row.On is { } on => texts["happenings.activity-scheduled", row.Subject, days.Of(on)],
        "activity-submitted" or "concretisation-corrected" => texts[$"happenings.{row.Kind}", row.Subject, row.Number],
        "initiative-proposed" => texts["happenings.initiative-proposed", here.NameOf(row.Municipality)],
        _ => texts[$"happenings.{row.Kind}", row.Subject],
    };

    string Note(Told row, Days days, IReadOnlyDictionary<Guid, string> who)
    {
        var parts = new List<string> { days.Moment(row.At) };
        if (row.Actor is { } actor && who.TryGetValue(actor, out var name)) parts.Add(name);
        if (!string.IsNullOrWhiteSpace(row.Reason)) parts.Add(texts["happenings.quote", row.Reason]);
        return string.Join(" · ", parts);
    }

    /// <summary>How the one who did it is called: by name among members, before visitors by role and place, unless they have said yes to their name.</summary>
    async Task<IReadOnlyDictionary<Guid, string>> Actors(ProgrammeView here, InitiativeCard card, IReadOnlyList<Told> rows, Actor? reader)
    {
        var ids = rows.Select(row => row.Actor).OfType<Guid>().Distinct().ToArray();
        if (reader is not null) return await people.NamesOf(ids);
        var members = await views.Many<MemberRow>("select * from member where programme = @Id and member = any(@ids)", new { here.Id, ids });
        var named = await publicNames.Of(here.Id, ids);
        return members.ToDictionary(member => member.Member, member => named.GetValueOrDefault(member.Member) ?? Called(here, card, member));
    }

    string Called(ProgrammeView here, InitiativeCard card, MemberRow member) => member switch
    {
        _ when member.Member == card.Proposer => texts["happenings.by-proposer", here.NameOf(member.Municipality)],
        _ when member.Roles.Contains(Role.Coordinator) => texts["happenings.by-coordinator", here.NameOf(member.Municipality)],
        _ => texts["happenings.by-member", here.NameOf(member.Municipality)],
    };

    static StopState StateOf(string kind, bool newest) => kind switch
    {
        "activity-returned" or "activity-declined" or "activity-cancelled" or "initiative-withdrawn" or "initiative-parked" or "split-undone" => StopState.Bad,
        _ => newest ? StopState.Now : StopState.Done,
    };

    /// <summary>A happening with what it happened to.</summary>
    sealed record Told(
        long Position, Guid Initiative, Guid? Activity, string Kind, Guid? Actor, DateTimeOffset At, string? Reason, int? Number, DateOnly? On,
        int InitiativeNumber, string InitiativeTitle, string? ActivityTitle, string Municipality)
    {
        public string Subject => ActivityTitle ?? InitiativeTitle;
    }
}
