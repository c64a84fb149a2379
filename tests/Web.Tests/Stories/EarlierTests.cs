using System.Net;
using System.Text.Json;
using Activation.Web.Features.Stories;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Stories;

/// <summary>What a story was called, said and stood beside before: addresses that lead on, names in earlier versions, pages that somebody was on.</summary>
public sealed class EarlierTests : StoryHub
{
    [Test]
    public async Task Where_the_address_of_the_elder_of_two_is_taken_out_of_the_log_every_link_of_the_younger_leads_on_to_it()
    {
        const string Wish = "ebba-granats-bank";
        var elder = await Told.Begun(Hub, wish: Wish);
        var younger = await Told.Begun(Hub, wish: Wish);
        Assert.That((elder, younger), Is.EqualTo(($"{Told.Stories}/{Wish}", $"{Told.Stories}/{Slug.Marked(Wish, await StoryAt(younger))}")));
        await Told.Write(David, younger, "Den yngre bänken");
        await Told.Publish(David, younger);
        foreach (var link in new[] { younger, elder }) Assert.That(await Headline(link), Is.EqualTo("Den yngre bänken"), $"{link}: the elder is not shown");
        await Told.Write(David, elder, "Den äldre bänken");
        await Told.Publish(David, elder);
        Assert.That((await Headline(elder), await Headline(younger)), Is.EqualTo(("Den äldre bänken", "Den yngre bänken")));

        await Stranger.Send(await Told.Name(David, elder, "Ebba Granat"), "form[action$='=No']");
        await Hub.Settled();
        var live = await Addresses();
        Assert.That(live.Count(slug => slug.Contains("granat", StringComparison.Ordinal)), Is.EqualTo(1), "the elder is called by no name");
        await Hub.ReadModels.Rebuild();
        Assert.That(await Addresses(), Is.EqualTo(live));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
        foreach (var link in new[] { younger, elder }) Assert.That(await Headline(link), Is.EqualTo("Den yngre bänken"), link);
        foreach (var slug in live) Assert.That((await David.Get($"{Told.Stories}/{slug}/edit")).Status, Is.EqualTo(HttpStatusCode.OK), slug);

        async Task<string> Headline(string link) => (await Stranger.Get(link)).One("h1").TextContent.Trim();
        Task<Guid> StoryAt(string address) => Hub.Views.Value<Guid>("select story from story where slug = @slug", new { slug = address.Split('/')[^1] });
        Task<IReadOnlyList<string>> Addresses() => Hub.Views.Column<string>("select slug from story where slug <> '' order by slug");
    }

    [Test]
    public async Task An_address_that_nobody_else_wished_for_is_taken_out_of_the_rows_of_its_story_alone()
    {
        var story = await Told.Begun(Hub, "ludde-lons-trappa");
        var (link, tables) = (await Told.Name(David, story, "Ludde Lön"), await Tables());
        await Stranger.Send(link, "form[action$='=No']");
        await Hub.Settled();
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from story_address where address like 'ludde%'"), Is.Zero);
        Assert.That(await Tables(), Is.EqualTo(tables), "nothing else was read anew");
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        Task<long> Tables() => Hub.Views.Value<long>("select 'story'::regclass::oid::bigint");
    }

    [Test]
    public async Task The_name_of_who_says_no_is_found_in_earlier_versions_and_saved_texts_with_the_way_to_take_it_out_there()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Lisen Alm och Rutger Ek målade");
        await Told.Photographed(Hub, story, "Lisen Alm");
        await David.Send($"{story}/pictures", "form[action*='Film']", ("Film.Address", "https://film.example.org/2"), ("Film.Title", "Lisen Alm på film"), ("Film.Captioned", "true"));
        await Told.Publish(David, story);
        await David.Send($"{story}/pictures", "button[formaction*='Remove']");
        await David.Send($"{story}/pictures", "form[action*='Film']", ("Film.Address", "https://film.example.org/3"), ("Film.Title", "Kvällen på film"), ("Film.Captioned", "true"));
        await Told.Write(David, story, "En granne målade");
        var link = await Told.Name(David, story, "Lisen Alm");
        Assert.That((await David.Get($"{story}/people")).All("#earlier"), Is.Empty, "she has not answered");
        await Told.Name(David, story, "Rutger Ek");
        await Stranger.Send(link, "form[action$='=No']");

        var told = (await David.Get($"{story}/people")).One("section:has(#earlier)");
        Assert.That(told.QuerySelectorAll("li").Select(one => one.TextContent), Is.EqualTo(new[]
        {
            $"Lisen Alm: version 1 (Svenska, {Swedish["stories.in-pictures"]}, {Swedish["stories.in-film"]})", $"Lisen Alm: {Swedish["stories.written-over"]} (Svenska)",
        }));
        foreach (var place in told.QuerySelectorAll("li a")) Assert.That((await David.Get(place.GetAttribute("href")!)).Text, Does.Contain("Lisen Alm"));
        Assert.That(told.QuerySelector("p a")!.GetAttribute("href"), Does.Match(@"/initiatives/\d+$"), "whoever may not take it out is led to where it is done");

        using var farid = await Hub.As(Cast.Farid);
        var around = await farid.Get((await farid.Get($"{story}/people")).One("section:has(#earlier) p a").GetAttribute("href")!);
        var chosen = around.All("label.pick").Where(label => label.TextContent.Contains("Lisen Alm", StringComparison.Ordinal))
            .Select(label => ("Chosen", label.QuerySelector("input")!.GetAttribute("value")!)).Append(("Reason", "Hon har sagt nej")).ToArray();
        await farid.Send(around, "main form", chosen);
        await Hub.Settled();
        Assert.That((await David.Get($"{story}/people")).All("#earlier"), Is.Empty);
        var version = await David.Get($"{story}/versions/1");
        Assert.That(version.Text, Does.Not.Contain("Lisen"));
        Assert.That(version.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task Whoever_takes_somebody_off_the_list_is_told_in_which_earlier_versions_their_name_stands()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Melker Ros sjöng");
        await Told.Publish(David, story);
        await Told.Write(David, story, "En granne sjöng");
        await Told.Name(David, story, "Melker Ros");
        var removed = await David.Send($"{story}/people", "form[action*='Remove']");
        Assert.That(removed.Text, Does.Contain($"Namnet står också i version 1 (Svenska), {Swedish["stories.written-over"]} (Svenska)"));
    }

    [Test]
    public async Task Programs_read_stories_page_by_page_and_miss_none_where_one_is_taken_down_meanwhile()
    {
        var mine = new List<string>();
        foreach (var title in new[] { "Sidan ett", "Sidan två", "Sidan tre" }) mine.Insert(0, (await Published(title)).Split('/')[^1]);
        var stories = $"/api/v1/programmes/{Cast.Programme}/stories";
        var newest = (await Newest()).ToList();
        var (read, next) = await APage($"{stories}?limit={newest.IndexOf(mine[1]) + 1}");
        Assert.That(read, Is.EqualTo(newest[..(newest.IndexOf(mine[1]) + 1)]).And.EqualTo(newest.TakeWhile(slug => slug != mine[2])), "the newest first");
        await David.Send($"{Told.Stories}/{mine[0]}/publish", "form[action*='Unpublish']", ("Reason", "Fel bild i den här"));
        await Hub.Settled();
        Assert.That((await APage($"{stories}?limit=2&next={next}")).Slugs[0], Is.EqualTo(mine[2]));

        var all = new List<string>();
        for (next = ""; next is not null;)
        {
            (read, next) = await APage($"{stories}?limit=5{(next.Length > 0 ? $"&next={next}" : "")}");
            all.AddRange(read);
        }

        Assert.That(all, Is.EqualTo(await Newest()), "each of them once");
        Assert.That((await Stranger.Client.GetAsync($"{stories}?next=2")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        Task<IReadOnlyList<string>> Newest() => Hub.Views.Column<string>("select slug from shown_story order by published_at desc, story");

        async Task<(List<string> Slugs, string? Next)> APage(string from)
        {
            var page = JsonDocument.Parse(await Stranger.Client.GetStringAsync(from)).RootElement;
            return ([.. page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("slug").GetString()!)], page.GetProperty("next").GetString());
        }
    }

    async Task<string> Published(string title)
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, title);
        await Told.Publish(David, story);
        return story;
    }
}
