using Activation.Domain.Initiatives;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

/// <summary>What a stage is closed with is frozen for good: everything that was acknowledged before belongs into it, however far the pages are.</summary>
public sealed class StageClosingTests
{
    const string Page = $"{Sown.Here}/admin/programme";

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase(true), TestCase(false)]
    public async Task A_yes_that_the_pages_do_not_show_yet_is_in_the_figures_or_the_stage_stays_open(bool byHand)
    {
        var here = await hub.Programme();
        var (stage, today) = (here.OpenStage!, here.Today(DateTimeOffset.UtcNow));
        Reach.Into(here.Id);
        var before = (await hub.Services.GetRequiredService<StageRates>().Now(here, stage, today)).Feasibility.N;
        using var elin = await hub.As(Cast.Elin);
        var form = await elin.Get(Page);
        await using (var other = await hub.ReadModels.Pages.OpenConnectionAsync())
        await using (var held = await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync("select from pages.checkpoint for update", transaction: held);
            await Approve(here);
            var refused = await elin.Send(form, "form[action*=Close]", ("Turn.Sure", "true"));
            Assert.That(refused.One("#Turn_Sure-error").TextContent, Does.Contain("Etappen är fortfarande öppen"));
            Assert.That(await hub.Services.GetRequiredService<StageClosing>().Figures(here, stage.Stage, today, TimeSpan.FromMilliseconds(50)), Is.Null, "the clock waits by the same");
            Assert.That(await Closed(here, stage), Is.Empty);
            await held.RollbackAsync();
        }

        await hub.Settled();
        if (byHand) await elin.Send(Page, "form[action*=Close]", ("Turn.Sure", "true"));
        else await ActivatorUtilities.CreateInstance<StageTurn>(hub.Services).Run(DateTimeOffset.UtcNow.AddDays(stage.ToOn.DayNumber - today.DayNumber + 1), CancellationToken.None);
        Assert.That((await Closed(here, stage)).Single().Figures.Feasibility.N, Is.EqualTo(before + 1));
    }

    async Task Approve(ProgrammeView here)
    {
        var waiting = (await hub.Views.One<Waiting>(
            """
            select a.activity, a.initiative, m.member as by from activity a join initiative i using (initiative)
              join member m on m.programme = a.programme and m.municipality = a.municipality and 'coordinator' = any(m.roles) and m.member <> a.owner
             where a.programme = @Id and a.state = 'submitted' and a.first_decided_at is null and i.stage = 2 order by a.activity limit 1
            """,
            new { here.Id }))!;
        var stream = StreamNames.Initiative(waiting.Initiative).Name;
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, waiting.By, stream, (await hub.Log.ReadStream(stream)).Count, DateTimeOffset.UtcNow,
            [new ActivityApproved(waiting.Initiative, waiting.Activity, waiting.By, null)]));
    }

    async Task<IReadOnlyList<StageClosed>> Closed(ProgrammeView here, StageRow stage) =>
        [.. (await hub.Log.ReadStream(StreamNames.Programme(here.Id).Name)).Select(recorded => recorded.Data).OfType<StageClosed>().Where(closed => closed.Stage == stage.Stage)];

    sealed record Waiting(Guid Activity, Guid Initiative, Guid By);
}
