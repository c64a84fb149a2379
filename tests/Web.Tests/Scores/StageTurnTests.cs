using Activation.Domain.Members;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.Scores;

/// <summary>A stage whose last day is over is closed by the clock, when the tables show all that is in the log.</summary>
public sealed class StageTurnTests
{
    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_closing_that_waits_for_the_tables_says_so_in_the_log_and_is_done_the_next_time()
    {
        using var lines = new LogLines();
        using var logs = LoggerFactory.Create(log => log.AddProvider(lines));
        var (services, here, member) = (hub.Services, await hub.Programme(), Guid.CreateVersion7());
        var turn = new StageTurn(
            hub.Streams, services.GetRequiredService<Views>(), services.GetRequiredService<ProgrammeDirectory>(), services.GetRequiredService<StageClosing>(),
            logs.CreateLogger<StageTurn>())
        {
            Patience = TimeSpan.FromMilliseconds(300),
        };
        var open = here.OpenStage!;
        var after = here.Ends(open.ToOn).AddHours(3);
        await using (var other = await hub.ReadModels.Pages.OpenConnectionAsync())
        await using (var held = await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync("lock table member in exclusive mode", transaction: held);
            await hub.Log.Append(new Append(
                Guid.CreateVersion7(), here.Id, null, StreamNames.Member(here.Id, member).Name, 0, DateTimeOffset.UtcNow, [new MemberEnrolled(member, "klippan", [Role.CoreTeam])]));
            await turn.Run(after, CancellationToken.None);
            await held.RollbackAsync();
        }

        Assert.That(lines.All, Has.Exactly(1).Contains($"Stage {open.Stage} of {here.Slug} is not closed yet"));
        await hub.Settled();
        Assert.That((await hub.Programme()).OpenStage?.Stage, Is.EqualTo(open.Stage), "what is in the log and not in the tables would be missing in it for ever");
        await turn.Run(after, CancellationToken.None);
        await hub.Settled();
        Assert.That((await hub.Programme()).Stages.Single(stage => stage.Stage == open.Stage).State, Is.EqualTo("closed"));
        Assert.That(lines.All, Has.Exactly(1).Contains($"of {here.Slug} is not closed yet"), "nothing is left to be said");
    }
}
