using System.Net;
using Activation.Domain.Retention;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>A yes and an approval hold for what was read: who is asked anew, how, and what the author is told.</summary>
public sealed class AskedAnewTests : StoryHub
{
    [Test]
    public async Task Who_was_asked_by_mail_is_asked_anew_at_an_address_that_is_typed_again()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Ulla höll i det");
        await Mail(story, "Name", "ulla@example.test", "Ulla Varg");
        var first = await Hub.LinkTo("ulla@example.test");
        await Stranger.Send(first, "form[action$='=Yes']");
        await Told.Publish(David, story);

        Assert.That((await Told.Write(David, story, "Ulla höll i allt")).Text, Does.Contain(Swedish["stories.asked-anew"]));
        Assert.That((await People(story)).Text, Does.Contain(Swedish["stories.answer-earlier"]), "nobody has asked them yet");
        var wrong = await Mail(story, "Ask", "ulla hos example");
        Assert.That(wrong.One("#AgainTo").GetAttribute("value"), Is.EqualTo("ulla hos example"));
        Assert.That(wrong.One("#AgainTo-error").TextContent, Does.Contain(Swedish["invitations.address-wrong"]));
        Assert.That((await Mail(story, "Ask", "")).One("#AgainTo-error").TextContent, Does.Contain(Swedish["stories.ask-address-gone"]), "no address, and no link in other hands");
        var today = await Mail(story, "Ask", "ulla.hemma@example.test");
        Assert.That(today.Text, Does.Contain(Swedish["stories.ask-today"]).And.Not.Contain(Swedish["stories.ask-mailed"]).And.Contain(Swedish["stories.answer-earlier"]));
        await Hub.Views.Execute("update Hub.story_ask set asked_at = asked_at - interval '25 hours'");
        Assert.That((await Mail(story, "Ask", "ulla.hemma@example.test")).Text, Does.Contain(Swedish["stories.ask-mailed"]).And.Contain(Swedish["stories.answer-asked-again"]));

        Assert.That((await Stranger.Get(first)).Text, Does.Contain(Swedish["story-consent.is-earlier"]), "the first letter is still theirs");
        Assert.That((await Stranger.Send(await Hub.LinkTo("ulla.hemma@example.test"), "form[action$='=Yes']")).Text, Does.Contain(Swedish["story-consent.is-yes"]));
        await Told.Publish(David, story);
        Assert.That((await Stranger.Get(story)).Text, Does.Contain("Ulla höll i allt"));
        await Stranger.Send(first, "form[action$='=No']");
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "by the first link too");
    }

    [Test]
    public async Task A_link_by_which_somebody_said_yes_takes_the_story_down_also_when_another_was_made()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Med Gun");
        var lost = await Told.Name(David, story, "Gun Lind");
        var given = Link(await David.Send($"{story}/people", "form[action*='Ask']"));
        Assert.That((await Stranger.Get(lost)).Text, Does.Contain(Swedish["story-consent.gone"]), "nobody had answered by it");
        await Stranger.Send(given, "form[action$='=Yes']");
        await Told.Publish(David, story);
        await Told.Write(David, story, "Med Gun igen");
        Assert.That(Link(await David.Send($"{story}/people", "form[action*='Ask']")), Is.Not.EqualTo(given));
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
        await Stranger.Send(given, "form[action$='=No']");
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_yes_that_was_given_to_what_stood_there_before_is_asked_for_again()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Läst");
        var opened = await Stranger.Get(await Told.Name(David, story, "Ove Sten"));
        await Told.Write(David, story, "Ändrat medan Ove läste");
        var answer = await Stranger.Send(opened, "form[action$='=Yes']");
        Assert.That(answer.Text, Does.Contain(Swedish[Domain.Refusals.Stories.TextChanged]).And.Contain("Ändrat medan Ove läste").And.Not.Contain(Swedish["story-consent.is-yes"]));
    }

    [Test]
    public async Task Who_names_or_removes_somebody_is_told_that_the_page_is_taken_down()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Nämnd efteråt");
        await Told.Publish(David, story);
        Assert.That((await People(story)).Text, Does.Contain(Swedish["stories.people-take-down"]), "before");
        var named = await Mail(story, "Name", "", "Sen Svensson");
        Assert.That(named.Text, Does.Contain(Swedish["stories.fell-page"]));
        await Stranger.Send(Link(named), "form[action$='=Yes']");
        await Told.Publish(David, story);
        Assert.That((await David.Send($"{story}/people", "form[action*='Remove']")).Text, Does.Contain(Swedish["stories.fell-page"]));
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_day_that_falls_is_told_of_with_its_reason_and_one_that_nothing_speaks_against_stays()
    {
        using var elin = await Hub.As(Cast.Elin);
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Med en dag");
        await Schedule();
        Assert.That((await Mail(story, "Name", "", "Ida Ek")).Text, Does.Not.Contain(Swedish["stories.fell-day"]));
        Assert.That((await Told.Write(David, story, "Med en annan rubrik")).Text, Does.Contain(Swedish["stories.fell-day"]));
        await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");
        await David.Send($"{story}/publish", "form[action*='Submit']");
        await elin.Send($"{story}/publish", "form[action*='Approve']");
        await Schedule();
        Assert.That((await Mail(story, "Name", "", "Leo Ek")).Text, Does.Contain(Swedish["stories.fell-day"]).And.Contain(Swedish["stories.read-anew"]));
        await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");

        Task Schedule() => David.Send($"{story}/publish", "form[action*='Schedule']", ("At", DateTime.Now.AddDays(2).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task An_address_gets_three_letters_a_day_whatever_the_story_and_the_marks_of_them_go_after_it()
    {
        for (var letter = 0; letter < NamedPeople.LettersADose; letter++) await Mail(await Told.Begun(Hub), "Name", "mycket@example.test", "Många Brev");
        var full = await Mail(await Told.Begun(Hub), "Name", "Mycket@example.test", "Ännu Ett");
        Assert.That(full.One("#Name").GetAttribute("value"), Is.EqualTo("Ännu Ett"));
        Assert.That(full.One("#Email-error").TextContent, Does.Contain("redan gått 3 brev"));
        await Guess.FindsNothing(Hub, "story_letter", "mycket@example.test");
        await Hub.Views.Execute("update Hub.story_letter set at = at - interval '25 hours'");
        await ActivatorUtilities.CreateInstance<StoryDue>(Hub.Services).Run(DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That(await Hub.Views.Value<long>("select count(*) from Hub.story_letter"), Is.Zero);
    }

    [Test]
    public async Task A_picture_that_stands_nowhere_and_the_name_of_who_never_answers_or_says_no_are_not_kept_for_ever()
    {
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var story = await Told.Begun(Hub);
        await Told.Name(David, story, "Tyst Tystsson");
        using (var no = Hub.Visitor()) await no.Send(await Told.Name(David, story, "Tyst Nejdå"), "form[action$='=No']");
        var (standing, nowhere) = (await Hub.Views.Value<Guid>("select (pictures -> 0 ->> 'picture')::uuid from shown_story where jsonb_array_length(pictures) > 0 limit 1"), Guid.NewGuid());
        foreach (var picture in new[] { standing, nowhere })
            await Hub.Views.Execute("insert into Hub.picture values (@picture, @Id, 7, 7, '', now()) on conflict do nothing", new { picture, here.Id });
        var ages = Hub.Services.GetRequiredService<WhatAges>().All.Where(things => things.Kind is Ageing.UnusedPictures or Ageing.UnansweredNames).ToList();

        await Run(here.Local(DateTimeOffset.UtcNow).AddDays(20));
        Assert.That((await Pictures(nowhere), await Names()), Is.EqualTo((1, 2)), "not yet");
        await Run(here.Local(DateTimeOffset.UtcNow).AddMonths(4));
        Assert.That((await Pictures(nowhere), await Pictures(standing), await Names()), Is.EqualTo((0, 1, 0)));
        Assert.That((await People(story)).Text, Does.Contain(Swedish["stories.answer-no"]), "silence is no yes");
        await Hub.Settled();
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        Task Run(DateTimeOffset now) => Hub.Services.GetRequiredService<RetentionRuns>().Run(here, ages, now, default);
        Task<int> Pictures(Guid picture) => Hub.Views.Value<int>("select count(*)::int from Hub.picture where picture = @picture and width = 7", new { picture });
        Task<int> Names() => Hub.Views.Value<int>("select count(*)::int from Hub.person where name like 'Tyst %'");
    }

    Task<Sheet> People(string story) => David.Get($"{story}/people");

    Task<Sheet> Mail(string story, string handler, string email, string? name = null) => name is null
        ? David.Send($"{story}/people", $"form[action*='{handler}']", ("AgainTo", email))
        : David.Send($"{story}/people", $"form[action*='{handler}']", ("Name", name), ("Email", email));

    static string Link(Sheet sheet) => new Uri(sheet.One("#link").GetAttribute("value")!).AbsolutePath;
}
