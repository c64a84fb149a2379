using System.Globalization;
using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Domain.Courses;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Domain.Webhooks;
using Activation.Web.Features.People;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>A programme with one person in each role and one of everything that has an address, made by the product's own decisions.</summary>
sealed class Settlement
{
    public const string Neighbour = "grannlandet";

    const string Town = "angeltofta";

    static readonly DateTimeOffset Now = Sown.Now;

    readonly TestHub hub;
    readonly Actor lead;

    Settlement(TestHub hub, Guid id, string slug, string town)
    {
        (this.hub, Id, Slug) = (hub, id, slug);
        lead = Actor.House with { Municipality = town };
        People = Enum.GetValues<Role>().ToDictionary(role => role, role => DerivedId.From($"{slug} {role}", id));
    }

    public Guid Id { get; }

    /// <summary>Where its people are at home.</summary>
    public string Municipality => lead.Municipality;

    public string Slug { get; }

    public IReadOnlyDictionary<Role, Guid> People { get; }

    public Guid Initiative => DerivedId.From("initiative", Id);

    public Guid Comment => DerivedId.From("comment", Id);

    /// <summary>What is said about the story.</summary>
    public Guid StoryComment => DerivedId.From("story comment", Id);

    public int Number { get; private set; }

    public Guid Walk => DerivedId.From("walk", Id);

    public int WalkNumber { get; private set; }

    /// <summary>Where in the log the walk stands.</summary>
    public long Position { get; private set; }

    public Guid Course => DerivedId.From("course", Id);

    public int CourseNumber { get; private set; }

    /// <summary>A receiver of what happens.</summary>
    public Guid Hook => DerivedId.From("hook", Id);

    /// <summary>One that may be taken away.</summary>
    public Guid OldHook => DerivedId.From("old hook", Id);

    /// <summary>A key that whoever looks on gave to a program.</summary>
    public Guid Token { get; private set; }

    /// <summary>Sent, and waiting for an answer.</summary>
    public Guid Submitted => DerivedId.From("submitted", Id);

    /// <summary>Approved and scheduled.</summary>
    public Guid Scheduled => DerivedId.From("scheduled", Id);

    /// <summary>Carried out, and told of in a story with a picture.</summary>
    public Guid Told => DerivedId.From("told", Id);

    public const int PictureWidth = 480;

    public Guid Picture => DerivedId.From("picture", Id);

    public string StorySlug => $"grannfika-i-{Slug}";

    /// <summary>In the programme of the seed data, beside those who are there.</summary>
    public static async Task<Settlement> Here(TestHub hub)
    {
        var id = await hub.Views.Value<Guid>("select programme from programme where slug = @slug", new { slug = Cast.Programme });
        return await new Settlement(hub, id, Cast.Programme, "astorp").Settle();
    }

    /// <summary>A programme of its own, which nobody sees who is not in it, unless it is one that everybody may look at.</summary>
    public static async Task<Settlement> NextDoor(TestHub hub, string slug = Neighbour, bool isPublic = false)
    {
        var next = new Settlement(hub, DerivedId.From(slug), slug, Town);
        await next.Start(isPublic);
        return await next.Settle();
    }

    /// <summary>Somebody from elsewhere is in this one too.</summary>
    public async Task Enrol(Guid person, Role role = Role.PoolMember)
    {
        var programme = await hub.Streams.Read(StreamNames.Programme(Id));
        await Decide(StreamNames.Member(Id, person), state => Enrolling.Enrol(state, programme, new EnrolMember(person, lead.Municipality, [role]), lead, Now));
        await hub.Settled();
    }

    /// <summary>And is in it no longer.</summary>
    public async Task Leave(Guid person)
    {
        await Decide(StreamNames.Member(Id, person), state => Enrolling.Leave(state, new LeaveProgramme(), Actor.House, Now));
        await hub.Settled();
    }

    /// <summary>Somebody comes who by themselves only looks, and stands in for the coordinator.</summary>
    public async Task<Guid> StandIn()
    {
        var deputy = DerivedId.From("deputy", Id);
        await hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(deputy, $"Vikarien i {Slug}", $"vikarien@{Slug}.example", "sv")]);
        await Enrol(deputy, Role.Viewer);
        var programme = await hub.Streams.Read(StreamNames.Programme(Id));
        await Decide(StreamNames.Member(Id, deputy), state => Enrolling.Appoint(state, programme, new AppointDeputy(Municipality), lead, Now));
        await hub.Settled();
        return deputy;
    }

    /// <summary>And stands in no longer.</summary>
    public async Task StandDown(Guid deputy)
    {
        await Decide(StreamNames.Member(Id, deputy), state => Enrolling.Release(state, new ReleaseDeputy(Municipality), lead, Now));
        await hub.Settled();
    }

    /// <summary>What stands for a parameter in an address of this programme; null for one that is not known here.</summary>
    public string? Thing(RoutePattern route, string? handler, string parameter) => parameter switch
    {
        "programme" => Slug,
        "number" when route.RawText!.Contains("goals/", StringComparison.Ordinal) || route.RawText.Contains("metrics/", StringComparison.Ordinal) => "1.1",
        "number" when route.RawText.Contains("walks/", StringComparison.Ordinal) => WalkNumber.ToString(CultureInfo.InvariantCulture),
        "number" when route.RawText.Contains("courses/", StringComparison.Ordinal) => CourseNumber.ToString(CultureInfo.InvariantCulture),
        "number" => Number.ToString(CultureInfo.InvariantCulture),
        "municipality" => Municipality,
        "activity" => Scheduled.ToString(),
        "slug" => StorySlug,
        "version" when route.GetParameter("slug") is not null => "1",
        "comment" => (route.GetParameter("slug") is null ? Comment : StoryComment).ToString(),
        "picture" => Picture.ToString(),
        "width" => PictureWidth.ToString(CultureInfo.InvariantCulture),
        // Whoever looks on is the one who is spoken of: what is done to them keeps nobody else out.
        "member" => People[Role.Viewer].ToString(),
        "hook" => (handler == "Remove" ? OldHook : Hook).ToString(),
        "kind" => route.GetParameter("number") is null ? "moment" : "turnout",
        "walk" => Walk.ToString(),
        "position" => Position.ToString(CultureInfo.InvariantCulture),
        "token" => Token.ToString(),
        _ => null,
    };

    Actor Person(Role role) => new(People[role], lead.Municipality, new HashSet<Role> { role }, new HashSet<string>());

    async Task Start(bool isPublic)
    {
        await Shape(state => Starting.Start(state, new StartProgramme(Id, Slug, "Grannarna", "Grannlandet", "Europe/Stockholm", ["sv"], isPublic), lead, Now));
        await Shape(state => Shaping.AddMunicipality(
            state, new AddMunicipality(Town, "Ängeltofta", 1, 9000, new DateOnly(2025, 12, 31), 56, 13, new LabelPlace(0, 0, "start")), lead, Now));
        await Shape(state => Shaping.NameCoreValue(state, new NameCoreValue("valkomnande", "Välkomnande", ""), lead, Now));
        await Shape(state => Shaping.NameFocusArea(state, new NameFocusArea("motesplatser", "Mötesplatser", 1, true), lead, Now));
        await Shape(state => Staging.Plan(state, new PlanStage(1, "Grannsämja", Now.Today().AddDays(-30), Now.Today().AddDays(30), null), lead, Now));
        var programme = await hub.Streams.Read(StreamNames.Programme(Id));
        await Set(state => SettingGoals.NameArea(state, new NameGoalArea(1, "Vi syns", null), lead, Now));
        await Set(state => SettingGoals.SetGoal(state, new SetGoal(1, 1, "Fler känner sina grannar"), lead, Now));
        await Set(state => SettingGoals.DefineMetric(
            state, programme, new DefineMetric("1.1", 1, 1, "Andel", null, MetricKind.Increase, "%", null, null, [], true, [Town], [], null), lead, Now));
    }

    async Task<Settlement> Settle()
    {
        await hub.Services.GetRequiredService<PeopleDirectory>()
            .Add([.. People.Select(entry => new PersonRow(entry.Value, $"{entry.Key} i {Slug}", $"{entry.Key}@{Slug}.example", "sv"))]);
        var programme = await hub.Streams.Read(StreamNames.Programme(Id));
        var plan = await hub.Streams.Read(StreamNames.Plan(Id));
        foreach (var (role, person) in People)
            await Decide(StreamNames.Member(Id, person), state => Enrolling.Enrol(state, programme, new EnrolMember(person, lead.Municipality, [role]), lead, Now));
        var (proposer, friend, coordinator) = (Person(Role.CoreTeam), Person(Role.PoolMember), Person(Role.Coordinator));
        var propose = new ProposeInitiative(
            Initiative, $"Bara för oss i {Slug}", "Hemligt", [], [programme.FocusAreas.Keys.First()], [new(programme.Values.Keys.First(), "")], [],
            Now.AddDays(20), null);
        await Act(state => Proposing.Propose(state, programme, plan, propose, proposer, Now));
        foreach (var activity in new[] { Submitted, Scheduled, Told })
        {
            await Act(state => Planning.Plan(state, new PlanActivity(activity, proposer.Member, lead.Municipality, SomePlan), proposer, Now));
            await Act(state => Planning.Submit(state, new SubmitActivity(activity), proposer, Now));
        }

        await Act(state => Approving.Approve(state, new ApproveActivity(Scheduled, null), coordinator, Now));
        await Act(state => Approving.Approve(state, new ApproveActivity(Told, null), coordinator, Now));
        await Act(state => CarryingOut.Mark(state, new MarkCarriedOut(Told, Now.Today(), 12, "Tolv kom"), proposer, Now));
        var initiative = await hub.Streams.Read(StreamNames.Initiative(Initiative));
        await Tell(initiative, programme);
        await Decide(StreamNames.Ballot(Initiative, friend.Member), state => Voting.Cast(initiative, state, new CastVote(Stance.Support), friend, Now));
        await Decide(StreamNames.Pledge(Initiative, friend.Member), state => Pledging.Make(initiative, state, new MakePledge("kaffe"), friend, Now));
        await Decide(StreamNames.Comment(Comment), state => Commenting.Post(Topic.Of(initiative), Domain.Comments.Comment.None, state, new PostComment(Comment, "Hemligt"), friend, Now));
        var told = await hub.Streams.Read(StreamNames.Story(InboxModel.StoryOf(Told)));
        await Decide(StreamNames.Comment(StoryComment), state => Commenting.Post(Topic.Of(told), Domain.Comments.Comment.None, state, new PostComment(StoryComment, "Hemligt"), friend, Now));
        var walk = new PlanWalk(Walk, WalkKind.Place, "Grannrundan", "Vad saknas?", "Torget", lead.Municipality, Now.AddDays(9), null);
        await Decide(StreamNames.Walk(Walk), state => Walking.Plan(state, programme, walk, proposer, Now));
        var course = new OfferCourse(Course, Scheduled, "Berätta om torget", "Torget", Now.AddDays(9), 5, Now.AddDays(8), [WorkKind.Text], "Svenska");
        var agreed = await hub.Streams.Read(StreamNames.Initiative(Initiative));
        await Decide(StreamNames.Walk(Course), state => Offering.Offer(state, agreed, course, proposer, Now));
        foreach (var hook in new[] { Hook, OldHook })
        {
            await hub.Services.GetRequiredService<HookBook>().Add(hook, Id, new Uri("https://hook.example/"), ["stage-closed"], await hub.Log.Head(), Now);
            await Decide(StreamNames.Webhooks(Id), hooks => Hooking.Add(hooks, new(hook, "hook.example", ["stage-closed"]), HookKinds.Known, lead));
        }

        await hub.Services.GetRequiredService<Tokens>().Invent(People[Role.Viewer], "Veckorapporten", Scopes.All, Now);
        Token = await hub.Views.Value<Guid>("select token from hub.token where person = @person", new { person = People[Role.Viewer] });
        await hub.Settled();
        Number = await hub.Views.Value<int>("select number from initiative where initiative = @Initiative", new { Initiative });
        CourseNumber = await hub.Views.Value<int>("select number from walk where walk = @Course", new { Course });
        Position = await hub.Views.Value<long>("select max(position) from audit where programme = @Id and kind = 'walk-planned'", new { Id });
        WalkNumber = await hub.Views.Value<int>("select number from walk where walk = @Walk", new { Walk });
        return this;
    }

    async Task Tell(Initiative initiative, Programme programme)
    {
        var (teller, story) = (Person(Role.Communicator), InboxModel.StoryOf(Told));
        var text = new StoryText("Tolv kom", "Grannarna fikade på torget.", "Kaffet räckte nästan.", "", "");
        await Decide(StreamNames.Story(story), state => Telling.Draft(state, initiative, new DraftStory(story, Told, StorySlug, "sv", text), teller, Now));
        await hub.Views.Execute(
            "insert into hub.picture values (@Picture, @Id, @PictureWidth, 270, 'webp', now()) on conflict do nothing", new { Picture, Id, PictureWidth });
        await hub.Views.Execute(
            "insert into hub.share_picture values (@Id, @story, 'sv', 'mark', 'jpeg', now()) on conflict do nothing", new { Id, story });
        await Decide(StreamNames.Story(story), state => Picturing.Add(state, new AddPicture(Picture, PictureUse.Gallery, "Ett torg", null, PictureWidth, 270), teller, Now));
        await Decide(StreamNames.Story(story), state => Publishing.Publish(state, programme, new PublishStory(), teller, Now));
    }

    static ActivityPlan SomePlan { get; } = new(
        "Grannfika", "Fika med grannarna på torget", "Föreningen", "nästa vecka", Now.Today().AddDays(9), "Torget", "Fråga tre grannar",
        Now.Today().AddDays(2), "Tolv kommer", "", "");

    Task Shape(Func<Programme, Decision> decide) => Decide(StreamNames.Programme(Id), decide);

    Task Set(Func<Plan, Decision> decide) => Decide(StreamNames.Plan(Id), decide);

    Task Act(Func<Initiative, Decision> decide) => Decide(StreamNames.Initiative(Initiative), decide);

    async Task Decide<TState>(Stream<TState> stream, Func<TState, Decision> decide)
    {
        var outcome = await hub.Streams.Decide(stream, new Writer(Id, null, Now, Guid.NewGuid()), decide);
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
    }
}
