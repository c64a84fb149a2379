using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Demo;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;
using Activation.Web.Platform.Seeding;
using Npgsql;

namespace Activation.Web.Platform.Hosting;

/// <summary>Before the first page answers: tables are there, the log is written to and followed, and an empty demo has its people.</summary>
public sealed class StoreLife(
    IStoreEngine store, ReadModels readModels, NpgsqlDataSource database, HubSettings settings, Sower sower, Sowings sowings,
    ProgrammeDirectory programmes, DemoTokens demoTokens, ILogger<StoreLife> logger)
    : IHostedService
{
    static readonly TimeSpan Catching = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is kept beside the log and its read models.</summary>
    static string Ddl => PeopleDirectory.Ddl + KeyRing.Ddl + Drafts.Ddl + Tokens.Ddl + Repeats.Ddl + Sowings.Ddl + Outbox.Ddl + Identities.Ddl + Inviting.Ddl + InvitationDose.Ddl + DeedLinks.Ddl + Features.Baseline.Answers.Ddl + Features.Baseline.AskAll.Ddl + SecurityLog.Ddl + CameBy.Ddl + HookBook.Ddl + Erasures.Ddl + NudgeTables.Ddl
        + RetentionRuns.Ddl + ConsentLinks.Ddl + Features.Admin.Rules.Previews.Ddl + PictureStore.Ddl + Features.Stories.SharePictures.Ddl + WorkingTexts.Ddl + NamedPeople.Ddl + WalkGuests.Ddl + WorkShelf.Ddl;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // First of all: a database whose log is another engine's is refused before anything is changed in it.
        await store.Start(cancellationToken);
        await using (var command = database.CreateCommand(Ddl)) await command.ExecuteNonQueryAsync(cancellationToken);
        await readModels.Start(cancellationToken);
        // Without the second lock a forgotten condition would show one programme to another: nobody from outside is let in then.
        if (settings.Public is not null && readModels.LockWants is { } wanted)
            throw new InvalidOperationException($"Row-level security is off, and --public serves only with it. An administrator of the database can run: {wanted}");
        await readModels.Ready.WaitAsync(cancellationToken);
        await using (var command = database.CreateCommand(HubLocks.Ddl)) await command.ExecuteNonQueryAsync(cancellationToken);
        if (settings.Seed is { } folder && (await store.Head(cancellationToken) == 0 || await sowings.WasCutOff())) await Sow(folder, cancellationToken);
        if (settings.Demo) await demoTokens.Write(cancellationToken);
    }

    async Task Sow(string folder, CancellationToken cancellationToken)
    {
        logger.LogInformation("Sowing {Folder}", folder);
        await sower.Sow(folder, DateTimeOffset.UtcNow, cancellationToken);
        await readModels.WaitFor(await store.Head(cancellationToken), Catching, cancellationToken);
        await Analyze(cancellationToken);
        programmes.Forget();
    }

    /// <summary>A whole history came at once, and the database looks at new tables about once a minute: until then the thirteen weeks of scores take it many times as long.</summary>
    async Task Analyze(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("analyze");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
