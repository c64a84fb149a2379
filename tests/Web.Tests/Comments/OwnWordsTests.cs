using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Comments;

/// <summary>What one said oneself is found to its end, however much that is.</summary>
public sealed class OwnWordsTests
{
    const string Mine = $"{Sown.Here}/comments/mine";

    TestHub hub;
    Visitor henrik;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        henrik = await hub.As(Cast.Henrik);
        // So much in one go: each by itself would be four minutes of typing.
        await hub.Views.Execute(
            """
            insert into comment select gen_random_uuid(), i.programme, i.initiative, null, null, null, @Henrik, 'Rad ' || n, now() - n * interval '1 minute', '[]', null, '{}'
              from initiative i cross join generate_series(1, 201) n where i.initiative = (select initiative from initiative where municipality = 'astorp' order by number limit 1)
            """,
            new { Henrik = await hub.PersonCalled(Cast.Henrik) });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        henrik.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task All_of_it_is_reached_page_by_page()
    {
        var seen = new List<string>();
        for (string? next = Mine; next is not null;)
        {
            var sheet = await henrik.Get(next);
            seen.AddRange(sheet.All(".cases .as-written").Select(one => one.TextContent).Where(text => text.StartsWith("Rad ", StringComparison.Ordinal)));
            next = sheet.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } more ? Mine + more : null;
            Assert.That(seen, Has.Count.LessThanOrEqualTo(201), "it has no end");
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 201).Select(n => $"Rad {n}")));
    }

    [Test]
    public async Task What_is_refused_far_down_comes_back_there()
    {
        var page = $"{Mine}?from=150";
        var sheet = await henrik.Get(page);
        var refused = await henrik.Post(new Uri(hub.Address, $"{Mine}?handler=Appeal"), Visitor.FormOf(sheet, ".cases form", ("Words", " ")).Values);
        Assert.That(refused.All("[role=alert]"), Has.Count.EqualTo(1));
        Assert.That(refused.All(".cases > li").Select(one => one.Id), Is.EqualTo(sheet.All(".cases > li").Select(one => one.Id)));
    }

    [Test]
    public async Task A_page_that_is_no_longer_there_shows_the_first() =>
        Assert.That((await henrik.Get($"{Mine}?from=5000")).All(".cases > li"), Has.Count.EqualTo(50));

    [Test]
    public async Task Reports_are_reached_page_by_page_and_who_answers_one_far_down_stays_there()
    {
        await hub.Views.Execute(
            """
            update comment set reports = jsonb_build_array(jsonb_build_object('member', @Bo::text, 'why', 'hurtful', 'words', null, 'at', at)) where text like 'Rad %'
            """,
            new { Bo = await hub.PersonCalled(Cast.Bo) });
        using var elin = await hub.As(Cast.Elin);
        var (first, last) = (await elin.Get($"{Sown.Here}/comments"), await elin.Get($"{Sown.Here}/comments?from=200"));
        Assert.That(first.All("a[rel=next]"), Has.Count.EqualTo(1));
        Assert.That(Cases(last), Is.Not.Empty.And.None.AnyOf(Cases(first)), "those that come after them");
        var refused = await elin.Send(last, "button[formaction*=SetAside]", ("Words", " "));
        Assert.That(refused.All(".cases .err"), Has.Count.EqualTo(1));
        Assert.That(Cases(refused), Is.EqualTo(Cases(last)));

        static string?[] Cases(Sheet sheet) => [.. sheet.All(".cases > li").Select(one => one.Id)];
    }
}
