using Activation.Domain.Courses;
using Activation.Store;
using Activation.Web.Features.Courses;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Courses;

/// <summary>The link by which one hands in: each change counts once, none by a page that is older than what stands, and it ends.</summary>
public sealed partial class CourseTests
{
    [Test]
    public async Task An_older_page_writes_over_nothing_and_each_sending_counts_once()
    {
        var (course, seat, link) = await CourseSpots.Came(Hub);
        using var maker = Hub.Visitor();
        var first = await maker.Get(link);
        await maker.Send(first, "form[enctype]", Filled("Första", "Den första texten."));
        var second = await maker.Get(link);
        await maker.Send(second, "form[enctype]", Filled("Andra", "Den andra texten."));
        Assert.That((await maker.Send(first, "form[enctype]", Filled("Tredje", "Ur en gammal flik."))).Text, Does.Contain(Swedish("works.newer")));
        Assert.That(await Stands(), Is.EqualTo("Den andra texten."));
        foreach (var page in new[] { first, second }) await maker.Send(page, "form[enctype]", page == first ? Filled("Första", "Den första texten.") : Filled("Andra", "Den andra texten."));
        Assert.That((await Stands(), await Handings()), Is.EqualTo(("Den andra texten.", 2)), "what was sent before is not done again");
        await maker.Send(link, "form[action*='TakeBack']");
        foreach (var (title, text) in new[] { ("Andra", "Den andra texten."), ("Fjärde", "Ur en annan flik.") }) await maker.Send(second, "form[enctype]", Filled(title, text));
        Assert.That((await Stands(), await Handings()), Is.EqualTo(((string?)null, 2)), "what was taken back does not come again by an older page");
        await maker.Send(link, "form[enctype]", Filled("Femte", "Den femte texten."));
        Assert.That(await Stands(), Is.EqualTo("Den femte texten."));

        async Task<string?> Stands() => (await Hub.Views.Column<string>("select text from hub.work where seat = @seat", new { seat })).SingleOrDefault();

        async Task<int> Handings() => (await Hub.Services.GetRequiredService<IEventStore>().ReadStream(StreamNames.Work(WorkShelf.IdOf(course.Walk, seat)).Name, 0))
            .Count(one => one.Data is WorkSubmitted);
    }

    [Test]
    public async Task The_link_ends_when_its_time_is_over_and_nothing_is_left_to_take_back()
    {
        var (course, seat, link) = await CourseSpots.Came(Hub);
        var (_, unused, empty) = await CourseSpots.Came(Hub);
        await CourseSpots.Submit(Hub, course, seat, "Kvar", "Den finns kvar.");
        using var maker = Hub.Visitor();
        var open = await maker.Get(empty);
        await Later(91);
        try
        {
            Assert.That((await maker.Get(empty)).Text, Does.Contain("Länken gäller inget längre"));
            await maker.Send(open, "form[enctype]", Filled("För sent", "Hundra dagar efteråt."));
            Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.work where seat = @unused", new { unused }), Is.Zero);
            var page = await maker.Get(link);
            Assert.That((page.All("form[action*='TakeBack']").Count, page.All("form[enctype]").Count), Is.EqualTo((1, 0)));
            Assert.That((await maker.Send(page, "form[action*='TakeBack']")).Text, Does.Contain("Det är tillbakataget"));
            Assert.That((await maker.Get(link)).All("main form"), Is.Empty);
        }
        finally
        {
            await Later(-91);
        }

        Task<int> Later(int days) => Hub.Views.Execute(
            "update walk set starts_at = starts_at - @days * interval '1 day' where walk in (select walk from walk_seat where guest in (@seat, @unused))", new { days, seat, unused });
    }

    static (string, string)[] Filled(string title, string text) => [("Form.Title", title), ("Form.Text", text), ("Form.Agrees", "true")];
}
