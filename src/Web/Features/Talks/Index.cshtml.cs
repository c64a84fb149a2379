using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Talks;

/// <summary>A coordinator's list of those to talk to.</summary>
[Needs(Permission.Decide)]
public sealed class IndexModel(TalkList list, UnheardList unheard, NudgeWords words) : ProgrammePage
{
    public IReadOnlyList<Talk> Talks { get; private set; } = [];

    /// <summary>Those who answered neither of two reminders.</summary>
    public IReadOnlyList<Unheard> Unheard { get; private set; } = [];

    /// <summary>What somebody was asked, in the language of the request.</summary>
    public string Asked(NudgeRow nudge) => words.Of(nudge.Kind, nudge.Args).Subject;

    /// <summary>Those that one coordinates or stands in for; who leads sees all.</summary>
    public string[] Municipalities => [.. Here.Municipalities.Select(m => m.Municipality).Where(place => Me!.Leads || Me.Coordinates(place))];

    public async Task OnGetAsync() => await Show();

    /// <summary>They have talked, and the day stands.</summary>
    public async Task<IActionResult> OnPostOnTrackAsync(Guid activity)
    {
        await Show();
        if (Talks.FirstOrDefault(talk => talk.Activity == activity) is not { } talk) ModelState.AddModelError("", T["talks.not-here"]);
        else if (await Decide<Initiative>(StreamNames.Initiative(talk.Initiative), (state, actor, now) => FollowingUp.OnTrack(state, new KeepDay(activity), actor, now)))
            return To("/talks", "talks.noted");
        return Page();
    }

    async Task Show()
    {
        Talks = await list.In(Here.Id, Municipalities, NudgeFinder.Time(Here, Now).Before(Activation.Domain.Nudges.Rules.CarryingOut.TalkOverdue), Now);
        Unheard = await unheard.In(Here.Id, Municipalities);
    }
}
