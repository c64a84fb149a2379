using Activation.Web.Features.Deeds;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Me;

/// <summary>What has rung for somebody, and how often it may.</summary>
[SignedIn]
public sealed class NudgesModel(Bell bell, Seeing seeing, NudgeWords words, NudgeTargets targets, DeedLinks deeds, ProgrammeDirectory programmes) : ChoicePage
{
    /// <summary>A tap of the bell is used at once.</summary>
    static readonly TimeSpan TapLasts = TimeSpan.FromHours(1);

    public IReadOnlyList<NudgeRow> Rang { get; private set; } = [];

    public override string Path => "/me/nudges";

    public NudgeText Text(NudgeRow nudge) => words.Of(nudge.Kind, nudge.Args);

    public ProgrammeView? Home(NudgeRow nudge) => Programmes.FirstOrDefault(here => here.Id == nudge.Programme);

    public Task<IActionResult> OnGetAsync() => AsMyself(Show);

    /// <summary>Reads one: it is seen, and its page opens, or the page of the one thing that is done about it.</summary>
    public Task<IActionResult> OnPostReadAsync(Guid nudge, Deed? deed) => AsMyself(async () =>
    {
        if (await bell.Find(Person.Person, nudge) is not { } found || await programmes.Find(found.Programme) is not { } here) return NotFound();
        await seeing.See(Person.Person, [nudge]);
        if (deed is { } tap && found is { Subject: { } subject, ActedAt: null } && NudgeLinks.TapsOf(found.Kind, found.Act).Contains(tap))
            return LocalRedirect((await deeds.Make(tap, here.Id, subject, Person.Person, TapLasts)).PathAndQuery);
        return LocalRedirect(await targets.PathOf(found, here));
    });

    /// <summary>Those that stood on the page: what has rung since then was not looked at. The page says so by itself when they have been in view.</summary>
    public Task<IActionResult> OnPostSeenAsync(Guid[]? nudges) => AsMyself(async () =>
    {
        await seeing.See(Person.Person, [.. (nudges ?? []).Take(Bell.Shown)]);
        return LocalRedirect(Path);
    });

    protected override Task<IActionResult> AsTheirs(Func<Task<IActionResult>> then) => AsMyself(then);

    protected override async Task<IActionResult> Fill()
    {
        Rang = await bell.Latest(Person.Person, Bell.Shown);
        return Page();
    }
}
