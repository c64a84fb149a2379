using System.Net;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

public sealed class ProgrammeTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task What_was_started_and_cut_off_is_gone_on_with_by_whoever_started_it_and_a_double_click_is_one()
    {
        var farid = await hub.PersonCalled(Cast.Farid);
        await Started("halvvags", farid);
        await Started("nagon-annans", Guid.NewGuid());
        using var visitor = await hub.As(Cast.Farid);
        var form = await visitor.Get("/admin/start");
        Task<Sheet> Send(string slug) => visitor.Send(form, "main form", ("Name", "Halvvägs"), ("Organisation", "Två kommuner"), ("Slug", slug));
        for (var i = 0; i < 2; i++) Assert.That((await Send("halvvags")).Address.AbsolutePath, Is.EqualTo("/p/halvvags/admin/programme"), $"{i}");
        Assert.That((await Send("nagon-annans")).Text, Does.Contain("redan startat"));
        Assert.That(await hub.Views.Column<Guid>("select member from member join programme using (programme) where slug in ('halvvags', 'nagon-annans')"), Is.EqualTo(new[] { farid }));

        async Task Started(string slug, Guid by)
        {
            var (id, now) = (DerivedId.From($"programme {slug}"), DateTimeOffset.UtcNow);
            var start = new StartProgramme(id, slug, "Halvvägs", "Två kommuner", "Europe/Stockholm", ["sv"], Public: false);
            await hub.Streams.Decide(StreamNames.Programme(id), new Writer(id, by, now, Guid.NewGuid()), state => Starting.Start(state, start, Actor.House, now));
            await hub.Settled();
        }
    }

    [Test]
    public async Task Whoever_leaves_out_a_day_is_asked_for_one_and_not_told_which_it_might_be()
    {
        using var farid = await hub.As(Cast.Farid);
        var sheet = await farid.Send($"{Sown.Here}/admin/programme", "form:has(#Stage_From)", ("Stage.From", ""), ("Stage.Until", ""));
        Assert.That(sheet.All("#Stage_From-error, #Stage_Until-error").Select(error => error.TextContent.Trim()), Is.EqualTo(new[] { "Välj en dag.", "Välj en dag." }));
    }

    [Test]
    public async Task What_is_new_takes_the_place_of_nothing_and_a_new_name_leaves_what_it_means()
    {
        using var farid = await hub.As(Cast.Farid);
        await farid.Send("/admin/start", "main form", ("Name", "Omdöpta"), ("Organisation", "Två kommuner"), ("Slug", "omdopta"));
        const string page = "/p/omdopta/admin/programme";
        await farid.Send(page, "form[action*='handler=Value']", ("Value.Name", "Mänskligt"), ("Value.Meaning", "Vi ser varandra"));
        await farid.Send(page, "form[action*=Focus]", ("Focus.Name", "Mötesplatser"), ("Focus.Flag", "2"));
        await farid.Send(page, "form[action*='handler=Value']", ("Value.Key", "manskligt"), ("Value.Name", "Omtanke"));
        await farid.Send(page, "form[action*='handler=Value']", ("Value.Name", "Mänskligt"), ("Value.Meaning", "Vi är inga maskiner"));
        await farid.Send(page, "form[action*=Focus]", ("Focus.Key", "motesplatser"), ("Focus.Name", "Torg"), ("Focus.Flag", "2"));
        await farid.Send(page, "form[action*=Focus]", ("Focus.Name", "Mötesplatser"), ("Focus.Flag", "3"));
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find("omdopta"))!;
        Assert.That(here.Values.Select(value => (value.Value, value.Name, value.Meaning)), Is.EquivalentTo(new[]
        {
            ("manskligt", "Omtanke", "Vi ser varandra"), ("manskligt-2", "Mänskligt", "Vi är inga maskiner"),
        }));
        Assert.That(here.FocusAreas.Select(area => (area.FocusArea, area.Name)), Is.EquivalentTo(new[] { ("motesplatser", "Torg"), ("motesplatser-2", "Mötesplatser") }));
    }

    [Test]
    public async Task Where_a_town_lies_and_when_the_open_stage_ends_are_put_right_on_the_page_and_hold_everywhere()
    {
        var here = await hub.Programme();
        var (stage, town, end) = (here.OpenStage!, here.Municipalities.Single(one => one.Municipality == "klippan"), here.OpenStage!.ToOn.AddDays(3));
        using var elin = await hub.As(Cast.Elin);
        const string page = $"{Sown.Here}/admin/programme";
        (string, string)[] same = [("Place.Key", "klippan"), ("Place.Name", town.Name), ("Place.Population", $"{town.Population}"), ("Place.PopulationOn", $"{town.PopulationOn:yyyy-MM-dd}")];
        await elin.Send(page, "form[action*=Place]", [.. same, ("Place.Latitude", "56,135"), ("Place.Longitude", "13.14")]);
        Assert.That((await elin.Send(page, "form[action*=Place]", [.. same, ("Place.Latitude", "56.1"), ("Place.Longitude", "")])).Text, Does.Contain("Ange läget i grader"), "one of two");
        await elin.Send(page, "form[action*=Place]", same);
        Assert.That((await elin.Send(page, "form[action*=StageEnd]", ("StageEnd.Until", $"{here.Today(DateTimeOffset.UtcNow).AddDays(-1):yyyy-MM-dd}"))).Text, Does.Contain("räknas redan i etappen"));
        await elin.Send(page, "form[action*=StageEnd]", ("StageEnd.Until", $"{end:yyyy-MM-dd}"));

        var now = await hub.Programme();
        var moved = now.Municipalities.Single(one => one.Municipality == "klippan");
        Assert.That((moved.Latitude, moved.Longitude, moved.Name, now.OpenStage!.ToOn), Is.EqualTo((56.135, 13.14, town.Name, end)));
        Assert.That(await hub.Views.Value<DateOnly>("select to_on from stage_spell where programme = @Id and stage = @Stage and until > now() + interval '1 year'", new { now.Id, stage.Stage }), Is.EqualTo(end), "any day that is looked back at");
        using var visitor = hub.Visitor();
        Assert.That(
            await visitor.Client.GetStringAsync(new Uri(hub.Address, $"/api/v1/programmes/{Cast.Programme}")),
            Does.Contain($"\"toOn\":\"{end:yyyy-MM-dd}\"").And.Contain("56.135").And.Not.Contain($"{stage.ToOn:yyyy-MM-dd}"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        using var farid = await hub.As(Cast.Farid);
        Assert.That((await farid.Get($"{Sown.Here}/admin/audit")).One("tbody").TextContent, Does.Contain("Etappens sista dag flyttad").And.Contain($"till och med {end:yyyy-MM-dd}").And.Contain("läge på kartan rättat"));
    }

    [Test]
    public async Task A_stage_never_ends_before_what_all_are_to_reach_in_it_unless_that_is_said_of_the_challenge_first()
    {
        using var elin = await hub.As(Cast.Elin);
        const string page = $"{Sown.Here}/admin/programme", challenges = $"{Sown.Here}/admin/challenges";
        var here = await hub.Programme();
        var (stage, end) = (here.OpenStage!, here.OpenStage!.ToOn);
        await elin.Send(challenges, "main form", ("Form.Title", "Sång på torget"), ("Form.Measure", "ParticipantsTogether"), ("Form.Target", "5000"), ("Form.Until", $"{end:yyyy-MM-dd}"));
        var refused = await elin.Send(page, "form[action*=StageEnd]", ("StageEnd.Until", $"{end.AddDays(-1):yyyy-MM-dd}"));
        Assert.That(refused.One("#StageEnd_Until-error").TextContent, Does.Contain("Sång på torget").And.Contain("under Utmaningar"));
        Assert.That(await StageEnd(), Is.EqualTo(end));

        var id = await hub.Views.Value<Guid>("select challenge from challenge where title = 'Sång på torget'");
        await elin.Send($"{challenges}?challenge={id}", "form[action*=Drop]", ("Drop.Reason", "Torget byggs om"));
        await elin.Send(page, "form[action*=StageEnd]", ("StageEnd.Until", $"{end.AddDays(-1):yyyy-MM-dd}"));
        Assert.That(await StageEnd(), Is.EqualTo(end.AddDays(-1)));
        await elin.Send(page, "form[action*=StageEnd]", ("StageEnd.Until", $"{end:yyyy-MM-dd}"));

        async Task<DateOnly> StageEnd() => (await hub.Programme()).OpenStage!.ToOn;
    }

    [Test]
    public async Task A_programme_is_started_and_shaped_in_pages_alone()
    {
        using var farid = await hub.As(Cast.Farid);
        var started = await farid.Send("/admin/start", "main form", ("Name", "Resan två"), ("Organisation", "Två kommuner"), ("Slug", "resan-tva"));
        Assert.That(started.Address.AbsolutePath, Is.EqualTo("/p/resan-tva/admin/programme"));
        const string page = "/p/resan-tva/admin/programme";
        await farid.Send(page, "form[action*=Vision]", ("Vision.Text", "Alla känner varandra"), ("Vision.Source", "Mötet i mars"));
        foreach (var (name, lat) in new[] { ("Båstad", "56.43"), ("Örkelljunga", "56.28") })
            await farid.Send(page, "form[action*=Place]", ("Place.Name", name), ("Place.Population", "15000"), ("Place.PopulationOn", "2025-12-31"), ("Place.Latitude", lat), ("Place.Longitude", "12.85"));
        await farid.Send(page, "form[action*='handler=Value']", ("Value.Name", "Mänskligt"), ("Value.Meaning", "Vi ser varandra"));
        await farid.Send(page, "form[action*=Focus]", ("Focus.Name", "Mötesplatser"), ("Focus.Flag", "2"));
        await farid.Send(page, "form[action*=Rules]", ("Rules.VotingDays", "10"), ("Rules.VoteBudget", "3"));
        Assert.That((await farid.Send(page, "form[action*=Quiet]", ("Quiet.From", "30"), ("Quiet.To", ""))).Text, Does.Contain("högst 12 veckor"));
        await farid.Send(page, "form[action*=Quiet]", ("Quiet.From", "27"), ("Quiet.To", "30"));
        await farid.Send(page, "form[action$='handler=Stage']", ("Stage.Number", "1"), ("Stage.Theme", "Starten"), ("Stage.From", "2026-01-01"), ("Stage.Until", "2030-12-31"));
        Assert.That((await farid.Send(page, "form[action*=Open]")).One("#Turn_Sure-error").TextContent, Does.Contain("Kryssa i rutan"));
        await farid.Send(page, "form[action*=Open]", ("Turn.Sure", "true"));
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find("resan-tva"))!;
        Assert.Multiple(() =>
        {
            Assert.That(here.Municipalities.Select(m => (m.Municipality, m.RoutePlace)), Is.EqualTo(new[] { ("bastad", 1), ("orkelljunga", 2) }));
            Assert.That(here.Values.Select(value => value.Value), Is.EqualTo(new[] { "manskligt" }));
            Assert.That((here.Card.Vision, here.Card.VotingDays, here.Card.VoteBudget, here.OpenStage?.Theme), Is.EqualTo(("Alla känner varandra", 10, (int?)3, "Starten")));
            Assert.That(NudgeFinder.Window(here).Quiet, Is.EqualTo(new[] { 27, 28, 29, 30 }));
        });
        Assert.That((await farid.Send(page, "form[action*=Close]")).One("#Turn_Sure-error").TextContent, Does.Contain("Kryssa i rutan"), "one slip of a finger freezes no figures");
        Assert.That((await hub.Services.GetRequiredService<ProgrammeDirectory>().Find("resan-tva"))!.OpenStage, Is.Not.Null);
        await farid.Send(page, "form[action*=Close]", ("Turn.Sure", "true"));
        Assert.That((await hub.Services.GetRequiredService<ProgrammeDirectory>().Find("resan-tva"))!.Stages.Select(stage => stage.State), Is.EqualTo(new[] { "closed" }));
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get("/p/resan-tva")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it is not public");
        Assert.That((await farid.Get("/p/resan-tva")).Text, Does.Contain("Resan två"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task An_address_is_taken_once()
    {
        using var farid = await hub.As(Cast.Farid);
        var taken = await farid.Send("/admin/start", "main form", ("Name", "En till"), ("Organisation", "Någon"), ("Slug", Cast.Programme));
        Assert.That(taken.Text, Does.Contain("redan startat"));
    }

    [Test]
    public async Task What_is_refused_stands_at_its_field_and_keeps_what_was_typed()
    {
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Send($"{Sown.Here}/admin/programme", "form[action*=Rules]", ("Rules.VotingDays", "400"));
        Assert.That(page.One("#Rules_VotingDays-error").TextContent, Does.Contain("90"));
        Assert.That(page.One("#Rules_VotingDays").GetAttribute("value"), Is.EqualTo("400"));
    }

    [Test]
    public async Task Where_votes_are_dosed_the_one_too_many_is_refused_with_the_number()
    {
        using var elin = await hub.As(Cast.Elin);
        var henrik = await hub.PersonCalled(Cast.Henrik);
        var open = await hub.OpenTo(Cast.Henrik);
        var spent = await hub.Views.Value<int>(
            "select count(*)::int from ballot b join initiative i using (initiative) where b.member = @henrik and b.stance = 'support' and i.stage = (select stage from initiative where number = @number and programme = i.programme)",
            new { henrik, number = open[0] });
        await elin.Send($"{Sown.Here}/admin/programme", "form[action*=Rules]", ("Rules.VotingDays", "21"), ("Rules.VoteBudget", $"{spent + 1}"));
        using var voter = await hub.As(Cast.Henrik);
        Assert.That((await voter.Send(Sown.Initiative(open[0]), "button[value=Support]")).Text, Does.Not.Contain("så många som går"));
        var refused = await voter.Send(Sown.Initiative(open[1]), "button[value=Support]");
        Assert.That(refused.Text, Does.Contain($"så många som går i den här etappen: {spent + 1}"));
        Assert.That((await voter.Send(Sown.Initiative(open[1]), "button[value=NotNow]")).Text, Does.Not.Contain("så många som går"), "a not now is free");
        await elin.Send($"{Sown.Here}/admin/programme", "form[action*=Rules]", ("Rules.VotingDays", "21"), ("Rules.VoteBudget", ""));
    }

    [TestCase(Cast.Elin, "/admin/start"), TestCase(Cast.Astrid, "/admin/start"), TestCase(Cast.Bo, $"{Sown.Here}/admin/programme")]
    public async Task Only_those_who_may_come_here(string name, string path)
    {
        using var visitor = await hub.As(name);
        Assert.That((await visitor.Get(path)).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }
}
