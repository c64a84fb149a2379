using System.Net;
using Activation.Web.Features.Comments;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Comments;

/// <summary>Answers, what is said about one activity, and what is said about a story.</summary>
public sealed class ThreadTests
{
    const string Write = "form[action*='handler=Comment']";
    const string Answer = "form[action*='handler=Answer']";

    TestHub hub;
    Visitor astrid;
    Visitor henrik;
    string path;
    string story;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        (astrid, henrik) = (await hub.As(Cast.Astrid), await hub.As(Cast.Henrik));
        var number = await hub.Views.Value<int>(
            "select number from initiative i where state = 'active' and merged_into is null and exists (select from activity a where a.initiative = i.initiative and a.state = 'scheduled') order by number limit 1");
        path = Sown.Initiative(number);
        story = $"/p/{Cast.Programme}/stories/{await hub.Views.Value<string>("select slug from shown_story order by published_at limit 1")}";
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        astrid.Dispose();
        henrik.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task An_answer_stands_below_what_it_answers_and_an_answer_to_that_beside_it()
    {
        await astrid.Send(path, Write, ("Text", "Vem har nyckeln?"));
        var mine = Of("Vem har nyckeln?");
        await henrik.Send(await henrik.Get(path), $"li:has(#{mine.Id(await henrik.Get(path))}) {Answer}", ("Answer", "Vaktmästaren."));
        var again = await astrid.Send(await astrid.Get(path), $"li:has(#{mine.Id(await astrid.Get(path))}) {Answer}", ("Answer", "Då ringer jag."));
        var thread = again.One($"li:has(#{mine.Id(again)})");
        Assert.That(thread.QuerySelectorAll(".answers .remark").Select(one => one.QuerySelector(".as-written")!.TextContent), Is.EqualTo(new[] { "Vaktmästaren.", "Då ringer jag." }));
        Assert.That(again.Address.Fragment, Does.StartWith("#comment-"), "whoever wrote lands at what they wrote");
        Assert.That(again.One(again.Address.Fragment).GetAttribute("tabindex"), Is.EqualTo("-1"), "and so does what reads aloud");
    }

    [Test]
    public async Task Where_much_is_said_a_page_holds_a_part_of_it_and_every_comment_is_found_by_its_address()
    {
        var number = await hub.Views.Value<int>("select number from initiative i where state = 'active' and merged_into is null and not exists (select from comment c where c.initiative = i.initiative) order by number desc limit 1");
        using var script = await Script.Of(hub, Cast.Astrid);
        var ids = new List<Guid>();
        for (var i = 0; i < Remarks.APage + 10; i++)
            ids.Add((await script.Post($"initiatives/{number}/comments", $$"""{ "text": "Rad nummer {{i}}." }""")).Json.GetProperty("id").GetGuid());
        await hub.Settled();
        var newest = await henrik.Get(Sown.Initiative(number));
        Assert.That(Shown(newest), Is.EqualTo(ids[10..].Select(id => $"comment-{id}")), "the newest");
        Assert.That(newest.One("#comments .between .muted").TextContent, Is.EqualTo($"{ids.Count}"), "all of it is counted");
        var before = await henrik.Get(newest.One("#comments a[href*=upTo]").GetAttribute("href")!);
        Assert.That(Shown(before), Does.Contain($"comment-{ids[0]}"), "what is before is a press away");
        Assert.That(Shown(await henrik.Get($"{Sown.Initiative(number)}?comment={ids[3]}")), Does.Contain($"comment-{ids[3]}"));

        var answered = await henrik.Send(before, $"li:has(#comment-{ids[0]}) {Answer}", ("Answer", "Ett svar på det första."));
        Assert.That(answered.One(answered.Address.Fragment).TextContent, Does.Contain("Ett svar på det första."), "whoever answers what is old lands at it");
        var refused = await henrik.Send(answered, $"li:has(#comment-{ids[0]}) {Answer}", ("Answer", new string('ö', 4001)));
        Assert.That(refused.All($"li:has(#comment-{ids[0]}) details[open]"), Has.Count.EqualTo(1), "and so does who is refused");
        var report = await henrik.Send(before, $"#comment-{ids[1]} form[action*='handler=Report']", ("Why", "Other"), ("Words", ""));
        Assert.That(report.All($"#comment-{ids[1]} details[open] .err"), Has.Count.EqualTo(1), "also who reports it");
        Assert.That(Shown(await henrik.Get($"{Sown.Initiative(number)}?upTo={Remarks.APage + 1}")).First(), Is.EqualTo($"comment-{ids[0]}"), "no answer stands without what it answers");

        var (read, next) = (new List<Guid>(), "");
        do
        {
            var page = (await script.Get($"initiatives/{number}/comments?limit=25{next}")).Json;
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString() is { } more ? $"&next={more}" : "";
        }
        while (next.Length > 0);
        Assert.That(read[..^1], Is.EqualTo(ids), "programs read each once, in the order in which it was said");
        Assert.That((await script.Get($"initiatives/{number}/comments?limit=201")).Code, Is.EqualTo("api.page"));
        foreach (var wrong in new[] { "25", "-1", "", "1-2", $"-1-{Guid.Empty:N}", $"9223372036854775807-{Guid.Empty:N}" })
            Assert.That((await script.Get($"initiatives/{number}/comments?next={wrong}")).Code, Is.EqualTo("api.page"), wrong);

        var first = (await script.Get($"initiatives/{number}/comments?limit=25")).Json;
        await astrid.Send($"{Sown.Initiative(number)}?comment={ids[20]}", $"#comment-{ids[20]} form[action*=RemoveComment]");
        await hub.Settled();
        var second = (await script.Get($"initiatives/{number}/comments?limit=25&next={first.GetProperty("next").GetString()}")).Json;
        Assert.That(second.GetProperty("items")[0].GetProperty("id").GetGuid(), Is.EqualTo(ids[25]), "nor is one skipped where another was taken away meanwhile");

        static IEnumerable<string?> Shown(Sheet sheet) => sheet.All("#comments .remark").Select(remark => remark.Id);
    }

    [Test]
    public async Task Who_turns_a_page_goes_on_where_they_were_whatever_was_said_or_taken_away_before()
    {
        var number = await hub.Views.Value<int>(
            "select number from initiative i where state = 'active' and merged_into is null and number <> @own and not exists (select from comment c where c.initiative = i.initiative) order by number limit 1",
            new { own = int.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture) });
        await hub.Views.Execute(
            """
            insert into comment select md5('rad ' || n)::uuid, i.programme, i.initiative, null, null, null, @Henrik, 'Rad ' || n, now() - interval '1 day' + n * interval '1 minute', '[]', null, '{}'
              from initiative i cross join generate_series(1, 170) n where i.number = @number
            """,
            new { number, Henrik = await hub.PersonCalled(Cast.Henrik) });
        try
        {
            var newest = await henrik.Get(Sown.Initiative(number));
            Assert.That(Rows(newest), Is.EqualTo(Enumerable.Range(121, 50)));
            await hub.Views.Execute("insert into comment select md5('svar')::uuid, programme, initiative, null, null, comment, author, 'Ett svar', now(), '[]', null, '{}' from comment where text = 'Rad 2'");
            Assert.That(Rows(await henrik.Get(Link(newest, "before"))), Is.EqualTo(Enumerable.Range(71, 50)), "an answer came in far before it");
            var early = await henrik.Get($"{Sown.Initiative(number)}?upTo=51");
            await hub.Views.Execute("delete from comment where text in ('Rad 2', 'Ett svar')");
            Assert.That(Rows(await henrik.Get(Link(early, "after"))), Is.EqualTo(Enumerable.Range(51, 50)), "two were taken away");
            await hub.Views.Execute("delete from comment where text = 'Rad 50'");
            Assert.That(Rows(await henrik.Get(Link(early, "after"))), Is.EqualTo(Enumerable.Range(54, 50)), "what it went by is gone: by number");
        }
        finally
        {
            await hub.Views.Execute("delete from comment where initiative = (select initiative from initiative where number = @number)", new { number });
        }

        static string Link(Sheet sheet, string edge) => sheet.One($"#comments a[href*='{edge}=']").GetAttribute("href")!;
        static IEnumerable<int> Rows(Sheet sheet) => sheet.All("#comments .remark .as-written").Select(one => one.TextContent).Where(text => text.StartsWith("Rad ", StringComparison.Ordinal))
            .Select(text => int.Parse(text["Rad ".Length..], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Test]
    public async Task An_answer_that_is_refused_comes_back_where_it_was_written_and_nothing_of_it_is_lost()
    {
        await astrid.Send(path, Write, ("Text", "Får hundar följa med?"));
        var sheet = await henrik.Get(path);
        var id = Of("Får hundar följa med?").Id(sheet);
        var words = new string('ö', 4001);
        var refused = await henrik.Send(sheet, $"li:has(#{id}) {Answer}", ("Answer", words));
        var form = refused.One($"li:has(#{id}) details[open]");
        Assert.That(form.QuerySelector("textarea")!.TextContent, Is.EqualTo(words));
        Assert.That(form.QuerySelector(".err")!.TextContent, Does.Contain("4"));
        Assert.That(refused.One("#Text").TextContent.Trim(), Is.Empty, "the other form has nothing to do with it");
    }

    [Test]
    public async Task Where_what_was_answered_is_taken_away_the_answers_stay()
    {
        await astrid.Send(path, Write, ("Text", "Det här tar jag tillbaka sedan."));
        var sheet = await henrik.Get(path);
        await henrik.Send(sheet, $"li:has(#{Of("Det här tar jag tillbaka sedan.").Id(sheet)}) {Answer}", ("Answer", "Jag svarar ändå, tydligt."));
        var own = await astrid.Get(path);
        var after = await astrid.Send(own, $"#{Of("Det här tar jag tillbaka sedan.").Id(own)} form[action*=RemoveComment]");
        Assert.That(after.One("#comments").TextContent, Does.Not.Contain("Det här tar jag tillbaka sedan.").And.Contain("Jag svarar ändå, tydligt."));
        var thread = after.All(".exchanges > li").Single(li => li.TextContent.Contains("Jag svarar ändå, tydligt.", StringComparison.Ordinal));
        Assert.That(thread.QuerySelector(".remark-gone"), Is.Not.Null);
        Assert.That(thread.QuerySelector("form[action*=Answer]"), Is.Null, "what is gone is not answered");
    }

    [Test]
    public async Task What_is_said_about_one_activity_says_so_and_can_be_read_by_itself()
    {
        var sheet = await astrid.Get(path);
        var (activity, title) = sheet.All("#About option").Where(option => option.GetAttribute("value")!.Length > 0).Select(option => (option.GetAttribute("value")!, option.TextContent)).First();
        await astrid.Send(path, Write, ("Text", "Bara om den här."), ("About", activity));
        await astrid.Send(path, Write, ("Text", "Om alltihop."), ("About", ""));
        var all = await astrid.Get(path);
        Assert.That(all.One($"#{Of("Bara om den här.").Id(all)} p").TextContent, Does.Contain($"om {title}"));
        var only = await astrid.Get($"{path}?about={activity}");
        Assert.That(only.One(".exchanges").TextContent, Does.Contain("Bara om den här.").And.Not.Contain("Om alltihop."));
        Assert.That(only.One("#About option[selected]").GetAttribute("value"), Is.EqualTo(activity), "who reads about one writes about it");
        Assert.That(all.One($".acts a[href*='about={activity}']").TextContent, Does.Contain("1 kommentar"));
        await henrik.Send(await henrik.Get(path), $"li:has(#{Of("Bara om den här.").Id(all)}) {Answer}", ("Answer", "Svar om den."));
        Assert.That((await astrid.Get($"{path}?about={activity}")).One(".exchanges").TextContent, Does.Contain("Svar om den."), "an answer is about what it answers");
    }

    [Test]
    public async Task An_activity_of_another_initiative_is_not_talked_about_here()
    {
        var other = await hub.Views.Value<Guid>("select activity from activity a join initiative i using (initiative) where i.number <> @number and i.state = 'active' limit 1", new { number = int.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture) });
        var before = await hub.Log.Head();
        var refused = await astrid.Send(path, Write, ("Text", "Fel ställe"), ("About", other.ToString()));
        Assert.That(refused.One("#Text").TextContent.Trim(), Is.EqualTo("Fel ställe"));
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_story_is_talked_about_by_members_and_visitors_read_it_without_names()
    {
        var told = await henrik.Send(story, Write, ("Text", "Så gör vi också."));
        Assert.That(told.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(told.One("#comments").TextContent, Does.Contain("Så gör vi också.").And.Contain(Cast.Henrik));
        using var stranger = hub.Visitor();
        var read = await stranger.Get(story);
        Assert.That(read.One("#comments").TextContent, Does.Contain("Så gör vi också.").And.Contain("Helsingborg").And.Not.Contain(Cast.Henrik));
        Assert.That(read.All("#comments form"), Is.Empty);
        Assert.That(read.One("#comments a[href*=sign-in]").GetAttribute("href"), Does.Contain(story));
    }

    [Test]
    public async Task What_is_said_about_a_story_is_counted_there_and_not_at_the_initiative()
    {
        await henrik.Send(story, Write, ("Text", "Hur många kom?"));
        await hub.Settled();
        Assert.That(await hub.Views.Value<long>(
            "select count(*) from initiative i where comments <> (select count(*) from comment c where c.initiative = i.initiative and c.story is null)"), Is.Zero);
        Assert.That(await hub.Views.Value<long>("select count(*) from comment where story is not null"), Is.GreaterThan(0));
    }

    [Test]
    public async Task A_story_that_is_taken_down_is_talked_about_by_nobody()
    {
        var slug = await hub.Views.Value<string>("select slug from shown_story order by published_at desc limit 1");
        var page = $"/p/{Cast.Programme}/stories/{slug}";
        var sheet = await henrik.Get(page);
        using var david = await hub.As(Cast.Elin);
        await david.Send($"{page}/publish", "form[action*=Unpublish]", ("Reason", "Fel bild i den här"));
        await hub.Settled();
        var before = await hub.Log.Head();
        Assert.That((await henrik.Send(sheet, Write, ("Text", "Finns den?"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_one_said_about_a_story_that_is_taken_down_is_ones_own_to_appeal_for_to_follow_no_longer_and_to_take_back()
    {
        const string Mine = $"{Sown.Here}/comments/mine";
        var page = $"/p/{Cast.Programme}/stories/{await hub.Views.Value<string>("select slug from shown_story order by published_at offset 1 limit 1")}";
        var id = Of("Det här ville jag ha ogjort.").Id(await henrik.Send(page, Write, ("Text", "Det här ville jag ha ogjort.")));
        await henrik.Send(page, "form[action*='handler=Follow']");
        using var elin = await hub.As(Cast.Elin);
        await elin.Send(page, $"#{id} form[action*='handler=Hide']", ("Words", "Det hör inte hit alls."));
        await elin.Send($"{page}/publish", "form[action*=Unpublish]", ("Reason", "Fel bild i den här"));
        await hub.Settled();
        var own = $"#mine-{id["comment-".Length..]}";
        var mine = (await henrik.Get(Mine)).One(own);
        Assert.That(mine.TextContent, Does.Contain("Det hör inte hit alls.").And.Contain("Det här ville jag ha ogjort.").And.Contain(hub.Services.GetRequiredService<Texts>().Of("sv")["comments.story-away"]));
        Assert.That(mine.QuerySelectorAll("a"), Is.Empty, "there is nothing to go to");
        Assert.That((await astrid.Get(Mine)).Text, Does.Not.Contain("Det här ville jag ha ogjort."));
        var asked = await henrik.Send(Mine, $"{own} form[action*='handler=Appeal']", ("Words", "Det gör det visst."));
        Assert.That(asked.One(own).TextContent, Does.Contain("Det gör det visst.").And.Contain("Någon annan än den som dolde den"));
        Assert.That((await henrik.Send(Mine, "form[action*='handler=Unfollow']")).All("form[action*='handler=Unfollow']"), Is.Empty);
        Assert.That((await henrik.Send(Mine, $"{own} form[action*='handler=Remove']")).All(own), Is.Empty);
        await hub.Settled();
        Assert.That(await hub.Views.Value<int>("select count(*)::int from comment where comment = @comment", new { comment = Guid.Parse(id["comment-".Length..]) }), Is.Zero);
    }

    [Test]
    public async Task What_is_refused_on_a_storys_page_is_said_in_words()
    {
        var own = await henrik.Send(story, Write, ("Text", "Den här ångrar jag."));
        var id = Of("Den här ångrar jag.").Id(own);
        var sheet = await astrid.Get(story);
        await henrik.Send(own, $"#{id} form[action*=RemoveComment]");
        await hub.Settled();
        var refused = await astrid.Send(sheet, $"#{id} .reactions button[value=Thanks]");
        Assert.That(refused.One("[role=alert]").TextContent, Does.Contain(hub.Services.GetRequiredService<Texts>().Of("sv")["comments.answered-gone"]));
        Assert.That((await astrid.Send(story, Write, ("Text", ""))).One("[role=alert] a[href='#Text']").TextContent, Is.Not.Empty);
    }

    static Spotted Of(string text) => new(text);

    /// <summary>A remark by what it says.</summary>
    sealed record Spotted(string Text)
    {
        public string Id(Sheet sheet) =>
            sheet.All("#comments .remark").Single(remark => remark.TextContent.Contains(Text, StringComparison.Ordinal)).Id!;
    }
}
