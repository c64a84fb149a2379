using System.Net;
using Activation.Domain.Initiatives;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Support;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>David at work on stories: the steps that several tests take.</summary>
static class Told
{
    public const string Stories = $"/p/{Cast.Programme}/stories";

    public static byte[] APicture => File.ReadAllBytes(Path.Combine(Repository.SeedData, "pictures", "lampan.png"));

    /// <summary>David begins a story of something that was carried out and that nobody has told of.</summary>
    /// <param name="headline">What its address begins with.</param>
    /// <param name="wish">The whole address that it wishes for; else one that nobody else has.</param>
    /// <returns>Its address.</returns>
    public static async Task<string> Begun(TestHub hub, string headline = "berattelse", string? wish = null)
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var david = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.David)))!;
        var done = (await hub.Views.One<Done>(
            """
            select a.activity, a.initiative, a.title from activity a where a.programme = @Id and a.state = 'carried_out'
               and not exists (select from story s where s.activity = a.activity) order by cardinality(a.participant_grades), a.activity limit 1
            """,
            new { here.Id }))!;
        var (story, slug) = (InboxModel.StoryOf(done.Activity), wish ?? $"{headline}-{done.Activity:N}");
        var initiative = await hub.Streams.Read(StreamNames.Initiative(done.Initiative));
        var text = new StoryText(done.Title, "", "", "", "");
        await hub.Streams.Decide(
            StreamNames.Story(story), new Writer(here.Id, david.Member, DateTimeOffset.UtcNow, Guid.NewGuid()),
            state => Telling.Draft(state, initiative, new DraftStory(story, done.Activity, slug, "sv", text), david, DateTimeOffset.UtcNow));
        await hub.Settled();
        return $"{Stories}/{await hub.Views.Value<string>("select slug from story where story = @story", new { story })}";
    }

    /// <summary>One deed more was rated well and waits in the inbox.</summary>
    /// <param name="fives">How many who took part gave it a five; nobody else has rated it.</param>
    public static async Task<Guid> Waiting(TestHub hub, int fives = 6, string? municipality = null, string responsible = "Fritid")
    {
        var (here, owner, by) = (await hub.Programme(), await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Bo));
        var (idea, deed, at) = (Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow.AddDays(-2));
        var plan = new ActivityPlan("Kaffe vid bron", "Vi bjuder in grannarna.", responsible, "", null, "Bron", "", null, "", "", "");
        municipality ??= here.Municipalities[0].Municipality;
        await Log(
            hub, StreamNames.Initiative(idea), owner, at,
            new InitiativeProposed(idea, owner, municipality, [], 1, "Fler kaffestunder", "De som bor här ses.", [], [], [], at, null), new ActivityPlanned(idea, deed, owner, municipality, plan, owner),
            new ActivitySubmitted(idea, deed, 70), new ActivityApproved(idea, deed, by, null), new ActivityScheduled(idea, deed, responsible, here.Today(at), "Bron"),
            new ActivityCarriedOut(idea, deed, owner, here.Today(at), 9, "Nio kom"));
        await Rate(hub, idea, deed, fives);
        return deed;
    }

    /// <summary>So many who took part in it, and have not rated it before, give it a five.</summary>
    public static async Task Rate(TestHub hub, Guid idea, Guid deed, int fives)
    {
        var raters = await hub.Views.Column<Guid>(
            """
            select member from member m where programme = (select programme from initiative where initiative = @idea) and not "left"
               and not exists (select from rating r where r.activity = @deed and r.member = m.member) order by member limit @fives
            """,
            new { idea, deed, fives });
        Assert.That(raters, Has.Count.EqualTo(fives));
        foreach (var rater in raters)
            await Log(hub, StreamNames.Rating(deed, rater), rater, DateTimeOffset.UtcNow, new OutcomeRated(idea, deed, rater, RaterPart.Participant, 5, null, null));
        await hub.Settled();
    }

    /// <summary>What waits in the inbox, on all its pages.</summary>
    public static async Task<IReadOnlyList<Guid>> Inbox(TestHub hub)
    {
        var (here, waiting) = (await hub.Programme(), new List<Guid>());
        Reach.Into(here.Id);
        while (await hub.Services.GetRequiredService<InboxList>().Of(here, DateTimeOffset.UtcNow, waiting.Count) is { Items.Count: > 0 } page)
            waiting.AddRange(page.Items.Select(one => one.Activity.Activity));
        return waiting;
    }

    /// <summary>It happened, and whoever was allowed to is no matter here.</summary>
    public static async Task Log<T>(TestHub hub, Stream<T> stream, Guid actor, DateTimeOffset at, params object[] events)
    {
        var version = (await hub.Log.ReadStream(stream.Name)).Count;
        Assert.That(await hub.Log.Append(new Append(Guid.CreateVersion7(), (await hub.Programme()).Id, actor, stream.Name, version, at, events)), Is.TypeOf<Appended>());
        await hub.Settled();
    }

    sealed record Done(Guid Activity, Guid Initiative, string Title);

    public static Task<Sheet> Write(Visitor david, string story, string title, string body = "Tolv gick med. Det räckte.") => david.Send(
        $"{story}/edit", "button[formaction*='Save']", ("Text.Title", title), ("Text.Lead", "Ett varv runt torget."), ("Text.Body", body));

    public static Task<Sheet> Publish(Visitor david, string story) => david.Send($"{story}/publish", "form[action*='Publish']");

    /// <summary>Names somebody in it.</summary>
    /// <returns>The link by which they answer.</returns>
    public static async Task<string> Name(Visitor david, string story, string name, string email = "")
    {
        var sheet = await david.Send($"{story}/people", "form[action*='Name']", ("Name", name), ("Email", email));
        return new Uri(sheet.One("#link").GetAttribute("value")!).AbsolutePath;
    }

    /// <summary>A picture that somebody took is in it.</summary>
    public static async Task Photographed(TestHub hub, string story, string credit)
    {
        var row = (await hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!;
        var david = await hub.PersonCalled(Cast.David);
        await hub.Streams.Decide(
            StreamNames.Story(row.Story), new Writer(row.Programme, david, DateTimeOffset.UtcNow, Guid.NewGuid()),
            state => Domain.Decision.Accept(new StoryPictured(state.Id, Guid.NewGuid(), PictureUse.Gallery, "Ett torg", credit, 800, 600, david)));
        await hub.Settled();
    }

    /// <summary>Sends a file as the form of the page does.</summary>
    /// <returns>What is wrong with it, as the page says; nothing when it was taken.</returns>
    public static async Task<(HttpStatusCode Status, string Wrong)> Upload(
        Visitor david, string story, byte[] file, string name = "bild.png", string type = "image/png", string alt = "En lampa vid en väg", string use = "Gallery")
    {
        var sheet = await david.SendFiles(await david.Get($"{story}/pictures"), "form[action*='Add']", [new("file", file, name, type)], ("Picture.Alt", alt), ("Picture.Use", use));
        return (sheet.Status, string.Join(' ', sheet.All(".err").Select(error => error.TextContent.Trim())));
    }
}
