using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Initiatives;

/// <summary>Before somebody proposes what is there already: what is alike, and of their own programme only.</summary>
public sealed class SimilarTests
{
    TestHub hub;
    ProgrammeView here;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        here = await hub.Programme();
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task What_shares_more_words_comes_first()
    {
        await Put(9001, "Cykelköket öppnar");
        await Put(9002, "Cykelköket vid glasbruket");
        Assert.That((await To("Ett cykelkök vid glasbruket")).Take(2), Is.EqualTo(new[] { 9002, 9001 }));
    }

    [Test]
    public async Task A_twin_is_found_among_thousands_that_share_half_of_its_words()
    {
        string[] halves = ["Snöskottning gårdarna", "Snöskottning grannar", "gårdarna grannar"];
        foreach (var (half, at) in halves.Select((half, at) => (half, at))) await PutMany(20_000 + (at * 2_000), 1_200, half);
        await Put(9_071, "Snöskottning gårdarna grannar");
        Assert.That((await To("Snöskottning, gårdarna, grannar")).First(), Is.EqualTo(9_071));
    }

    [Test]
    public async Task A_twin_in_another_programme_is_nobodys_here()
    {
        await Put(9011, "Drakfest över sundet");
        await Put(9012, "Drakfest över sundet", Guid.NewGuid());
        Assert.That(await hub.Views.Value<long>("select count(*) from initiative where title = 'Drakfest över sundet'"), Is.EqualTo(2));
        foreach (var words in new[] { "Drakfest över sundet", "drakfest", "drakfester" })
            Assert.That(await To(words), Has.None.EqualTo(9012), words);
        Assert.That(await To("Drakfest"), Has.Member(9011));
    }

    [Test]
    public async Task What_is_out_of_play_is_not_shown()
    {
        await Put(9021, "Kvartersbastu vid kajen");
        Assert.That(await To("Kvartersbastu"), Has.Member(9021));
        await hub.Views.Execute("update initiative_words set in_play = false where number = 9021");
        Assert.That(await To("Kvartersbastu"), Has.None.EqualTo(9021));
    }

    [TestCase("Fælles cykelværksted på havnen", "cykelværkst", 9031), TestCase("A bicycle kitchen by the harbour", "bicycles", 9032)]
    public async Task Titles_in_other_languages_are_found_by_their_words(string title, string words, int number)
    {
        await Put(number, title);
        Assert.That(await To(title), Has.Member(number));
        Assert.That(await To(words[..7]), Has.Member(number), "as soon as it is begun");
    }

    // By the rules of one language alone none of these is begun by the other, and they are not alike enough to be a slip of the pen.
    [TestCase("En glad dag i parken", "Gladare", 9051), TestCase("Gade med træer", "Gaderne", 9052), TestCase("Suppers for happy neighbours", "Happiness", 9053)]
    public async Task A_word_is_found_in_each_language_in_the_form_that_it_has_there(string title, string words, int number)
    {
        await Put(number, title);
        Assert.That(await To(words), Has.Member(number));
        var cut = new Cut(words, null, null, null, null, null, null);
        Assert.That(await hub.Views.Column<int>(cut.Numbers, cut.Parameters(here.Id)), Has.Member(number), "by the list");
    }

    [Test]
    public async Task What_says_nothing_in_one_of_the_languages_makes_nothing_alike()
    {
        await Put(9061, "Where there is a will");
        Assert.That(await To("Where would their yours"), Is.Empty);
        Assert.That(await To("Eller ikke"), Is.Empty);
    }

    [Test]
    public async Task A_slip_of_the_pen_and_what_begins_alike_are_found()
    {
        await Put(9041, "Nattvandring i hamnen");
        await Put(9042, "Nattvandring i hamnen", Guid.NewGuid());
        foreach (var words in new[] { "Nattvanding", "Nattvandrarna" }) Assert.That(await To(words), Has.Member(9041).And.None.EqualTo(9042), words);
    }

    async Task<IEnumerable<int>> To(string title) => (await hub.Services.GetRequiredService<Similar>().To(title, here.Id)).Select(one => one.Number);

    /// <summary>Words alone: nobody looks at what is behind them.</summary>
    Task PutMany(int from, int count, string title) => hub.Views.Execute(
        """
        insert into initiative select (jsonb_populate_record(like_it.one, jsonb_build_object('initiative', gen_random_uuid(), 'number', @from + n, 'title', @title))).*
          from (select i as one from initiative i where i.programme = @Id order by i.number limit 1) like_it cross join generate_series(1, @count) n;
        insert into initiative_words select initiative, programme, number, title, '', true from initiative where programme = @Id and number > @from and number <= @from + @count
        """,
        new { from, count, title, here.Id });

    /// <summary>One more like those that are there, under another name.</summary>
    Task Put(int number, string title, Guid? programme = null) => hub.Views.Execute(
        """
        insert into initiative select (jsonb_populate_record(i, jsonb_build_object('initiative', gen_random_uuid(), 'programme', @programme, 'number', @number, 'title', @title,
          'description', '', 'state', 'proposed', 'merged_into', null))).* from initiative i where i.programme = @Id order by i.number limit 1;
        insert into initiative_words select initiative, programme, number, title, description, true from initiative where programme = @programme and number = @number
        """,
        new { number, title, programme = programme ?? here.Id, here.Id });
}
