using System.Net;
using Activation.Domain.Retention;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>A yes and an approval hold for what was read: who is asked anew, how, and what the author is told.</summary>
public sealed class AskedAnewTests
{
    TestHub hub;
    Visitor david;
    Visitor stranger;
    IReadOnlyDictionary<string, string> swedish;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        (david, stranger, swedish) = (await hub.As(Cast.David), hub.Visitor(), hub.Services.GetRequiredService<Texts>().Of("sv"));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        david.Dispose();
        stranger.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task Who_was_asked_by_mail_is_asked_anew_at_an_address_that_is_typed_again()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Ulla höll i det");
        await Mail(story, "Name", "ulla@example.test", "Ulla Varg");
        var first = await hub.LinkTo("ulla@example.test");
        await stranger.Send(first, "form[action*='Yes']");
        await Told.Publish(david, story);

        Assert.That((await Told.Write(david, story, "Ulla höll i allt")).Text, Does.Contain(swedish["stories.asked-anew"]));
        Assert.That((await People(story)).Text, Does.Contain(swedish["stories.answer-earlier"]), "nobody has asked them yet");
        var wrong = await Mail(story, "Ask", "ulla hos example");
        Assert.That(wrong.One("#AgainTo").GetAttribute("value"), Is.EqualTo("ulla hos example"));
        Assert.That(wrong.One("#AgainTo-error").TextContent, Does.Contain(swedish["invitations.address-wrong"]));
        Assert.That((await Mail(story, "Ask", "")).One("#AgainTo-error").TextContent, Does.Contain(swedish["stories.ask-address-gone"]), "no address, and no link in other hands");
        var today = await Mail(story, "Ask", "ulla.hemma@example.test");
        Assert.That(today.Text, Does.Contain(swedish["stories.ask-today"]).And.Not.Contain(swedish["stories.ask-mailed"]).And.Contain(swedish["stories.answer-earlier"]));
        await hub.Views.Execute("update hub.story_ask set asked_at = asked_at - interval '25 hours'");
        Assert.That((await Mail(story, "Ask", "ulla.hemma@example.test")).Text, Does.Contain(swedish["stories.ask-mailed"]).And.Contain(swedish["stories.answer-asked-again"]));

        Assert.That((await stranger.Get(first)).Text, Does.Contain(swedish["story-consent.is-earlier"]), "the first letter is still theirs");
        Assert.That((await stranger.Send(await hub.LinkTo("ulla.hemma@example.test"), "form[action*='Yes']")).Text, Does.Contain(swedish["story-consent.is-yes"]));
        await Told.Publish(david, story);
        Assert.That((await stranger.Get(story)).Text, Does.Contain("Ulla höll i allt"));
        await stranger.Send(first, "form[action*='No']");
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "by the first link too");
    }

    [Test]
    public async Task A_link_by_which_somebody_said_yes_takes_the_story_down_also_when_another_was_made()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Med Gun");
        var lost = await Told.Name(david, story, "Gun Lind");
        var given = Link(await david.Send($"{story}/people", "form[action*='Ask']"));
        Assert.That((await stranger.Get(lost)).Text, Does.Contain(swedish["story-consent.gone"]), "nobody had answered by it");
        await stranger.Send(given, "form[action*='Yes']");
        await Told.Publish(david, story);
        await Told.Write(david, story, "Med Gun igen");
        Assert.That(Link(await david.Send($"{story}/people", "form[action*='Ask']")), Is.Not.EqualTo(given));
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
        await stranger.Send(given, "form[action*='No']");
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_yes_that_was_given_to_what_stood_there_before_is_asked_for_again()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Läst");
        var opened = await stranger.Get(await Told.Name(david, story, "Ove Sten"));
        await Told.Write(david, story, "Ändrat medan Ove läste");
        var answer = await stranger.Send(opened, "form[action*='Yes']");
        Assert.That(answer.Text, Does.Contain(swedish[Domain.Refusals.Stories.TextChanged]).And.Contain("Ändrat medan Ove läste").And.Not.Contain(swedish["story-consent.is-yes"]));
    }

    [Test]
    public async Task Who_names_or_removes_somebody_is_told_that_the_page_is_taken_down()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Nämnd efteråt");
        await Told.Publish(david, story);
        Assert.That((await People(story)).Text, Does.Contain(swedish["stories.people-take-down"]), "before");
        var named = await Mail(story, "Name", "", "Sen Svensson");
        Assert.That(named.Text, Does.Contain(swedish["stories.fell-page"]));
        await stranger.Send(Link(named), "form[action*='Yes']");
        await Told.Publish(david, story);
        Assert.That((await david.Send($"{story}/people", "form[action*='Remove']")).Text, Does.Contain(swedish["stories.fell-page"]));
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_day_that_falls_is_told_of_with_its_reason_and_one_that_nothing_speaks_against_stays()
    {
        using var elin = await hub.As(Cast.Elin);
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Med en dag");
        await Schedule();
        Assert.That((await Mail(story, "Name", "", "Ida Ek")).Text, Does.Not.Contain(swedish["stories.fell-day"]));
        Assert.That((await Told.Write(david, story, "Med en annan rubrik")).Text, Does.Contain(swedish["stories.fell-day"]));
        await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");
        await david.Send($"{story}/publish", "form[action*='Submit']");
        await elin.Send($"{story}/publish", "form[action*='Approve']");
        await Schedule();
        Assert.That((await Mail(story, "Name", "", "Leo Ek")).Text, Does.Contain(swedish["stories.fell-day"]).And.Contain(swedish["stories.read-anew"]));
        await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");

        Task Schedule() => david.Send($"{story}/publish", "form[action*='Schedule']", ("At", DateTime.Now.AddDays(2).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task An_address_gets_three_letters_a_day_whatever_the_story_and_the_marks_of_them_go_after_it()
    {
        for (var letter = 0; letter < NamedPeople.LettersADose; letter++) await Mail(await Told.Begun(hub), "Name", "mycket@example.test", "Många Brev");
        var full = await Mail(await Told.Begun(hub), "Name", "Mycket@example.test", "Ännu Ett");
        Assert.That(full.One("#Name").GetAttribute("value"), Is.EqualTo("Ännu Ett"));
        Assert.That(full.One("#Email-error").TextContent, Does.Contain("redan gått 3 brev"));
        await hub.Views.Execute("update hub.story_letter set at = at - interval '25 hours'");
        await ActivatorUtilities.CreateInstance<StoryDue>(hub.Services).Run(DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.story_letter"), Is.Zero);
    }

    [Test]
    public async Task A_picture_that_stands_nowhere_and_a_name_that_never_answers_are_not_kept_for_ever()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var story = await Told.Begun(hub);
        await Told.Name(david, story, "Tyst Tystsson");
        var (standing, nowhere) = (await hub.Views.Value<Guid>("select (pictures -> 0 ->> 'picture')::uuid from shown_story where jsonb_array_length(pictures) > 0 limit 1"), Guid.NewGuid());
        foreach (var picture in new[] { standing, nowhere })
            await hub.Views.Execute("insert into hub.picture values (@picture, @Id, 7, 7, '', now()) on conflict do nothing", new { picture, here.Id });
        var ages = hub.Services.GetRequiredService<WhatAges>().All.Where(things => things.Kind is Ageing.UnusedPictures or Ageing.UnansweredNames).ToList();

        await Run(here.Local(DateTimeOffset.UtcNow).AddDays(20));
        Assert.That((await Pictures(nowhere), await Names()), Is.EqualTo((1, 1)), "not yet");
        await Run(here.Local(DateTimeOffset.UtcNow).AddMonths(4));
        Assert.That((await Pictures(nowhere), await Pictures(standing), await Names()), Is.EqualTo((0, 1, 0)));
        Assert.That((await People(story)).Text, Does.Contain(swedish["stories.answer-no"]), "silence is no yes");
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);

        Task Run(DateTimeOffset now) => hub.Services.GetRequiredService<RetentionRuns>().Run(here, ages, now, default);
        Task<int> Pictures(Guid picture) => hub.Views.Value<int>("select count(*)::int from hub.picture where picture = @picture and width = 7", new { picture });
        Task<int> Names() => hub.Views.Value<int>("select count(*)::int from hub.person where name = 'Tyst Tystsson'");
    }

    Task<Sheet> People(string story) => david.Get($"{story}/people");

    Task<Sheet> Mail(string story, string handler, string email, string? name = null) => name is null
        ? david.Send($"{story}/people", $"form[action*='{handler}']", ("AgainTo", email))
        : david.Send($"{story}/people", $"form[action*='{handler}']", ("Name", name), ("Email", email));

    static string Link(Sheet sheet) => new Uri(sheet.One("#link").GetAttribute("value")!).AbsolutePath;
}
