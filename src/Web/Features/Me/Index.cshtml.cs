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
    Visit visit, OwnFrame own, MemberDirectory members, PeopleDirectory people, Mine mine, NextStep next, Drafts drafts,
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
        if (visit.Person is not { } id || await people.Find(id) is not { } person) return Challenge();
        Person = person;
        Parts = await PartsOf(id);
        if (Parts.Count > 0)
        {
            Reach.Into(Parts[0].Here.Id);
            Step = await next.Of(Parts[0].Here, Parts[0].Me, Parts[0].Here.Local(now));
            ViewData[nameof(Frame)] = await own.Around(person, Parts[0].Here);
        }

        Rang = await bell.Latest(id, RangShown);

        Answers = await mine.Answers(id);
        Names = await people.NamesOf(Answers.Select(answer => answer.Actor).OfType<Guid>());
        return Page();
    }

    public static DateTimeOffset Local(MyAnswer answer) =>
        TimeZoneInfo.ConvertTime(answer.At, TimeZoneInfo.FindSystemTimeZoneById(answer.ProgrammeTimeZone));

    public bool IsOverdue(MyPart part, MyActivity activity) => activity is { State: "scheduled", DueOn: { } due } && due < part.Here.Today(now);

    async Task<IReadOnlyList<MyPart>> PartsOf(Guid person)
    {
        var parts = new List<MyPart>();
        foreach (var here in await own.ProgrammesOf(person))
            if (await members.Find(here.Id, person) is { } me) parts.Add(await PartIn(here, me));
        return parts;
    }

    async Task<MyPart> PartIn(ProgrammeView here, Actor me)
    {
        Reach.Into(here.Id);
        return new(
            here, me, await mine.Proposed(here.Id, me.Member), await mine.Activities(here.Id, me.Member), await mine.Joined(here.Id, me.Member),
            await mine.Votes(here.Id, me.Member), await mine.ToRate(here.Id, me.Member, now), (await drafts.Find(here.Id, me.Member))?.Idea.Title,
            await ledgers.Of(here, me.Member, now), await ladder.Of(here, me.Member));
    }
}
