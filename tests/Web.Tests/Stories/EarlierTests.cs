using System.Net;
using Activation.Web.Features.Stories;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Stories;

/// <summary>What a story was called, said and stood beside before: addresses that lead on, names in earlier versions.</summary>
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

        await Stranger.Send(await Told.Name(David, elder, "Ebba Granat"), "form[action*='No']");
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
        await Stranger.Send(link, "form[action*='No']");
        await Hub.Settled();
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from story_address where address like 'ludde%'"), Is.Zero);
        Assert.That(await Tables(), Is.EqualTo(tables), "nothing else was read anew");
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        Task<long> Tables() => Hub.Views.Value<long>("select 'story'::regclass::oid::bigint");
    }
}
