using System.Net;
using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Support;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Web.Tests.Privacy;

public sealed partial class ErasureTests
{
    const string Phone = "070-555 01 77";

    /// <summary>As she was called before she put it right.</summary>
    const string Former = "Cilla Ekebloom", FormerPhone = "070-555 01 99";

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_asks_to_be_forgotten_is_nowhere_in_a_full_dump_and_what_they_voted_still_counts()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var (mine, row) = await Busy(cilla);
        var before = await Tallies();
        Assert.That(Traces(await Dump.Of(hub), row), Has.Count.EqualTo(7), "the test looks for what is there");

        using (mine)
        {
            var unsure = await mine.Send("/me/privacy", "form[action*=Erase]");
            Assert.That(unsure.Text, Does.Contain("Kryssa i rutan"));
            var after = await mine.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
            Assert.That(after.Text, Does.Contain("Ingen kan längre se vem du var"));
            Assert.That((await mine.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        }

        await hub.Settled();
        var dump = await Dump.Of(hub);
        Assert.Multiple(async () =>
        {
            Assert.That(Traces(dump, row), Is.Empty);
            Assert.That(dump, Does.Contain("Idén är […]").And.Contain("frågan om […] står"), "what others wrote stands, without her");
            Assert.That((await (await hub.As(Cast.Bo)).Get(Proposal.Path)).One("#Idea_Title").GetAttribute("value"), Is.EqualTo("Idén är […], om ni frågar mig"), "a draft is still one");
            Assert.That(dump.Contains(cilla.ToString(), StringComparison.Ordinal), "the log keeps the number");
            Assert.That(await Tallies(), Is.EqualTo(before));
            Assert.That(await hub.ReadModels.Compare(), Is.Empty, "a rebuild equals the live tables");
        });
    }

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

    /// <summary>Columns of the tables beside the log in which nobody writes words of their own, or in which they are of whoever the row is of. Of everything else the test below tries each.</summary>
    static readonly Dictionary<string, string[]> NotWritten = new(StringComparer.Ordinal)
    {
        ["made by us: kinds, states, keys and kinds of fault"] =
        [
            "api_key.key", "api_key.digest", "api_key.media", "api_key.location", "session.device", "session.way", "came_by.door", "came_by.device", "security_event.kind",
            "security_event.programme", "security_event.door", "security_event.origin", "sowing.slug", "invitation.municipality", "work.language", "rules_preview.rules",
            "rules_preview.against", "rules_preview.state", "rules_preview.result", "retention_due.kind", "retention_due.item", "retention_run.kind", "walk_guest.language",
            "person.language", "nudge.kind", "nudge.object", "nudge.period", "nudge.municipality", "nudge.state", "nudge.reason", "nudge.act", "nudge.via", "nudge.claimed_by",
            "nudge.message_id", "nudge.last_error", "nudge.first_kind", "nudge.first_object", "nudge_step.happened", "nudge_step.reason", "webhook.host", "webhook_delivery.kind",
            "webhook_delivery.body", "webhook_delivery.state", "webhook_delivery.error", "story_draft.language", "consent_link.purpose", "baseline_answer.municipality",
            "baseline_answer.grades", "deed_link.deed",
        ],
        ["sealed, hashed, or of a device"] =
            ["account.factor_secret", "invitation.sealed", "passkey.credential", "passkey.public_key", "passkey.attestation", "passkey.client_data", "signing_key.name", "signing_key.xml"],
        ["of whoever the row is of, and gone with them: another one of the same name is somebody else"] =
            ["person.name", "person.email", "person.phone", "walk_guest.email", "walk_guest.mailbox", "work.email", "directory_link.directory", "directory_link.subject"],
        ["where somebody comes back to, for ten minutes; an address elsewhere"] = ["sign_in_code.return_url", "work.film"],
    };

    sealed record Written(string Table, string Column, string Type);

    [Test]
    public async Task In_whatever_column_others_have_written_her_name_it_is_there_no_longer()
    {
        var (cilla, here) = (await hub.PersonCalled(Cast.Cilla), await hub.Views.Value<Guid>("select programme from programme where slug = @Programme", new { Cast.Programme }));
        var all = await hub.Views.Many<Written>(
            """select table_name as "table", column_name as "column", data_type as type from information_schema.columns where table_schema = 'hub' and data_type in ('text', 'jsonb')""");
        var listed = NotWritten.Values.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);
        Assert.That(listed.Except(all.Select(one => $"{one.Table}.{one.Column}")), Is.Empty, "on the list and nowhere else");
        var tried = all.Where(one => !listed.Contains($"{one.Table}.{one.Column}")).ToList();
        Assert.That(tried, Has.Count.GreaterThan(10));
        foreach (var table in tried.GroupBy(one => one.Table))
            await hub.Views.Execute(await HubTables.RowOf(hub, table.Key, here, table.ToDictionary(one => one.Column, one =>
                one.Type == "jsonb" || one is { Table: "api_key" } ? $"'{{\"words\":\"{Cast.Cilla}s veckorapport\"}}'" : $"'{Cast.Cilla}s veckorapport'")));
        Assert.That(await Holding(), Is.EquivalentTo(tried.Select(one => $"{one.Table}.{one.Column}")), "the test looks for what is there");
        await hub.Services.GetRequiredService<Erasures>().Erase(cilla, cilla, DateTimeOffset.UtcNow);
        Assert.That(await Holding(), Is.Empty);

        async Task<List<string>> Holding()
        {
            var holding = new List<string>();
            foreach (var one in tried)
                if (await hub.Views.Value<bool>($"select exists (select from hub.{one.Table} where {one.Column}::text ilike @name)", new { name = $"%{Cast.Cilla}%" })) holding.Add($"{one.Table}.{one.Column}");
            return holding;
        }
    }

    [Test]
    public async Task What_the_plan_and_the_archive_call_by_her_name_goes_and_what_the_programme_is_called_an_administrator_takes_out()
    {
        var (cilla, here) = (await hub.PersonCalled(Cast.Cilla), (await hub.Programme()).Id);
        var row = (await hub.Services.GetRequiredService<PeopleDirectory>().Find(cilla))! with { Phone = Phone };
        await Write(StreamNames.Plan(here), (plan, elin, now) => SettingGoals.SetGoal(plan, new SetGoal(1, 1, $"Fler gör som {Cast.Cilla}"), elin, now));
        await Write(StreamNames.Programme(here), (programme, elin, now) => Shaping.ListNetwork(programme, new ListNetwork(91, $"Nätverket {Cast.Cilla}", TiedToPlan: false), elin, now));
        foreach (var number in new[] { 1, 2 })
            await Write(StreamNames.Programme(here), (programme, elin, now) => Shaping.ArchiveProject(programme, new ArchiveProject($"{Cast.Cilla}s cykelväg {number}", null), elin, now));
        foreach (var name in new[] { $"Resan med {Cast.Cilla}", "Resan" })
            await Write(StreamNames.Programme(here), (programme, elin, now) => Starting.Describe(programme, new DescribeProgramme(name, "Familjen", ["sv"], Public: true), elin, now));
        await hub.Settled();
        using var farid = await hub.As(Cast.Farid);
        await farid.Send($"{Sown.Here}/admin/people/{cilla}", "form[action*=Erase]", ("Sure", "true"));
        await hub.Settled();
        foreach (var path in new[] { $"people/{cilla}", "retention" })
            Assert.That((await farid.Get($"{Sown.Here}/admin/{path}")).Text, Does.Contain("tår kvar i").And.Contain("Namn eller synlighet ändrat").And.Not.Contain("Mål satt"), path);
        using var elins = await hub.As(Cast.Elin);
        Assert.That((await elins.Get($"{Sown.Here}/admin/people/{cilla}")).Text, Does.Not.Contain("Namn eller synlighet ändrat"), "a lead cannot see to it");
        Assert.That((await elins.Get($"{Sown.Here}/goals")).Text, Does.Contain("[…]").And.Not.Contain(Cast.Cilla));
        Assert.That((await elins.Get($"{Sown.Here}/networks")).All(".goal-projects li").Count(project => project.TextContent.Contains("[…]", StringComparison.Ordinal)), Is.EqualTo(2), "each is still one");

        Assert.That(Traces(await Dump.Of(hub), row), Is.EqualTo(new[] { Cast.Cilla }), "what she was told of");
        var page = await farid.Get((await farid.Get($"{Sown.Here}/admin/audit?kind=programme-described")).One("tbody tr a[href$=take-out]").GetAttribute("href")!);
        var chosen = page.All("label.pick").Where(label => label.TextContent.Contains(Cast.Cilla, StringComparison.Ordinal)).Select(label => ("Chosen", label.QuerySelector("input")!.GetAttribute("value")!)).ToList();
        await farid.Send(page, "main form", [.. chosen, ("Reason", "Programmet heter något annat nu")]);
        await hub.Settled();
        Assert.That(Traces(await Dump.Of(hub), row), Is.Empty);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        Assert.That((await elins.Get(Sown.Here)).Text, Does.Contain("Resan").And.Not.Contain("[…]"), "it is called as it was called last");

        async Task Write<TState>(Stream<TState> stream, Func<TState, Actor, DateTimeOffset, Domain.Decision> decide)
        {
            var elin = new Actor(await hub.PersonCalled(Cast.Elin), "", new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());
            var outcome = await hub.Streams.Decide(stream, new Writer(here, elin.Member, DateTimeOffset.UtcNow, Guid.NewGuid()), state => decide(state, elin, DateTimeOffset.UtcNow));
            Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
        }
    }

    [Test]
    public async Task Where_the_name_was_it_says_removed()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var number = (await hub.OpenTo(Cast.Cilla))[0];
        using (var mine = await hub.As(Cast.Cilla))
        {
            await mine.Send(Sown.Initiative(number), "form[action*='handler=Comment']", ("Text", "Vi kan låna ut lokalen"));
            await mine.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        }

        using var astrid = await hub.As(Cast.Astrid, "da");
        var page = await astrid.Get(Sown.Initiative(number));
        Assert.That(page.One(".exchanges > li:last-child > .remark").TextContent, Does.Contain("slettet").And.Contain("Vi kan låna ut lokalen").And.Not.Contain(Cast.Cilla));
    }

    [Test]
    public async Task An_administrator_does_not_erase_themselves_and_a_member_nobody_else()
    {
        using var farid = await hub.As(Cast.Farid);
        var refused = await farid.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        Assert.That(refused.Text, Does.Contain("en annan administratör"));
        var erasures = hub.Services.GetRequiredService<Erasures>();
        var outcome = await erasures.Erase(await hub.PersonCalled(Cast.Bo), await hub.PersonCalled(Cast.Astrid), DateTimeOffset.UtcNow);
        Assert.That(outcome, Is.InstanceOf<No>());
        Assert.That(await hub.Services.GetRequiredService<PeopleDirectory>().Find(await hub.PersonCalled(Cast.Bo)), Is.Not.Null);
    }

    [Test]
    public async Task Whoever_is_erased_leaves_the_traces_in_the_security_log_without_who_and_from_where()
    {
        var henrik = await hub.PersonCalled(Cast.Henrik);
        await hub.Views.Execute(
            "insert into hub.security_event (at, kind, person, programme, door, origin, times) values (now(), 'refused', @henrik, @Programme, 'GET /p/{programme}/admin/audit', '10.20.30.40', 7)",
            new { henrik, Cast.Programme });
        using (var mine = await hub.As(Cast.Henrik)) await mine.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        var left = await hub.Views.Column<string>("select concat_ws(' ', kind, times, origin) from hub.security_event where person = @henrik and kind = 'refused'", new { henrik });
        Assert.That(left, Is.EqualTo(new[] { "refused 7" }));
        using var farid = await hub.As(Cast.Farid);
        var row = (await farid.Get($"{Sown.Here}/admin/security?kind=refused")).One("tbody tr").TextContent;
        Assert.That(row, Does.Contain("borttagen").And.Contain("7"), "whoever looks into it still sees what was tried");
    }

    [Test]
    public async Task A_token_of_somebody_erased_opens_nothing()
    {
        using var script = await Api.Script.Of(hub, Cast.Henrik);
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.OK));
        using (var henrik = await hub.As(Cast.Henrik)) await henrik.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    /// <summary>Leaves traces of every kind: a phone, a token, a draft, an answer to a program, and her name in what others wrote.</summary>
    async Task<(Visitor, PersonRow)> Busy(Guid cilla)
    {
        var mine = await hub.As(Cast.Cilla);
        await mine.Send("/me/privacy", "form[action*=Correct]", ("Name", Former), ("Phone", FormerPhone));
        await mine.Send("/me/privacy", "form[action*=Correct]", ("Name", Cast.Cilla), ("Phone", Phone));
        var row = (await hub.Services.GetRequiredService<PeopleDirectory>().Find(cilla))!;
        Assert.That(row.Phone, Is.EqualTo(Phone));
        await Proposal.WriteIdea(mine, $"En idé av {Cast.Cilla}");
        using (var script = await Api.Script.Of(hub, Cast.Cilla)) await script.Put($"initiatives/{(await hub.OpenTo(Cast.Cilla))[0]}/vote", """{"stance":"support"}""", "her-key");
        using var astrid = await hub.As(Cast.Astrid);
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        await astrid.Send(Sown.Initiative(number), "form[action*='handler=Comment']", ("Text", $"Ring {Cast.Cilla} på {Phone} eller skriv till {row.Email}. {Former}s nummer var {FormerPhone}. Eller +46 70 555 01 77, det är {Cast.Cilla.Replace(" ", "\u00a0", StringComparison.Ordinal)}s."));
        using var bo = await hub.As(Cast.Bo);
        await Proposal.WriteIdea(bo, $"Idén är {Cast.Cilla}s, om ni frågar mig");
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{Sown.Here}/admin/challenges", "form[action*=Save] button", ("Form.Title", $"{Cast.Cilla}s utmaning"), ("Form.Target", "900"),
            ("Form.Until", DateTime.Today.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(await hub.Views.Value<bool>("select exists (select from challenge where title like 'Cilla%')"), Is.True);
        // Answers repeat what a program sent.
        await hub.Views.Execute(
            "insert into hub.api_key (key, person, digest, at, status, body) values ('hers-too', @bo, '', now(), 200, @body)",
            new { bo = await hub.PersonCalled(Cast.Bo), body = $$"""{"title":"frågan om {{Cast.Cilla.ToUpperInvariant()}}S står","position":70555}""" });
        await Proposal.Send(astrid, $"Fika med {Cast.Cilla}", [.. Proposal.ConcretePlan.Select(field => field.Item1 == "Plan.Responsible" ? (field.Item1, Cast.Cilla) : field)]);
        return (mine, row);
    }

    static List<string> Traces(string dump, PersonRow row) =>
        [.. new[] { row.Name, row.Email, row.Phone!, Former, FormerPhone, "70 555 01 77", row.Name.Replace(" ", "\u00a0", StringComparison.Ordinal) }.Where(trace => dump.Contains(trace, StringComparison.OrdinalIgnoreCase))];

    async Task<string> Tallies() => (await hub.Views.Value<string>(
        "select string_agg(number || ':' || supports || '/' || not_nows || '/' || pledges, ' ' order by number) from initiative"))!;
}
