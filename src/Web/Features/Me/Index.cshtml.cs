using Activation.Domain.Members;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Me;

/// <summary>A person's part in one programme.</summary>
/// <param name="DraftTitle">Of a proposal that is begun and not sent; null when there is none.</param>
public sealed record MyPart(
    ProgrammeView Here, Actor Me, IReadOnlyList<MyInitiative> Proposed, IReadOnlyList<MyActivity> Activities, IReadOnlyList<MyInitiative> Joined,
    IReadOnlyList<MyVote> Votes, IReadOnlyList<MyRating> ToRate, string? DraftTitle, MyLedger Points,
    Domain.Points.LadderStep Step);

/// <summary>One's own page: what to do next, what one is in, and what is kept about oneself.</summary>
[SignedIn]
public sealed class IndexModel(
    Views views, Visit visit, OwnFrame own, MemberDirectory members, PeopleDirectory people, Mine mine, NextStep next, Drafts drafts,
    Bell bell, NudgeWords words, Ledgers ledgers, LadderQuery ladder) : PageModel
{
    const int RangShown = 2;

    readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    public PersonRow Person { get; private set; } = null!;

    public string FirstName => Person.Name.Split(' ')[0];

    public IReadOnlyList<MyPart> Parts { get; private set; } = [];

    /// <summary>The one next step; null for somebody who is in no programme.</summary>
    public Ticket? Step { get; private set; }

    /// <summary>The newest in the bell.</summary>
    public IReadOnlyList<NudgeRow> Rang { get; private set; } = [];

    public NudgeWords Words => words;

    public IReadOnlyList<MyAnswer> Answers { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync()
    {
        if (visit.Person is not { } id) return Challenge();
        var (found, programmes) = views.Together(() => (people.Find(id), own.ProgrammesOf(id)));
        if (await found is not { } person) return Challenge();
        Person = person;
        Parts = await PartsOf(id, await programmes);
        var (stand, rang, answers) = views.Together(() => (Stand(), bell.Latest(id, RangShown), mine.Answers(id)));
        await stand;
        (Rang, Answers) = (await rang, await answers);
        Names = await people.NamesOf(Answers.Select(answer => answer.Actor).OfType<Guid>());
        return Page();
    }

    public static DateTimeOffset Local(MyAnswer answer) =>
        TimeZoneInfo.ConvertTime(answer.At, TimeZoneInfo.FindSystemTimeZoneById(answer.ProgrammeTimeZone));

    public bool IsOverdue(MyPart part, MyActivity activity) => activity is { State: "scheduled", DueOn: { } due } && due < part.Here.Today(now);

    /// <summary>Where somebody stands who is in a programme: what is next, and what is around the page.</summary>
    async Task Stand()
    {
        if (Parts.Count == 0) return;
        var (here, me) = (Parts[0].Here, Parts[0].Me);
        Reach.Into(here.Id);
        Step = await next.Of(here, me, here.Local(now));
        ViewData[nameof(Frame)] = await own.Around(Person, here);
    }

    async Task<IReadOnlyList<MyPart>> PartsOf(Guid person, IEnumerable<ProgrammeView> programmes)
    {
        var parts = new List<MyPart>();
        foreach (var here in programmes)
            if (await members.Find(here.Id, person) is { } me) parts.Add(await PartIn(here, me));
        return parts;
    }

    async Task<MyPart> PartIn(ProgrammeView here, Actor me)
    {
        Reach.Into(here.Id);
        var (programme, member) = (here.Id, me.Member);
        var (proposed, activities, joined, votes, toRate, draft, points, step) = views.Together(() => (
            mine.Proposed(programme, member), mine.Activities(programme, member), mine.Joined(programme, member), mine.Votes(programme, member),
            mine.ToRate(programme, member, now), drafts.Find(programme, member), ledgers.Of(here, member, now), ladder.Of(here, member)));
        return new(here, me, await proposed, await activities, await joined, await votes, await toRate, (await draft)?.Idea.Title, await points, await step);
    }
}
