using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Nudges;

/// <summary>Nudges to look at: facts of every kind as rules tell them, and rows as they lie in the table.</summary>
static class NudgeSamples
{
    public static readonly IReadOnlyDictionary<NudgeKind, string[]> Facts = new Dictionary<NudgeKind, string[]>
    {
        [NudgeKind.FirstAct] = ["Klippan"],
        [NudgeKind.IdleDraft] = ["Cykelfest i Perstorp", "3", "Responsible,When"],
        [NudgeKind.ReadyDraft] = ["Cykelfest i Perstorp", "73"],
        [NudgeKind.WaitingApproval] = ["3", "Språkpromenad vid torget", "2027-05-03"],
        [NudgeKind.DecisionMade] = ["Språkpromenad vid torget", "returned", "Skriv platsen så godkänner jag."],
        [NudgeKind.FollowedApproved] = ["Språkpromenad vid torget", "declined", "Torget byggs om i sommar."],
        [NudgeKind.SpokenTo] = ["Språkpromenad vid torget", "answer"],
        [NudgeKind.FollowedMoved] = ["Språkpromenad vid torget", "comment"],
        [NudgeKind.NoPlanYet] = ["Språkpromenad vid torget"],
        [NudgeKind.DueSoon] = ["Familjegirot, etapp 5", "2027-05-30", "17"],
        [NudgeKind.Overdue] = ["Familjegirot, etapp 5", "2027-05-30"],
        [NudgeKind.NeedsTalk] = ["2", "Familjegirot, etapp 5", "2027-05-30"],
        [NudgeKind.HelpAsked] = ["Familjegirot, etapp 5", "Klippan"],
        [NudgeKind.RateOutcome] = ["Prova-på-kör", "2027-05-13"],
        [NudgeKind.OutcomeKnown] = ["Prova-på-kör", "4.2", "9"],
        [NudgeKind.StoryHeld] = ["Prova-på-kör", "2027-03-01"],
        [NudgeKind.StoryWaiting] = ["Prova-på-kör", "4.2"],
        [NudgeKind.FitsYourGap] = ["Åstorp", "Prova-på-kör", "5.10"],
        [NudgeKind.IdeaLivesOn] = ["Prova-på-kör", "Klippan|Bjuv", "3", ""],
        [NudgeKind.MunicipalitySilent] = ["Klippan", "34"],
        [NudgeKind.MetricOrphan] = ["4.2", "Andel invånare som känner sina grannar"],
        [NudgeKind.FollowUpOpen] = ["4", "2026", "2027-03-31"],
        [NudgeKind.PulseOpen] = ["Våren i våra kommuner", "2027-05-20"],
        [NudgeKind.PulseClosed] = ["Våren i våra kommuner"],
        [NudgeKind.ObservationsOpen] = ["Trygghetsvandringen i Bjuv", "6", "9"],
        [NudgeKind.StillAlive] = ["Prova-på-kör", "2026-11-13"],
        [NudgeKind.PromiseUnowned] = ["Mötesplats Höganäs", "2", "5"],
        [NudgeKind.ShareUnanswered] = ["Gemensam turistkarta", "12340"],
        [NudgeKind.SeatVacant] = ["Miljöchefer", "Klippan"],
        [NudgeKind.IntentAboveEvidence] = ["Prova-på-kör", "4", "3"],
        [NudgeKind.WeeklyDigest] = ["Familjeresan", "Ge Prova-på-kör ett betyg."],
        [NudgeKind.FadingOut] = [],
    };

    /// <summary>Somebody's bell rings, as the engine lets it.</summary>
    public static async Task<Guid> Rings(
        this TestHub hub, Guid person, NudgeKind kind, string[] facts, NudgeAct act = NudgeAct.Look, Guid? subject = null)
    {
        var nudge = Guid.NewGuid();
        await hub.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, subject, due_at, not_before, passed_at, shown_at, sent_at, via)
            select @nudge, programme, @kind, 'test:' || @nudge, @person, '1', 'sent', to_jsonb(@facts), @act, @subject, hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), 'bell'
              from programme where slug = @slug
            """,
            new { nudge, kind = Snake(kind), person, facts, act = Snake(act), subject, slug = Cast.Programme });
        hub.Bell().Forget(person);
        return nudge;
    }

    public static async Task<NudgeRow> Nudge(this TestHub hub, Guid nudge) =>
        (await hub.Views.One<NudgeRow>("select * from hub.nudge where nudge = @nudge", new { nudge }))!;

    public static Bell Bell(this TestHub hub) => (Bell)hub.Services.GetService(typeof(Bell))!;

    static string Snake(Enum value) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
