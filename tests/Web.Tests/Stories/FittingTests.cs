using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Stories;

/// <summary>Which examples fit what a municipality answers for and does nothing about.</summary>
public sealed class FittingTests : StoryHub
{
    sealed record Example(Guid Initiative, string Slug);

    [Test]
    public async Task Whoever_coordinates_sees_what_others_did_for_a_metric_that_nothing_of_theirs_serves_until_something_does_or_they_said_no()
    {
        using var bo = await Hub.As(Cast.Bo);
        using var astrid = await Hub.As(Cast.Astrid);
        var metric = await Hub.Views.Value<string>("select number from metric where 'astorp' = any(responsible) order by number limit 1");
        var example = (await Hub.Views.One<Example>(
            "select s.initiative, s.slug from shown_story s join initiative i using (initiative) where not ('astorp' = any(i.partners || i.municipality)) order by s.published_at limit 1"))!;
        await Hub.Views.Execute("update initiative set metrics = '[]' where 'astorp' = any(partners || municipality)");
        await Hub.Views.Execute("update initiative set metrics = jsonb_build_array(jsonb_build_object('metric', @metric::text, 'mechanism', '')) where initiative = @Initiative", new { metric, example.Initiative });
        Assert.That(await Fits(bo), Does.Contain(example.Slug));
        Assert.That((await bo.Get(Told.Stories)).One("section[aria-labelledby=fits]").TextContent, Does.Contain($"Mätetal {metric}"));
        Assert.That(await Fits(astrid), Is.Empty, "it is for whoever coordinates");
        Assert.That(await Fits(Stranger), Is.Empty);

        await Hub.Views.Execute("insert into declined_example (programme, initiative, municipality) select programme, initiative, 'astorp' from initiative where initiative = @Initiative", example);
        Assert.That(await Fits(bo), Does.Not.Contain(example.Slug), "a no is an answer");
        await Hub.Views.Execute("delete from declined_example where initiative = @Initiative", example);
        Assert.That(await Fits(bo), Does.Contain(example.Slug));
        await Hub.Views.Execute(
            """
            update initiative set metrics = jsonb_build_array(jsonb_build_object('metric', @metric::text, 'mechanism', ''))
             where initiative = (select initiative from initiative where municipality = 'astorp' and state in ('proposed', 'active', 'completed') order by number limit 1)
            """,
            new { metric });
        Assert.That(await Fits(bo), Does.Not.Contain(example.Slug), "something of theirs serves it");
    }

    static async Task<string> Fits(Visitor visitor) =>
        string.Join(' ', (await visitor.Get(Told.Stories)).All("section[aria-labelledby=fits] li a[href*='/stories/']").Select(link => link.GetAttribute("href")));
}
