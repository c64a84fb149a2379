using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

/// <summary>A name that others have written goes from wherever they wrote it.</summary>
public sealed partial class ErasureTests
{
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
}
