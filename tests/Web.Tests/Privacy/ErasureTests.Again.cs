using Activation.Support;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.People;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Web.Tests.Privacy;

/// <summary>What was cut off is ended, and whoever comes back with an older copy is erased again.</summary>
public sealed partial class ErasureTests
{
    [Test]
    public async Task An_erasure_that_is_cut_off_anywhere_is_ended_by_whoever_repeats_it_and_at_night_by_the_house()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var (mine, row) = await Busy(cilla);
        mine.Dispose();
        await hub.Settled();
        var (erasures, now) = (hub.Services.GetRequiredService<Erasures>(), DateTimeOffset.UtcNow);
        foreach (var table in PersonalTables.All.Select(table => table.Table).Prepend("log.event").Append("hub.erasure"))
        {
            if (table == "hub.draft")
                // Killed after the log has forgotten and before the tables have.
                foreach (var text in (await hub.Services.GetRequiredService<TextRemoval>().Find([Former], default)).Take(1))
                    await hub.Log.Mask(text.Place.Stream, text.Place.Version, [text.Place.Field], null, now);
            await CutOff(table);
            await Assert.CatchAsync(() => erasures.Erase(cilla, cilla, now), table);
            await hub.Views.Execute($"drop trigger cut_off on {table}");
            Assert.That(await hub.Views.Value<string>("select name from hub.person where person = @cilla", new { cilla }), Is.EqualTo(Cast.Cilla), $"what to look for stays to the end, {table}");
            Assert.That(await hub.Views.Value<bool>("select under_way from hub.erasure where person = @cilla", new { cilla }), Is.True, table);
        }

        Assert.That(await erasures.In(await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme })), Is.Empty, "no proof of what is not done");
        await using (var scope = hub.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<RetentionDay>().Run(now.AddDays(1), default);
        await hub.Settled();
        Assert.That(Traces(await Dump.Of(hub), row), Is.Empty);
        Assert.That(await hub.Views.Value<int>("select texts from hub.erasure where person = @cilla and not under_way", new { cilla }), Is.GreaterThan(3));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);

        // The function stands where no rebuild takes it away: its trigger would go with it.
        Task<int> CutOff(string table) => hub.Views.Execute(
            $$"""
            create or replace function hub.cut_off() returns trigger language plpgsql as $t$ begin raise exception 'cut off'; end $t$;
            create trigger cut_off before {{(table is "log.event" or "hub.erasure" or "hub.security_event" ? "update" : "delete")}} on {{table}}
              {{(table == "hub.erasure" ? "for each row when (old.under_way and not new.under_way)" : "")}} execute function hub.cut_off()
            """);
    }

    [Test]
    public async Task Who_was_erased_after_a_copy_was_taken_is_erased_again_when_it_is_put_back()
    {
        var (cilla, row, copy) = await ErasedAfterACopy();
        await using var again = await TestHub.On(copy, seed: null);
        Assert.That(Traces(await Dump.Of(again), row), Has.Count.EqualTo(7), "she is back with the copy");
        Assert.That(await again.Services.GetRequiredService<Erasures>().EraseAgain(DateTimeOffset.UtcNow, default), Is.Positive);
        await again.Settled();
        var dump = await Dump.Of(again);
        Assert.That(Traces(dump, row), Is.Empty);
        Assert.That(dump, Does.Contain("Idén är […]").And.Contain(cilla.ToString()));
        Assert.That(await again.ReadModels.Compare(), Is.Empty, "what the page of a copy is proved by");
        Assert.That(await again.Services.GetRequiredService<Erasures>().EraseAgain(DateTimeOffset.UtcNow, default), Is.Zero, "there is nobody left to erase");
    }

    [Test]
    public async Task A_hub_that_starts_on_an_older_copy_erases_again_before_it_answers_and_at_night_what_came_back_while_it_ran()
    {
        var (cilla, row, copy) = await ErasedAfterACopy();
        await using var again = await TestHub.PutBack(copy);
        Assert.That(await Known(), Is.Zero, "nobody called anything");
        await again.Settled();
        Assert.That(Traces(await Dump.Of(again), row), Is.Empty);
        Assert.That(await again.ReadModels.Compare(), Is.Empty);
        await again.Services.GetRequiredService<PeopleDirectory>().Add([row]);
        await using (var scope = again.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<RetentionDay>().Run(DateTimeOffset.UtcNow, default);
        Assert.That(await Known(), Is.Zero);

        Task<int> Known() => again.Views.Value<int>("select count(*)::int from hub.person where person = @cilla", new { cilla });
    }

    [Test]
    public async Task The_list_of_who_was_erased_has_everybody_once_and_nothing_but_numbers_and_days()
    {
        var henrik = await hub.PersonCalled(Cast.Henrik);
        var settings = new HubSettings(Path.Combine(TestHub.Data, $"{Guid.NewGuid():N}"), null, 0, false, null);
        var list = new ErasedList(settings, NullLogger<ErasedList>.Instance);
        Assert.That(list.All(), Is.Empty);
        foreach (var _ in new[] { 1, 2 }) list.Add([(henrik, new DateTimeOffset(2026, 3, 1, 0, 30, 0, TimeSpan.FromHours(1)))]);
        var file = Path.Combine(settings.Data, "erased");
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo($"{henrik} 2026-02-28\n"));
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var bo = await hub.PersonCalled(Cast.Bo);
        await File.AppendAllTextAsync(file, "0195f0");
        list.Add([(bo, DateTimeOffset.UtcNow)]);
        Assert.That(list.All(), Is.EquivalentTo(new[] { henrik, bo }), "a line that was cut off is nobody");
    }

    async Task<(Guid Cilla, PersonRow Row, string Copy)> ErasedAfterACopy()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var (mine, row) = await Busy(cilla);
        mine.Dispose();
        await hub.Settled();
        await hub.DisposeAsync();
        var copy = await PostgresServer.CopyOf(hub.Database);
        hub = await TestHub.On(hub.Database, seed: null);
        await hub.Services.GetRequiredService<Erasures>().Erase(cilla, cilla, DateTimeOffset.UtcNow);
        Assert.That(hub.Services.GetRequiredService<ErasedList>().All(), Does.Contain(cilla), "beside the data, which the copy is not");
        return (cilla, row, copy);
    }
}
