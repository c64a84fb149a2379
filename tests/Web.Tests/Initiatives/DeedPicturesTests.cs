using System.Globalization;
using System.Net;
using Activation.Domain;
using Activation.Domain.Stories;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Initiatives;

/// <summary>What it looked like before and after: told with the outcome, seen by whoever sees the activity, taken along by its story.</summary>
public sealed class DeedPicturesTests
{
    TestHub hub;
    IReadOnlyDictionary<string, string> swedish;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        swedish = hub.Services.GetRequiredService<Texts>().Of("sv");
        Assert.That(hub.Services.GetRequiredService<PictureStore>().IsOpen, Is.True, "infra/setup installs libvips' program");
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    static byte[] Cycles => File.ReadAllBytes(Path.Combine(Activation.Support.Repository.SeedData, "pictures", "cyklar.png"));

    [Test]
    public async Task Who_tells_that_it_is_done_shows_how_it_was_and_what_it_became()
    {
        var deed = await Unspent();
        using var owner = await hub.As(deed.Owner);
        var told = await Done(owner, deed, [Of("Before", Told.APicture), Of("After", Cycles)], ("Before.Alt", "Ett tomt torg"), ("After.Alt", "Tolv går över torget"));
        Assert.That(told.Address.AbsolutePath, Is.EqualTo(Sown.Initiative(deed.Number)));
        using var visitor = hub.Visitor();
        var shown = Row(await visitor.Get(Sown.Initiative(deed.Number)), deed).QuerySelectorAll(".before-after img");
        Assert.That(shown.Select(img => img.GetAttribute("alt")), Is.EqualTo(new[] { "Ett tomt torg", "Tolv går över torget" }));
        foreach (var img in shown)
        {
            using var answer = await visitor.Client.GetAsync(img.GetAttribute("src"));
            Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.OK, "image/webp")));
        }
    }

    [Test]
    public async Task Who_tells_it_by_the_link_of_a_letter_shows_the_same_and_a_link_with_a_picture_that_is_none_goes_on_being_good()
    {
        var (deed, kept) = (await Unspent(), await Kept());
        var link = (await hub.Services.GetRequiredService<DeedLinks>().Make(
            Deed.Done, (await hub.Programme()).Id, deed.Activity, await hub.PersonCalled(deed.Owner), TimeSpan.FromDays(1))).AbsolutePath;
        using var nobody = hub.Visitor();
        var refused = await nobody.SendFiles(await nobody.Get(link), "form.panel", [Of("Before", "<svg/>"u8.ToArray())], ("Before.Alt", "Ett tomt torg"));
        Assert.That(refused.One("#Before_File-error").TextContent, Does.Contain(swedish["pictures.wrong-kind"]));
        Assert.That((await StateOf(deed), await Kept()), Is.EqualTo(("scheduled", kept)));
        var told = await nobody.SendFiles(
            await nobody.Get(link), "form.panel", [Of("Before", Told.APicture), Of("After", Cycles)], ("Before.Alt", "Ett tomt torg"), ("After.Alt", "Tolv går över torget"));
        Assert.That(told.All("form.panel"), Is.Empty, "it is done");
        Assert.That(Row(await nobody.Get(Sown.Initiative(deed.Number)), deed).QuerySelectorAll(".before-after img").Select(img => img.GetAttribute("alt")), Is.EqualTo(new[] { "Ett tomt torg", "Tolv går över torget" }));
        var shape = await nobody.Client.GetStringAsync($"/api/v1/programmes/{Cast.Programme}/initiatives/{deed.Number}");
        var pictures = System.Text.Json.JsonDocument.Parse(shape).RootElement.GetProperty("activities").EnumerateArray()
            .Single(one => one.GetProperty("id").GetGuid() == deed.Activity).GetProperty("pictures").EnumerateArray().ToList();
        Assert.That(pictures.Select(one => (one.GetProperty("use").GetString(), one.GetProperty("alt").GetString())), Is.EqualTo(new[] { ("before", "Ett tomt torg"), ("after", "Tolv går över torget") }));
        foreach (var size in pictures.SelectMany(one => one.GetProperty("sizes").EnumerateArray()))
            Assert.That((await nobody.Client.GetAsync(new Uri(size.GetProperty("address").GetString()!).AbsolutePath)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("Before.Alt", ""), TestCase("On", "2090-01-01"), TestCase("Participants", "-1")]
    public async Task Of_what_is_refused_no_picture_is_kept(string field, string value)
    {
        var (deed, kept) = (await Unspent(), await Kept());
        using var owner = await hub.As(deed.Owner);
        var refused = await Done(owner, deed, [Of("Before", Told.APicture)], [.. new[] { ("Before.Alt", "Ett tomt torg") }.Where(one => one.Item1 != field), (field, value)]);
        Assert.That(refused.All($"#{field.Replace('.', '_')}-error"), Has.Count.EqualTo(1));
        Assert.That((await StateOf(deed), await Kept()), Is.EqualTo(("scheduled", kept)));
    }

    [Test]
    public async Task Where_one_of_two_is_no_picture_nothing_is_told_and_neither_is_kept()
    {
        var (deed, kept) = (await Unspent(), await Kept());
        using var owner = await hub.As(deed.Owner);
        var refused = await Done(owner, deed, [Of("Before", Told.APicture), Of("After", "<svg/>"u8.ToArray())], ("Before.Alt", "Ett tomt torg"), ("After.Alt", "Tolv går över torget"));
        Assert.That(refused.One("#After_File-error").TextContent, Does.Contain(swedish["pictures.wrong-kind"]));
        Assert.That((await StateOf(deed), await Kept()), Is.EqualTo(("scheduled", kept)));
        var without = await Done(owner, deed, [], ("After.Alt", "Tolv går över torget"));
        Assert.That(without.One("#After_File-error").TextContent, Does.Contain(swedish["pictures.none"]), "words without a picture");
    }

    [Test]
    public async Task A_picture_is_seen_by_whoever_sees_the_activity()
    {
        var deed = await Unspent();
        using var owner = await hub.As(deed.Owner);
        using var visitor = hub.Visitor();
        var address = await Added(owner, deed, "Before", Told.APicture, "Ett tomt torg");
        Assert.That((await visitor.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await owner.Send($"{deed.Path}/cancel", "form.panel", ("Reason", "Lokalen gick inte att få."));
        Assert.That((await visitor.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await owner.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_is_taken_away_has_no_address_and_is_kept_no_longer()
    {
        var (deed, kept) = (await Unspent(), await Kept());
        using var owner = await hub.As(deed.Owner);
        using var lead = await hub.As(Cast.Elin);
        foreach (var remover in new[] { owner, lead })
        {
            var address = await Added(owner, deed, "After", Cycles, "Tolv går över torget");
            await remover.Send($"{deed.Path}/pictures", "form[action*='Remove']");
            Assert.That((await owner.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await Kept(), Is.EqualTo(kept));
        }
    }

    [Test]
    public async Task A_new_picture_takes_the_place_of_the_old_one_and_words_alone_change_those_of_the_one_that_is_there()
    {
        var (deed, kept) = (await Unspent(), await Kept());
        using var owner = await hub.As(deed.Owner);
        var first = await Added(owner, deed, "After", Cycles, "Tolv går över torget");
        var second = await Added(owner, deed, "After", Told.APicture, "En lampa vid en väg");
        Assert.That((await owner.Client.GetAsync(first)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await owner.Send($"{deed.Path}/pictures", "form.panel", ("After.Alt", "En lampa som lyser"));
        var shown = (await owner.Get($"{deed.Path}/pictures")).One(".before-after img");
        Assert.That((shown.GetAttribute("src"), shown.GetAttribute("alt")), Is.EqualTo((second, "En lampa som lyser")));
        Assert.That(await hub.Views.Value<long>("select count(distinct picture) from hub.picture where picture = @picture", new { picture = PictureIn(first) }), Is.Zero);
        await owner.Send($"{deed.Path}/pictures", "form[action*='Remove']");
        Assert.That(await Kept(), Is.EqualTo(kept));
    }

    [Test]
    public async Task Somebody_else_neither_adds_nor_removes_one()
    {
        var deed = await Unspent();
        using var owner = await hub.As(deed.Owner);
        var address = await Added(owner, deed, "After", Cycles, "Tolv går över torget");
        using var other = await hub.As(await hub.Views.Value<string>(
            """
            select p.name from member m join hub.person p on p.person = m.member join programme g on g.programme = m.programme
             where g.slug = @Programme and p.name <> @Owner and m.roles = array['core_team'] and m.municipality <> (select municipality from activity where activity = @Activity)
               and m.member <> (select i.proposer from initiative i join activity a using (initiative) where a.activity = @Activity) limit 1
            """,
            new { Cast.Programme, deed.Owner, deed.Activity }) ?? throw new AssertionException("nobody else"));
        var page = await other.Get($"{deed.Path}/pictures");
        Assert.That(page.All("main form"), Is.Empty);
        Assert.That(page.Text, Does.Contain(swedish[Refusals.Activities.OwnersOnly]));
        var mine = await owner.Get($"{deed.Path}/pictures");
        var (target, values) = Visitor.FormOf(mine, "form[action*='Remove']");
        var token = (await other.Get("/me")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var refused = await other.Post(target, values.Where(value => value.Key != "__RequestVerificationToken").Append(new("__RequestVerificationToken", token)));
        Assert.That(refused.One("[role=alert]").TextContent, Does.Contain(swedish[Refusals.Activities.PictureNotYours]));
        Assert.That((await owner.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Its_story_begins_with_both_and_keeps_what_the_activity_shows_no_longer()
    {
        var deed = await Unspent();
        using var owner = await hub.As(deed.Owner);
        await Done(owner, deed, [Of("Before", Told.APicture), Of("After", Cycles)], ("Before.Alt", "Ett tomt torg"), ("After.Alt", "Tolv går över torget"));
        using var david = await hub.As(Cast.David);
        await Told.Waiting(hub);
        var begun = await david.Send("/p/" + Cast.Programme + "/stories/inbox", "form[action*='Start']", ("Activity", deed.Activity.ToString()));
        Assert.That(begun.Address.AbsolutePath, Does.EndWith("/edit"));
        var story = (await hub.Views.One<StoryRow>("select * from story where activity = @Activity", new { deed.Activity }))!.State;
        Assert.That(story.Pictures.Select(one => (one.Use, one.Alt)), Is.EqualTo(new[] { (PictureUse.Cover, "Tolv går över torget"), (PictureUse.Before, "Ett tomt torg") }));
        foreach (var _ in story.Pictures) await owner.Send($"{deed.Path}/pictures", "form[action*='Remove']");
        Assert.That((await david.Get(begun.Address.AbsolutePath.Replace("/edit", "/pictures", StringComparison.Ordinal))).All(".picture-row img"), Has.Count.EqualTo(2));
        foreach (var picture in story.Pictures)
            Assert.That((await david.Client.GetAsync($"{Sown.Here}/pictures/{picture.Picture}/320")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Client.GetAsync($"{Sown.Here}/pictures/{story.Pictures[0].Picture}/320")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    static SentFile Of(string moment, byte[] bytes) => new($"{moment}.File", bytes);

    static async Task<Sheet> Done(Visitor owner, SownActivity deed, SentFile[] files, params (string Name, string Value)[] fields) =>
        await owner.SendFiles(await owner.Get($"{deed.Path}/done"), "form.panel", files, fields);

    static async Task<string> Added(Visitor owner, SownActivity deed, string moment, byte[] bytes, string alt)
    {
        await owner.SendFiles(await owner.Get($"{deed.Path}/pictures"), "form.panel", [Of(moment, bytes)], ($"{moment}.Alt", alt));
        return (await owner.Get($"{deed.Path}/pictures")).One(".before-after img").GetAttribute("src")!;
    }

    static Guid PictureIn(string address) => Guid.Parse(address.Split('/')[^2], CultureInfo.InvariantCulture);

    static AngleSharp.Dom.IElement Row(Sheet sheet, SownActivity deed) =>
        sheet.All(".acts > li").First(row => row.TextContent.Contains(deed.Title, StringComparison.Ordinal));

    Task<long> Kept() => hub.Views.Value<long>("select count(distinct picture) from hub.picture");

    Task<string?> StateOf(SownActivity deed) => hub.Views.Value<string?>("select state from activity where activity = @Activity", new { deed.Activity });

    /// <summary>Planned, of an owner who leads nothing, without pictures.</summary>
    async Task<SownActivity> Unspent() => (await hub.Views.One<SownActivity>(
        """
        select i.number, a.activity, a.title, p.name as owner from activity a join initiative i using (initiative) join hub.person p on p.person = a.owner
          join member m on m.member = a.owner
         where a.state = 'scheduled' and i.state in ('proposed', 'active') and a.pictures = '[]' and not m.roles && array['programme_lead', 'administrator'] order by i.number, a.activity limit 1
        """))!;
}
