using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Jobs;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Nudges;

/// <summary>One kind with its figures; those that nobody has had yet have none.</summary>
public sealed record KindLine(NudgeKind Kind, KindFigures? Figures, PausedKind? Pause);

/// <summary>What the nudges of a programme do: when they went, what is held back and why, whether they help, and who said no.</summary>
[Needs(Permission.Lead)]
public sealed class IndexModel(NudgeReport report, Doubts doubts, NudgeTitles titles, NudgeWords words, PeopleDirectory people, IJobRunner jobs)
    : ProgrammePage
{
    public IReadOnlyList<JobReport> Jobs { get; private set; } = [];

    public IReadOnlyList<KindLine> Kinds { get; private set; } = [];

    public IReadOnlyList<HeldBack> HeldBack { get; private set; } = [];

    public IReadOnlyList<Dropped> Dropped { get; private set; } = [];

    public IReadOnlyList<NudgeRow> InDoubt { get; private set; } = [];

    public IReadOnlyList<NudgeRow> NotArrived { get; private set; } = [];

    /// <summary>Names of those for whom a letter was that is in doubt or did not arrive; for those who may know.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Lets kinds rest and go, and sees whom a letter in doubt was for.</summary>
    public bool Administers => Me?.May(Permission.Administer) == true;

    public string Name(NudgeKind kind) => words.Name(kind);

    public string Subject(NudgeRow nudge) => words.Of(nudge.Kind, nudge.Args).Subject;

    public Task OnGetAsync() => Show();

    [AlsoNeeds(Permission.Administer)]
    public Task<IActionResult> OnPostPauseAsync(string? kind) => OfKind(
        kind, (line, state, me) => Pausing.Pause(state, new(line.Kind, PauseReason.ByHand, line.Figures?.Sent ?? 0, line.Figures?.OptOuts ?? 0), me), "nudge-admin.paused");

    [AlsoNeeds(Permission.Administer)]
    public Task<IActionResult> OnPostResumeAsync(string? kind) => OfKind(kind, (line, state, me) => Pausing.Resume(state, new(line.Kind), me), "nudge-admin.resumed");

    /// <summary>Somebody has looked: it did arrive, or it is sent again.</summary>
    [AlsoNeeds(Permission.Administer)]
    public async Task<IActionResult> OnPostSettleAsync(Guid nudge, bool arrived) => await Seen(await doubts.Settle(Here.Id, nudge, arrived, Me!.Member));

    /// <summary>What did not arrive is sent again.</summary>
    [AlsoNeeds(Permission.Administer)]
    public async Task<IActionResult> OnPostAgainAsync(Guid nudge) => await Seen(await doubts.Again(Here.Id, nudge, Me!.Member));

    async Task<IActionResult> Seen(bool settled)
    {
        if (settled) return To("/admin/nudges", "nudge-admin.settled");
        ModelState.AddModelError("", T["nudge-admin.doubt-gone"]);
        await Show();
        return Page();
    }

    async Task<IActionResult> OfKind(string? kind, Func<KindLine, KindPause, Actor, Decision> decide, string toast)
    {
        await Show();
        if (Kinds.FirstOrDefault(line => line.Kind.Kebab() == kind) is not { } found) ModelState.AddModelError("", T[Refusals.Nudges.KindUnknown]);
        else if (await Decide(StreamNames.NudgeKind(Here.Id, found.Kind), (KindPause state, Actor me, DateTimeOffset _) => decide(found, state, me))) return To("/admin/nudges", toast);
        return Page();
    }

    async Task Show()
    {
        Jobs = [.. (await Deadline.For(jobs.Reports())).Where(job => job.Name.StartsWith("nudges-", StringComparison.Ordinal))];
        var figures = await report.Of(Here);
        var paused = (await report.Paused(Here)).ToDictionary(row => row.Kind);
        Kinds = [.. NudgeKinds.All.Select(kind => new KindLine(kind, figures.GetValueOrDefault(kind), paused.GetValueOrDefault(kind)))];
        HeldBack = await report.HeldBack(Here);
        InDoubt = await titles.Fill(await report.InDoubt(Here));
        NotArrived = await titles.Fill(await report.NotArrived(Here));
        Dropped = await report.Dropped(Here);
        if (Administers) Names = await people.NamesOf(InDoubt.Concat(NotArrived).Select(row => row.Recipient));
    }
}
