using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Chronicle;

/// <summary>The log as it was before an instant or up to a position: nothing that came later is in it.</summary>
sealed class CutLog(IEventStore log, Func<Recorded, bool> isEarlier) : IEventStore
{
    public CutLog(IEventStore log, DateTimeOffset end) : this(log, recorded => recorded.At < end)
    {
    }

    const int Page = 5000;

    public async Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default)
    {
        for (var position = afterPosition; await log.ReadLog(position, Page, cancellationToken) is { Count: > 0 } page; position = page[^1].Position)
            if (page.Where(isEarlier).Take(limit).ToList() is { Count: > 0 } earlier) return earlier;
        return [];
    }

    public async Task<long> Head(CancellationToken cancellationToken = default)
    {
        var head = 0L;
        while (await ReadLog(head, Page, cancellationToken) is { Count: > 0 } page) head = page[^1].Position;
        return head;
    }

    public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => Task.Delay(Timeout.Infinite, cancellationToken);

    public Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<long> Mask(string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default) =>
        throw new NotSupportedException();
}

/// <summary>All read models, made of the log as it was at the end of a day: the hub of that evening.</summary>
sealed class Evening : IAsyncDisposable
{
    readonly ReadModels readModels;

    Evening(ReadModels readModels, ProgrammeView here, Views views) => (this.readModels, Here, Views) = (readModels, here, views);

    public ProgrammeView Here { get; }

    public Views Views { get; }

    public ReadModels ReadModels => readModels;

    public static Task<Evening> Of(TestHub hub, DateTimeOffset end) => Of(hub, new CutLog(hub.Log, end), $"evening_{end:yyyyMMdd}");

    /// <summary>The hub of the moment in which that was the newest event.</summary>
    public static Task<Evening> At(TestHub hub, long position) =>
        Of(hub, new CutLog(hub.Log, recorded => recorded.Position <= position), $"evening_at_{position}");

    static async Task<Evening> Of(TestHub hub, CutLog log, string schema)
    {
        var evening = new ReadModels(hub.Database, log, Listeners.Projections, schema);
        await evening.Start();
        Assert.That(await evening.WaitFor(await log.Head(), TimeSpan.FromSeconds(60)), Is.True, "the evening was not reached");
        var views = new Views(evening).Everywhere;
        var here = await new ProgrammeDirectory(views, evening).Find(Cast.Programme);
        return new Evening(evening, here!, views);
    }

    public async ValueTask DisposeAsync() => await readModels.DisposeAsync();
}
