using System.Net;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

/// <summary>Words that are taken out go from the rows they were in, and the other rows are left alone.</summary>
public sealed class MaskingTests
{
    TestHub hub;

    TextRemoval Removal => hub.Services.GetRequiredService<TextRemoval>();

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Whatever_is_taken_out_of_any_kind_of_event_the_tables_equal_a_rebuild_and_nothing_was_rebuilt()
    {
        var types = hub.Services.GetRequiredService<EventTypes>();
        var written = (await hub.Log.ReadLog(0, 100_000)).SelectMany(recorded => WrittenText.In(recorded, types)).ToList();
        // The first and the last of each kind and field: those that were said anew since, and those that stand.
        var chosen = written.GroupBy(text => (text.Kind, text.Field)).SelectMany(kind => new[] { kind.First(), kind.Last() }).Distinct().ToList();
        Assert.That(chosen.Select(text => text.Kind).Distinct().Count(), Is.GreaterThan(7));
        var rebuilt = new List<string>();
        foreach (var text in chosen)
        {
            var tables = await Tables();
            await Removal.Remove([text.Place], null, DateTimeOffset.UtcNow, default);
            // A story whose words go may lose its page: that is decided from the whole log.
            if (await Tables() != tables && !text.Kind.StartsWith("story-", StringComparison.Ordinal)) rebuilt.Add($"{text.Kind}: {text.Field}");
        }

        await hub.Settled();
        Assert.That(rebuilt, Is.Empty, "everything was rebuilt");
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        var left = (await Task.WhenAll(chosen.Select(text => hub.Log.ReadStream(text.Stream)))).SelectMany(stream => stream.SelectMany(recorded => WrittenText.In(recorded, types)));
        Assert.That(left.Select(text => text.Key).Intersect(chosen.Select(text => text.Key)), Is.Empty);
    }

    [Test]
    public async Task The_theme_of_a_stage_is_taken_out_like_a_title_and_every_page_that_names_it_still_stands()
    {
        const string Theme = "Fru Tallbarr bestämmer";
        var here = await hub.Programme();
        var stage = here.OpenStage!;
        var planned = new StagePlanned(stage.Stage, Theme, stage.FromOn, stage.ToOn, stage.Value);
        var stream = StreamNames.Programme(here.Id).Name;
        var before = await hub.Log.ReadStream(stream);
        // Straight into the log: no page changes the theme of a stage that is under way. For a second it was only planned, which the chronicle keeps.
        var at = DateTimeOffset.UtcNow;
        await hub.Log.Append(new Append(Guid.NewGuid(), here.Id, null, stream, before.Count, at.AddSeconds(-1), [planned]));
        await hub.Log.Append(new Append(Guid.NewGuid(), here.Id, null, stream, before.Count + 1, at, [new StageOpened(stage.Stage)]));
        await hub.Settled();
        await Removal.Remove([new TextPlace(stream, before.Count + 1, "theme")], null, DateTimeOffset.UtcNow, default);
        await hub.Settled();
        Assert.That((await Dump.Of(hub)).Contains("Tallbarr", StringComparison.Ordinal), Is.False);
        Assert.That(await hub.Views.Value<string>("select theme from stage where programme = @Id and stage = @Stage", new { here.Id, stage.Stage }), Is.EqualTo("[…]"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        using var farid = await hub.As(Cast.Farid);
        foreach (var page in new[] { "", "/initiatives", "/board", "/admin/programme", "/admin/challenges" })
            Assert.That((await farid.Get(Sown.Here + page)).Status, Is.EqualTo(HttpStatusCode.OK), page);
    }

    [Test]
    public async Task Who_repeats_it_after_an_outage_gets_everything_rebuilt_since_nobody_knows_the_words_any_longer()
    {
        var types = hub.Services.GetRequiredService<EventTypes>();
        var comment = (await hub.Log.ReadLog(0, 100_000)).SelectMany(recorded => WrittenText.In(recorded, types)).Last(text => text.Kind == "comment-posted");
        // Killed in between: the log has forgotten, the tables have not.
        await hub.Log.Mask(comment.Stream, comment.Version, [comment.Field], null, DateTimeOffset.UtcNow);
        await hub.Settled();
        var tables = await Tables();
        await Removal.Remove([comment.Place], null, DateTimeOffset.UtcNow, default);
        Assert.That(await Tables(), Is.Not.EqualTo(tables));
        Assert.That(await hub.Views.Value<bool>("select exists (select from comment where text = @Text)", new { comment.Text }), Is.False);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    /// <summary>A rebuild puts others in their place.</summary>
    Task<long> Tables() => hub.Views.Value<long>("select oid::bigint from pg_namespace where nspname = 'pages'");
}
