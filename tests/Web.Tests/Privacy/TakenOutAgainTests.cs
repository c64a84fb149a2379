using Activation.Support;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

/// <summary>A copy that was taken before words were taken out holds them; a hub on it does not.</summary>
public sealed class TakenOutAgainTests
{
    const string Secret = "min granne på Ekbackagatan 14 är sjuk";

    [Test]
    public async Task Words_that_were_taken_out_after_a_copy_was_taken_are_taken_out_again_when_it_is_put_back()
    {
        var first = await TestHub.Sown(limits: false);
        var number = (await first.OpenTo(Cast.Astrid))[0];
        using (var astrid = await first.As(Cast.Astrid)) await astrid.Send(Sown.Initiative(number), "form[action*='handler=Comment']", ("Text", Secret));
        await first.Settled();
        var database = first.Database;
        await first.DisposeAsync();
        var copy = await PostgresServer.CopyOf(database);
        MaskedPlace place;
        await using (var hub = await TestHub.On(database, seed: null))
        {
            using var farid = await hub.As(Cast.Farid);
            var page = await farid.Get($"{Sown.Initiative(number)}/take-out");
            var key = page.All("label.pick").Single(label => label.TextContent.Contains(Secret, StringComparison.Ordinal)).QuerySelector("input")!.GetAttribute("value")!;
            await farid.Send(page, "main form", ("Chosen", key), ("Reason", "Handlar om en annan människa"));
            place = hub.Services.GetRequiredService<MaskedList>().All().Single(one => $"{one.Place.Stream} {one.Place.Version} {one.Place.Field}" == key);
        }

        await using var again = await TestHub.On(copy, seed: null);
        Assert.That(await Dump.Of(again), Does.Contain("Ekbackagatan"), "they are back with the copy");
        var texts = again.Services.GetRequiredService<TextRemoval>();
        Assert.That(await texts.Again(DateTimeOffset.UtcNow, default), Is.Positive);
        await again.Settled();
        Assert.That(await Dump.Of(again), Does.Not.Contain("Ekbackagatan"));
        Assert.That(await again.ReadModels.Compare(), Is.Empty, "what the page of a copy is proved by");
        Assert.That(await texts.Again(DateTimeOffset.UtcNow, default), Is.Zero, "there is nothing left to take out");

        var stands = (await again.Log.ReadLog(0, 5_000)).SelectMany(recorded => WrittenText.In(recorded, again.Services.GetRequiredService<Store.EventTypes>())).First(text => text.Stream != place.Place.Stream);
        again.Services.GetRequiredService<MaskedList>().Add([new MaskedPlace(Guid.NewGuid(), stands.Place)]);
        Assert.That(await texts.Again(DateTimeOffset.UtcNow, default), Is.Zero, "the same place of another history is another text");
    }

    [Test]
    public async Task The_list_of_what_was_taken_out_has_no_words_and_each_place_once()
    {
        var settings = new HubSettings(Path.Combine(TestHub.Data, $"{Guid.NewGuid():N}"), null, 0, false, null);
        var list = new MaskedList(settings, Microsoft.Extensions.Logging.Abstractions.NullLogger<MaskedList>.Instance);
        Assert.That(list.All(), Is.Empty);
        var (one, other) = (new MaskedPlace(Guid.NewGuid(), new("comment-1", 3, "text")), new MaskedPlace(Guid.NewGuid(), new("initiative-2", 1, "plan.what")));
        list.Add([one]);
        var file = Path.Combine(settings.Data, "masked");
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await File.AppendAllTextAsync(file, "0195f0 cut");
        list.Add([one, other]);
        Assert.That(list.All(), Is.EqualTo(new[] { one, other }));
        Assert.That(await File.ReadAllLinesAsync(file), Does.Contain($"{other.Command} initiative-2 1 plan.what").And.Length.EqualTo(3));
    }
}
