using Activation.Domain.Consents;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform;
using Activation.Web.Tests.Goals;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Pages;

/// <summary>Every page of the app with who looks at it: the one list that is looked at, photographed and sent nonsense.</summary>
public static class AllPages
{
    const string Here = $"/p/{Cast.Programme}";
    const string Initiatives = "/p/{programme}/initiatives";
    const string Stories = "/p/{programme}/stories";
    const string Walks = "/p/{programme}/walks";
    const string Initiative = Initiatives + "/{number:int}";
    const string Activity = Initiative + "/activities/{activity:guid}";
    const string Underway = "i.state in ('proposed', 'active')";
    const string Votable = Underway + " and not i.voting_closed and i.voting_until > now() + interval '1 day'";

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
        new("me-security-second", "/me/security/second", Cast.Astrid),
        new("no-access", "/no-access", Cast.Astrid),
        new("error", "/p/no-such-programme", route: "/error/{code:int?}") { Status = 404 },
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
        new("talks", $"{Here}/talks", Cast.Elin, "/p/{programme}/talks"),
        new("admin-rules", "/p/{programme}/admin/rules", Tried),
        new("baseline", $"{Here}/baseline", null, "/p/{programme}/baseline"),
        new("baseline-small", $"{Here}/baseline?municipality=perstorp", Cast.Astrid, "/p/{programme}/baseline"),
        new("baseline-lead", $"{Here}/baseline?wave=0", Cast.Elin, "/p/{programme}/baseline"),
        new("answer-gone", "/answer/gone", route: "/answer/{secret}"),
        new("journey", $"{Here}/journey", null, "/p/{programme}/journey"),
        new("journey-then", $"{Here}/journey?step=14", Cast.Astrid, "/p/{programme}/journey"),
        new("me-privacy", "/me/privacy", Cast.Astrid),
        new("overview-visitor", Here, null, "/p/{programme}"),
        new("overview-member", Here, Cast.Astrid, "/p/{programme}"),
        new("overview-then", $"{Here}?asOf={Ago(60)}", Cast.Astrid, "/p/{programme}"),
        new("scores", $"{Here}/scores", Cast.Astrid, "/p/{programme}/scores"),
        new("scores-improved-then", $"{Here}/scores?view=improved&asOf={Ago(40)}", null, "/p/{programme}/scores"),
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
        new("queue", "/p/{programme}/queue", hub => Queue(hub, "")),
        new("queue-decided", "/p/{programme}/queue", hub => Queue(hub, "?show=decided")),
        new("queue-of-none", $"{Here}/queue", Cast.Elin, "/p/{programme}/queue"),
    ];

    static string Ago(int days) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static async Task<Spot> Invited(TestHub hub)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var elin = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Elin)))!;
        var email = $"{Guid.NewGuid():N}@example.test";
        await hub.Services.GetRequiredService<Inviting>().Send(here, elin, new Invite(email, "klippan", [Role.CoreTeam], "sv"), Guid.NewGuid());
        return new(await hub.LinkTo(email), null);
    }

    static async Task<Spot> Choosing(TestHub hub) =>
        new(hub.Services.GetRequiredService<ChoiceLinks>().Page(await hub.PersonCalled(Cast.Henrik), NudgeKind.DueSoon).AbsolutePath, null);

    static async Task<Spot> Tried(TestHub hub)
    {
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Send($"{Here}/admin/rules", "form.rules", ("Numbers[Weights.Breadth]", "0.5"), ("Numbers[Weights.Doing]", "0.1"), ("Numbers[Points.Approved]", "15"));
        for (var patience = DateTime.UtcNow.AddSeconds(20); page.All("#preview form[action*=Confirm]").Count == 0 && DateTime.UtcNow < patience; await Task.Delay(50))
            page = await elin.Get(page.Address.PathAndQuery);
        return new Spot(page.Address.PathAndQuery, Cast.Elin);
    }

    static async Task<Spot> Asked(TestHub hub, Deed deed)
    {
        if (deed == Deed.NotForUs) return await Suggested(hub);
        var state = deed switch { Deed.Rate or Deed.StillAlive => "carried_out", Deed.Submit => "draft", _ => "scheduled" };
        var activity = (await hub.Views.One<Owned>(
            """
            select a.programme, a.activity, a.owner from activity a join initiative i using (initiative)
             where a.state = @state and (i.state in ('proposed', 'active') or a.state = 'carried_out') order by a.carried_out_at, a.activity limit 1
            """,
            new { state }))!;
        var link = await hub.Services.GetRequiredService<DeedLinks>().Make(deed, activity.Programme, activity.Activity, activity.Owner, TimeSpan.FromDays(1));
        return new(link.AbsolutePath, null);
    }

    /// <summary>A walk that Astrid leads, with two who come.</summary>
    static async Task<WalkCard> Announced(TestHub hub)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var astrid = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Astrid)))!;
        var programme = await hub.Streams.Read(StreamNames.Programme(here.Id));
        var now = here.Local(DateTimeOffset.UtcNow);
        var plan = new PlanWalk(
            Guid.CreateVersion7(), WalkKind.Safety, "Kvällsrunda kring stationen", "Var är det mörkt, och var är det skönt att gå?", "Stationen, vid klockan", "astorp",
            new DateTimeOffset(now.Date.AddDays(8).AddHours(18), now.Offset), 12);
        Writer By(Guid? member) => new(here.Id, member, now, Guid.NewGuid());
        await hub.Streams.Decide(StreamNames.Walk(plan.Walk), By(astrid.Member), walk => Walking.Plan(walk, programme, plan, astrid, now));
        foreach (var name in new[] { Cast.Cilla, Cast.Bo })
        {
            var guest = await hub.PersonCalled(name);
            await hub.Streams.Decide(StreamNames.Walk(plan.Walk), By(guest), walk => Coming.Join(walk, guest, now));
        }

        await hub.Settled();
        return (await hub.Services.GetRequiredService<WalkList>().Find(plan.Walk))!.Card;
    }

    static async Task<AskedGuest> Signing(TestHub hub) =>
        (await hub.Services.GetRequiredService<WalkGuests>().Ask(await Announced(hub), "Rut", $"{Guid.NewGuid():N}@example.test", "sv"))!;

    /// <summary>A good example, as a coordinator elsewhere may decline it.</summary>
    static async Task<Spot> Suggested(TestHub hub)
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        var example = (await hub.Views.One<Owned>(
            """
            select a.programme, a.initiative as activity, a.owner from activity a join initiative i using (initiative) join member m on m.programme = a.programme and m.member = @iris
             where a.state = 'carried_out' and m.municipality <> all(i.partners || i.municipality) order by a.carried_out_at, a.activity limit 1
            """,
            new { iris }))!;
        return new((await hub.Services.GetRequiredService<DeedLinks>().Make(Deed.NotForUs, example.Programme, example.Activity, iris, TimeSpan.FromDays(1))).AbsolutePath, null);
    }

    static async Task<Spot> TurnedAway(TestHub hub)
    {
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Get($"{Here}/admin/audit");
        await hub.Views.Execute("insert into hub.security_event (at, kind, door, times) values (now(), 'alarm', '37', 412)");
        return new($"{Here}/admin/security", Cast.Farid);
    }

    /// <summary>A receiver that has taken something, and one thing that it has not.</summary>
    static async Task<Spot> Hooked(TestHub hub)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var hook = Guid.NewGuid();
        await hub.Services.GetRequiredService<HookBook>().Add(hook, here.Id, new Uri("https://chatt.example/hook"), ["activity-approved", "stage-closed"], await hub.Log.Head(), DateTimeOffset.UtcNow);
        await hub.Views.Execute(
            """
            insert into hub.webhook_delivery (delivery, hook, programme, position, kind, body, state, due_at, attempts, status, error, made_at, done_at) values
              (gen_random_uuid(), @hook, @Id, 1, 'activity-approved', '{}', 'taken', now(), 1, 204, null, now() - interval '2 hours', now() - interval '2 hours'),
              (gen_random_uuid(), @hook, @Id, 2, 'stage-closed', '{}', 'waiting', now() + interval '40 minutes', 5, 502, 'answer', now() - interval '1 hour', null)
            """,
            new { hook, here.Id });
        return new($"{Here}/admin/webhooks/{hook}", Cast.Farid);
    }

    static async Task<Spot> Questioned(TestHub hub)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        // Nobody is asked twice in a month: each picture asks somebody else.
        var person = await hub.Views.Value<Guid>("select p.person from hub.person p where not exists (select from hub.consent_link l where l.person = p.person) order by p.person limit 1");
        return new((await hub.Services.GetRequiredService<ConsentLinks>().Make(here.Id, person, ConsentPurpose.PublicName, null))!.AbsolutePath, null);
    }

    sealed record Owned(Guid Programme, Guid Activity, Guid Owner);

    static async Task<Spot> OfStory(TestHub hub, string below) => new(
        $"{Here}/stories/{await hub.Views.Value<string>("select slug from shown_story where municipality = 'landskrona' order by published_at limit 1")}{below}", null);

    /// <summary>Somebody who is asked whether they may be told of.</summary>
    static async Task<Spot> Named(TestHub hub) =>
        new((await Ask(hub, await hub.Views.Value<Guid>("select story from shown_story where municipality = 'hoganas' order by published_at limit 1"), "Nils Ek", null)).Asked.Link!.AbsolutePath, null);

    /// <summary>Those who are named in a story that was changed after one of them had said yes.</summary>
    static async Task<Spot> AskedAnew(TestHub hub)
    {
        var story = await hub.Views.Value<Guid>("select story from shown_story where municipality not in ('hoganas', 'landskrona') order by published_at limit 1");
        foreach (var (name, email) in new[] { ("Ulla Varg", "ulla.varg@example.test"), ("Nils Ek", null) })
        {
            var (person, _) = await Ask(hub, story, name, email);
            var state = await hub.Streams.Read(StreamNames.Story(story));
            await Decide(hub, story, (told, _) => Naming.Agree(told, new AgreeToStory(person, Naming.Terms, "sv", state.Edition), DateTimeOffset.UtcNow));
            if (email is not null) await Decide(hub, story, (told, david) => Telling.Write(told, new WriteStory("sv", told.Texts["sv"] with { Lead = "Ett varv runt torget." }), david, DateTimeOffset.UtcNow));
        }

        await hub.Settled();
        return new($"{Here}/stories/{await hub.Views.Value<string>("select slug from story where story = @story", new { story })}/people", Cast.David);
    }

    static async Task<(Guid Person, Asked Asked)> Ask(TestHub hub, Guid story, string name, string? email)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var named = hub.Services.GetRequiredService<NamedPeople>();
        var person = await named.Known(here.Id, Guid.CreateVersion7(), name, email, "sv");
        await Decide(hub, story, (state, david) => Naming.Name(state, new NamePerson(person), david, DateTimeOffset.UtcNow));
        await hub.Settled();
        var row = (await hub.Views.One<StoryRow>("select * from story where story = @story", new { story }))!;
        return (person, await named.Ask(here, row, person, "Leran", email));
    }

    static async Task Decide(TestHub hub, Guid story, Func<Story, Domain.Members.Actor, Domain.Decision> decide)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var david = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.David)))!;
        await hub.Streams.Decide(StreamNames.Story(story), new Writer(here.Id, david.Member, DateTimeOffset.UtcNow, Guid.NewGuid()), state => decide(state, david));
    }

    /// <summary>The first that can be voted on.</summary>
    static Task<int> Another(TestHub hub) => hub.Views.Value<int>($"select i.number from initiative i where {Votable} order by i.number limit 1");

    /// <summary>One that was merged into the first; another for each picture.</summary>
    static async Task<Spot> MergedAway(TestHub hub)
    {
        using var elin = await hub.As(Cast.Elin);
        var path = (await OfInitiative(hub, $"{Votable} and i.supports > 0 and not exists (select from activity a where a.initiative = i.initiative and a.state = 'submitted')")).Path;
        await elin.Send($"{path}/merge?into={await Another(hub)}", "form[method=post]:has(textarea[name=Reason])", ("Reason", "Samma idé, föreslagen på två håll."));
        return new(path, Cast.Elin);
    }

    static async Task<Spot> Goal(TestHub hub) =>
        new($"{Here}/goals/{await hub.Views.Value<string>("select number from metric order by area, place limit 1")}", null);

    /// <summary>The follow-up of last year is open, and one of Greta's metrics is signed.</summary>
    /// <returns>Another of hers.</returns>
    static async Task<string> FollowedUp(TestHub hub)
    {
        await hub.FollowUp();
        var hers = await hub.Views.Column<string>("select number from metric where 'hoganas' = any(responsible) order by area, place");
        using var greta = await hub.As(Cast.Greta);
        await greta.Send($"{Here}/goals/{hers[0]}", ".sign-off-form", ("Sign.Comment", "Mätningen gjordes om i november, så siffran kommer i vår. Nästa steg: samma fråga till alla skolor."));
        return hers[1];
    }

    static async Task<Spot> OfInitiative(TestHub hub, string where, string order = "i.number desc", string below = "") =>
        (await hub.Views.One<Spot>(
            $"""
            select '{Here}/initiatives/' || i.number || '{below}' as path, p.name as who
              from initiative i join hub.person p on p.person = i.proposer where {where} order by {order} limit 1
            """))!;

    static async Task<Spot> OfActivity(TestHub hub, string where, string page) =>
        (await hub.Views.One<Spot>(
            $"""
            select '{Here}/initiatives/' || i.number || '/activities/' || a.activity || '/{page}' as path, p.name as who
              from activity a join initiative i using (initiative) join hub.person p on p.person = a.owner
             where {where} and {Underway} order by i.number desc limit 1
            """))!;

    /// <summary>Whoever has most to answer.</summary>
    static async Task<Spot> Queue(TestHub hub, string query) =>
        (await hub.Views.One<Spot>(
            $"""
            select '{Here}/queue{query}' as path, p.name as who
              from activity a join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles) join hub.person p on p.person = m.member
             where a.state = 'submitted' group by p.name order by count(*) desc, p.name limit 1
            """))!;

    /// <summary>An idea that is written as far as the plan.</summary>
    static async Task<Spot> Drafted(TestHub hub, string query)
    {
        using var henrik = await hub.As(Cast.Henrik);
        await Proposal.WriteIdea(henrik, "Läs högt för varandra på bussen");
        return new Spot(Proposal.Path + query, Cast.Henrik);
    }
}
