using Activation.Domain.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>The page that a nudge is about.</summary>
public sealed class NudgeTargets(Views views)
{
    /// <summary>A path of this site.</summary>
    public async Task<string> PathOf(NudgeRow nudge, ProgrammeView here)
    {
        var root = $"/p/{here.Slug}";
        return nudge.Kind switch
        {
            NudgeKind.FirstAct or NudgeKind.MunicipalitySilent => $"{root}/initiatives/propose",
            NudgeKind.WaitingApproval => $"{root}/queue",
            NudgeKind.FitsYourGap => await OfStory(nudge, here) ?? await OfInitiative(nudge, here) ?? root,
            NudgeKind.StoryWaiting => $"{root}/stories/inbox",
            NudgeKind.StoryHeld => await OfHeld(nudge, here) ?? $"{root}/stories/inbox",
            NudgeKind.NeedsTalk => $"{root}/talks",
            NudgeKind.MetricOrphan => $"{root}/goals/{Uri.EscapeDataString(nudge.Object[(nudge.Object.LastIndexOf('/') + 1)..])}",
            NudgeKind.FollowUpOpen => $"{root}/goals/follow-up",
            // Of a story that was taken down there is what one said oneself.
            NudgeKind.SpokenTo or NudgeKind.FollowedMoved => await OfTalk(nudge, here) ?? $"{root}/comments/mine",
            NudgeKind.FadingOut => "/me/nudges#choices",
            // A draft that nobody else has seen is where one proposes.
            NudgeKind.IdleDraft => await OfInitiative(nudge, here) ?? $"{root}/initiatives/propose",
            _ => await OfInitiative(nudge, here) ?? root,
        };
    }

    /// <summary>How they did it, where somebody has told.</summary>
    async Task<string?> OfStory(NudgeRow nudge, ProgrammeView here) => await views.In(here.Id).Value<string?>(
        "select slug from shown_story where initiative = @Subject and programme = @Id order by published_at limit 1", new { nudge.Subject, here.Id }) is { } slug
        ? $"/p/{here.Slug}/stories/{slug}"
        : null;

    /// <summary>Where it is said what holds it back.</summary>
    async Task<string?> OfHeld(NudgeRow nudge, ProgrammeView here) => await views.In(here.Id).Value<string?>(
        "select slug from story where story = @Subject and programme = @Id and slug <> ''", new { nudge.Subject, here.Id }) is { } slug
        ? $"/p/{here.Slug}/stories/{slug}/publish"
        : null;

    /// <summary>Where people talk about it.</summary>
    async Task<string?> OfTalk(NudgeRow nudge, ProgrammeView here)
    {
        var slug = await views.In(here.Id).Value<string?>("select slug from shown_story where story = @Subject and programme = @Id", new { nudge.Subject, here.Id });
        return (slug is null ? await OfInitiative(nudge, here) : $"/p/{here.Slug}/stories/{slug}") is { } page ? $"{page}#comments" : null;
    }

    async Task<string?> OfInitiative(NudgeRow nudge, ProgrammeView here)
    {
        if ((nudge.Subject ?? NudgeObject.IdOf(nudge.Object)) is not { } subject) return null;
        var found = await views.In(here.Id).One<Found>(
            """
            select i.number, a.activity from initiative i left join activity a on a.initiative = i.initiative and a.activity = @subject
             where i.programme = @Id and (i.initiative = @subject or a.activity = @subject)
            """,
            new { subject, here.Id });
        return found switch
        {
            null => null,
            { Activity: { } activity } when PageOf(nudge.Act) is { } page => $"/p/{here.Slug}/initiatives/{found.Number}/activities/{activity}/{page}",
            { Activity: not null } => $"/p/{here.Slug}/initiatives/{found.Number}#activities",
            _ => $"/p/{here.Slug}/initiatives/{found.Number}",
        };
    }

    static string? PageOf(NudgeAct act) => act switch
    {
        NudgeAct.Plan => "plan",
        NudgeAct.Schedule => "schedule",
        NudgeAct.Rate => "rate",
        _ => null,
    };

    sealed record Found(int Number, Guid? Activity);
}
