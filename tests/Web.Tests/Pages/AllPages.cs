using Activation.Domain.Nudges;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Walks;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;
using static Activation.Web.Tests.Pages.AdminSpots;
using static Activation.Web.Tests.Pages.CourseSpots;
using static Activation.Web.Tests.Pages.LinkSpots;
using static Activation.Web.Tests.Pages.Spots;
using static Activation.Web.Tests.Pages.StorySpots;
using static Activation.Web.Tests.Pages.WalkSpots;

namespace Activation.Web.Tests.Pages;

/// <summary>Every page of the app with who looks at it: the one list that is looked at, photographed and sent nonsense.</summary>
public static class AllPages
{
    const string Here = Sown.Here;
    const string Initiatives = "/p/{programme}/initiatives";
    const string Stories = "/p/{programme}/stories";
    const string Walks = "/p/{programme}/walks";
    const string Courses = "/p/{programme}/courses";
    const string Initiative = Initiatives + "/{number:int}";
    const string Activity = Initiative + "/activities/{activity:guid}";

    public static IEnumerable<AppPage> List =>
    [
        new("front", "/"),
        new("demo", "/demo"),
        new("sign-in", "/sign-in"),
        new("sign-in-code", "/sign-in/code"),
        new("sign-in-second", "/sign-in/second"),
        new("sign-in-link-gone", "/sign-in/link/gone", route: "/sign-in/link/{secret}"),
        new("sign-in-unknown", "/sign-in/unknown"),
        new("invitation", "/invitation/{secret}", Invited),
        new("invitation-gone", "/invitation/gone", route: "/invitation/{secret}"),
        new("first-run", "/first-run"),
        .. Enum.GetValues<Deed>().Except([Deed.Baseline]).Select(deed => new AppPage($"do-{deed.ToString().ToLowerInvariant()}", "/do/{secret}", hub => Asked(hub, deed))),
        new("do-gone", "/do/gone", route: "/do/{secret}"),
        new("outbox", "/demo/outbox"),
        new("me-security", "/me/security", Cast.Astrid),
        new("me-security-linked", "/me/security", LinkedToADirectory),
        new("me-security-second", "/me/security/second", Cast.Astrid),
        new("no-access", "/no-access", Cast.Astrid),
        new("error", "/no-such-page", route: "/error/{code:int?}") { Status = 404 },
        new("look", "/look"),
        new("privacy", "/privacy"),
        new("accessibility", "/accessibility"),
        new("me-core-team", "/me", Cast.Astrid),
        new("me-coordinator", "/me", Cast.Bo),
        new("me-points", "/me/points?programme=familjen-helsingborg", Cast.Astrid, "/me/points"),
        new("points", $"{Here}/points", Cast.Cilla, "/p/{programme}/points"),
        new("me-tokens", "/me/tokens", Cast.Astrid),
        new("admin", "/admin", Cast.Farid),
        new("admin-start", "/admin/start", Cast.Farid),
        new("admin-people", $"{Here}/admin/people", Cast.Farid, "/p/{programme}/admin/people"),
        new("admin-person", "/p/{programme}/admin/people/{member:guid}", async hub => new Spot($"{Here}/admin/people/{await hub.PersonCalled(Cast.Iris)}", Cast.Farid)),
        new("admin-invite", $"{Here}/admin/people/invite", Cast.Farid, "/p/{programme}/admin/people/invite"),
        new("admin-import", $"{Here}/admin/people/import", Cast.Elin, "/p/{programme}/admin/people/import"),
        new("admin-audit", $"{Here}/admin/audit", Cast.Farid, "/p/{programme}/admin/audit"),
        new("audit-take-out", "/p/{programme}/admin/audit/{position:long}/take-out", async hub => new Spot(
            $"{Here}/admin/audit/{await hub.Views.Value<long>("select position from audit join programme g using (programme) where g.slug = 'familjen-helsingborg' and kind = 'walk-planned' limit 1")}/take-out", Cast.Farid)),
        new("admin-account", "/p/{programme}/admin/people/{member:guid}/account", async hub => new Spot($"{Here}/admin/people/{await hub.PersonCalled(Cast.Iris)}/account", Cast.Farid)),
        new("admin-security", "/p/{programme}/admin/security", TurnedAway),
        new("admin-keys", $"{Here}/admin/keys", Cast.Farid, "/p/{programme}/admin/keys"),
        new("admin-key", "/p/{programme}/admin/keys/{token:guid}", async hub => new Spot(
            $"{Here}/admin/keys/{await hub.Views.Value<Guid>("select t.token from hub.token t join hub.person p using (person) where p.name = @name limit 1", new { name = Cast.Iris })}", Cast.Farid)),
        new("admin-webhooks", $"{Here}/admin/webhooks", Cast.Farid, "/p/{programme}/admin/webhooks"),
        new("admin-webhook", "/p/{programme}/admin/webhooks/{hook:guid}", Hooked),
        new("admin-statements", $"{Here}/admin/statements", Cast.Farid, "/p/{programme}/admin/statements"),
        new("consent", "/consent/{secret}", Questioned),
        new("consent-gone", "/consent/gone", route: "/consent/{secret}"),
        new("privacy-administrator", "/privacy", Cast.Farid),
        new("admin-retention", $"{Here}/admin/retention", Cast.Farid, "/p/{programme}/admin/retention"),
        new("admin-programme", $"{Here}/admin/programme", Cast.Elin, "/p/{programme}/admin/programme"),
        new("admin-challenges", $"{Here}/admin/challenges", Cast.Elin, "/p/{programme}/admin/challenges"),
        new("admin-challenge", "/p/{programme}/admin/challenges", async hub => new Spot($"{Here}/admin/challenges?challenge={await hub.Views.Value<Guid>("select challenge from challenge limit 1")}", Cast.Elin)),
        new("me-nudges", "/me/nudges", async hub =>
        {
            foreach (var kind in new[] { NudgeKind.DueSoon, NudgeKind.DecisionMade, NudgeKind.RateOutcome })
                await hub.Rings(await hub.PersonCalled(Cast.Cilla), kind, NudgeSamples.Facts[kind]);
            return new Spot("/me/nudges", Cast.Cilla);
        }),
        new("choices", "/choices/{secret}", Choosing),
        new("choices-old", "/choices/{secret}", ChoosingLate),
        new("choices-gone", "/choices/gone", route: "/choices/{secret}"),
        new("choices-off", "/choices/{secret}/off", async hub => new Spot((await Choosing(hub)).Path + "/off", null)),
        new("admin-nudges", "/p/{programme}/admin/nudges", async hub =>
        {
            foreach (var kind in new[] { NudgeKind.DueSoon, NudgeKind.RateOutcome }) await hub.Rings(await hub.PersonCalled(Cast.David), kind, NudgeSamples.Facts[kind]);
            var doubt = await hub.Rings(await hub.PersonCalled(Cast.David), NudgeKind.Overdue, NudgeSamples.Facts[NudgeKind.Overdue]);
            await hub.Views.Execute("update hub.nudge set state = 'unknown', lease_until = hub.clock() where nudge = @doubt", new { doubt });
            return new Spot($"{Here}/admin/nudges", Cast.Farid);
        }),
        new("admin-nudges-tomorrow", $"{Here}/admin/nudges/tomorrow", Cast.Elin, "/p/{programme}/admin/nudges/tomorrow"),
        new("comments-mine", $"{Here}/comments/mine", Cast.Henrik, "/p/{programme}/comments/mine"),
        new("comments-open", $"{Here}/comments", Cast.Bo, "/p/{programme}/comments"),
        new("comments-reported", "/p/{programme}/comments", Reported),
        new("initiative-reported", Initiative, async hub => await ReportedAt(hub) with { Who = Cast.Elin }),
        new("talks", $"{Here}/talks", Cast.Elin, "/p/{programme}/talks"),
        new("admin-rules", "/p/{programme}/admin/rules", Tried),
        new("baseline", $"{Here}/baseline", null, "/p/{programme}/baseline"),
        new("baseline-small", $"{Here}/baseline?municipality=perstorp", Cast.Astrid, "/p/{programme}/baseline"),
        new("baseline-lead", $"{Here}/baseline?wave=0", Cast.Elin, "/p/{programme}/baseline"),
        new("answer", "/answer/{secret}", AskedAll),
        new("answer-gone", "/answer/gone", route: "/answer/{secret}"),
        new("journey", $"{Here}/journey", null, "/p/{programme}/journey"),
        new("journey-then", $"{Here}/journey?step=14", Cast.Astrid, "/p/{programme}/journey"),
        new("me-privacy", "/me/privacy", Cast.Astrid),
        new("membership-coordinator", $"{Here}/members/me", Cast.Bo, "/p/{programme}/members/me"),
        new("membership-deputy", $"{Here}/members/me", Cast.Iris, "/p/{programme}/members/me"),
        new("leave", $"{Here}/members/me/leave", Cast.Astrid, "/p/{programme}/members/me/leave"),
        new("overview-visitor", Here, null, "/p/{programme}"),
        new("overview-member", Here, Cast.Astrid, "/p/{programme}"),
        new("overview-then", $"{Here}?asOf={Ago(60)}", Cast.Astrid, "/p/{programme}"),
        new("scores", $"{Here}/scores", Cast.Astrid, "/p/{programme}/scores"),
        new("scores-improved-then", $"{Here}/scores?view=improved&asOf={Ago(40)}", null, "/p/{programme}/scores"),
        new("scores-numbers", $"{Here}/scores?asOf={Ago(60)}#numbers", null, "/p/{programme}/scores"),
        new("scores-no-such-day", $"{Here}/scores?asOf=2099-01-01", null, "/p/{programme}/scores") { Status = 400 },
        new("scores-municipality", $"{Here}/scores/klippan", Cast.Cilla, "/p/{programme}/scores/{municipality}"),
        new("rates", $"{Here}/rates?stage=1", null, "/p/{programme}/rates"),
        new("rates-of-one", $"{Here}/rates?municipality=astorp", Cast.Bo, "/p/{programme}/rates"),
        new("wall", "/p/{programme}/board", _ => Task.FromResult(new Spot($"{Here}/board", null)), IsWall: true),
        new("wall-then", "/p/{programme}/board", _ => Task.FromResult(new Spot($"{Here}/board?asOf={Ago(60)}", null)), IsWall: true),
        new("goals", $"{Here}/goals", null, "/p/{programme}/goals"),
        new("goal", "/p/{programme}/goals/{number}", Goal),
        new("goal-owner", "/p/{programme}/goals/{number}", async hub => await Goal(hub) with { Who = Cast.Elin }),
        new("follow-up", "/p/{programme}/goals/follow-up", async hub => { await FollowedUp(hub); return new Spot($"{Here}/goals/follow-up", Cast.Greta); }),
        new("follow-up-lead", "/p/{programme}/goals/follow-up", async hub => { await FollowedUp(hub); return new Spot($"{Here}/goals/follow-up", Cast.Elin); }),
        new("goal-sign-off", "/p/{programme}/goals/{number}", async hub => new Spot($"{Here}/goals/{await FollowedUp(hub)}", Cast.Greta)),
        new("networks", $"{Here}/networks", null, "/p/{programme}/networks"),
        new("initiatives-visitor", $"{Here}/initiatives", null, Initiatives),
        new("initiatives-member", $"{Here}/initiatives", Cast.Astrid, Initiatives),
        new("initiatives-completed", $"{Here}/initiatives?show=completed", Cast.Astrid, Initiatives),
        new("initiatives-no-match", $"{Here}/initiatives?q=xylofonverkstad", Cast.Astrid, Initiatives),
        new("propose", $"{Here}/initiatives/propose", Cast.Cilla, $"{Initiatives}/propose"),
        new("propose-plan", $"{Initiatives}/propose", hub => Drafted(hub, "?step=2")),
        new("propose-send", $"{Initiatives}/propose", hub => Drafted(hub, "?step=3")),
        new("initiative-visitor", Initiative, async hub => await OfInitiative(hub, Votable) with { Who = null }),
        new("initiative-voter", Initiative, async hub =>
            await OfInitiative(hub, $"{Votable} and not exists (select from ballot b where b.initiative = i.initiative and b.member = '{await hub.PersonCalled(Cast.Cilla)}')") with { Who = Cast.Cilla }),
        new("initiative-proposer", Initiative, hub => OfInitiative(hub, Underway)),
        new("initiative-much-done", Initiative, async hub => await OfInitiative(hub, "i.carried_out > 0", "i.activities + i.comments desc") with { Who = Cast.Elin }),
        new("close", $"{Initiative}/close", hub => OfInitiative(hub, Underway, below: "/close")),
        new("take-out", $"{Initiative}/take-out", async hub => await OfInitiative(hub, "i.carried_out > 0", "i.activities + i.comments desc", "/take-out") with { Who = Cast.Farid }),
        new("reword", $"{Initiative}/reword", hub => OfInitiative(hub, Votable, below: "/reword")),
        new("merge", $"{Initiative}/merge", async hub => await OfInitiative(hub, Votable, below: "/merge") with { Who = Cast.Elin }),
        new("merge-confirm", $"{Initiative}/merge", async hub => new Spot($"{(await OfInitiative(hub, Votable)).Path}/merge?into={await Another(hub)}", Cast.Elin)),
        new("split", $"{Initiative}/split", async hub => await OfInitiative(hub, Votable, below: "/split") with { Who = Cast.Elin }),
        new("initiative-merged", Initiative, MergedAway),
        new("plan", $"{Initiative}/activities/plan", hub => OfInitiative(hub, Underway, below: "/activities/plan")),
        new("activity-plan", $"{Activity}/plan", hub => OfActivity(hub, "a.state in ('draft', 'returned')", "plan")),
        new("activity-schedule", $"{Activity}/schedule", hub => OfActivity(hub, "a.state in ('approved', 'scheduled')", "schedule")),
        new("activity-done", $"{Activity}/done", hub => OfActivity(hub, "a.state = 'scheduled'", "done")),
        new("activity-pictures", $"{Activity}/pictures", hub => OfActivity(hub, "a.state = 'scheduled'", "pictures")),
        new("activity-rate", $"{Activity}/rate", hub => OfActivity(hub, "a.state = 'carried_out'", "rate")),
        new("activity-cancel", $"{Activity}/cancel", hub => OfActivity(hub, "a.state = 'scheduled'", "cancel")),
        new("stories", $"{Here}/stories", null, Stories),
        new("stories-teller", $"{Here}/stories?municipality=landskrona", Cast.David, Stories),
        new("stories-no-match", $"{Here}/stories?q=xylofonverkstad", null, Stories),
        new("story", $"{Stories}/{{slug}}", hub => OfStory(hub, "")),
        new("story-card", $"{Stories}/{{slug}}/card", hub => OfStory(hub, "/card")),
        new("story-adopt", $"{Stories}/{{slug}}/adopt", async hub => await OfStory(hub, "/adopt") with { Who = Cast.Astrid }),
        new("story-inbox", $"{Here}/stories/inbox", Cast.David, $"{Stories}/inbox"),
        new("story-inbox-lead", $"{Here}/stories/inbox", Cast.Elin, $"{Stories}/inbox"),
        new("story-edit", $"{Stories}/{{slug}}/edit", async hub => await OfStory(hub, "/edit") with { Who = Cast.David }),
        new("story-pictures", $"{Stories}/{{slug}}/pictures", async hub => await OfStory(hub, "/pictures") with { Who = Cast.David }),
        new("story-people", $"{Stories}/{{slug}}/people", async hub => await OfStory(hub, "/people") with { Who = Cast.David }),
        new("story-people-asked", $"{Stories}/{{slug}}/people", AskedAnew),
        new("story-publish", $"{Stories}/{{slug}}/publish", async hub => await OfStory(hub, "/publish") with { Who = Cast.David }),
        new("story-version", $"{Stories}/{{slug}}/versions/{{version:int}}", async hub => await OfStory(hub, "/versions/1") with { Who = Cast.David }),
        new("story-consent", "/consent/story/{secret}", Named),
        new("story-consent-gone", "/consent/story/gone", route: "/consent/story/{secret}"),
        new("walks", Walks, async hub => { await Announced(hub); return new Spot($"{Here}/walks", Cast.Astrid); }),
        new("walk-plan", $"{Here}/walks/plan", Cast.Astrid, $"{Walks}/plan"),
        new("walk", $"{Walks}/{{number:int}}", async hub => new Spot($"{Here}/walks/{(await Announced(hub)).Number}", Cast.Astrid)),
        new("walk-join", "/walk/{walk:guid}", async hub => new Spot($"/walk/{(await Announced(hub)).Walk}", null)),
        new("walk-come", "/walk/come/{secret}", async hub => new Spot(hub.Services.GetRequiredService<WalkLinks>().Come((await Signing(hub)).Come!).AbsolutePath, null)),
        new("walk-come-gone", "/walk/come/gone", route: "/walk/come/{secret}"),
        new("walk-off", "/walk/off/{secret}", async hub => new Spot(hub.Services.GetRequiredService<WalkLinks>().Off((await Signing(hub)).Guest).AbsolutePath, null)),
        new("walk-off-gone", "/walk/off/gone", route: "/walk/off/{secret}"),
        new("courses", Courses, async hub => { await Offered(hub); return new Spot($"{Here}/courses", Cast.Astrid); }),
        new("course-offer", $"{Here}/courses/offer", Cast.David, $"{Courses}/offer"),
        new("course", $"{Courses}/{{number:int}}", async hub => new Spot($"{Here}/courses/{(await Offered(hub)).Number}", Cast.David)),
        new("course-queue", $"{Courses}/{{number:int}}", async hub => new Spot($"{Here}/courses/{(await Offered(hub)).Number}", Cast.Bo)),
        new("course-over", $"{Courses}/{{number:int}}", async hub => new Spot($"{Here}/courses/{(await Came(hub)).Course.Number}", Cast.David)),
        new("course-join", "/walk/{walk:guid}", async hub => new Spot($"/walk/{(await Offered(hub)).Walk}", null)),
        new("course-waits", "/walk/off/{secret}", Waiting),
        new("work", "/work/{secret}", HandingIn),
        new("work-handed-in", "/work/{secret}", HandedIn),
        new("work-gone", "/work/gone", route: "/work/{secret}"),
        new("works", $"{Stories}/works", Inbox),
        new("queue", "/p/{programme}/queue", hub => OfQueue(hub, "")),
        new("queue-decided", "/p/{programme}/queue", hub => OfQueue(hub, "?show=decided")),
        new("queue-of-none", $"{Here}/queue", Cast.Elin, "/p/{programme}/queue"),
    ];

    static string Ago(int days) => Sown.Day(-days);
}
