namespace Activation.Store.Tests.Followers;

/// <summary>A log at whose positions there is something only now and then.</summary>
sealed class Holed(IEventStore own) : IEventStore
{
    /// <summary>From one event to the next.</summary>
    public const int Step = 7;

    public async Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) =>
        await own.Append(append, deadline) switch
        {
            Appended one => one with { Position = one.Position * Step },
            var other => other,
        };

    public async Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default) =>
        [.. (await own.ReadStreams(parts, cancellationToken)).Select(Apart)];

    public async Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default) =>
        Apart(await own.ReadLog(afterPosition / Step, limit, cancellationToken));

    public async Task<long> Head(CancellationToken cancellationToken = default) => await own.Head(cancellationToken) * Step;

    public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => own.WaitForMore(afterPosition / Step, cancellationToken);

    public async Task<long> Mask(string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default) =>
        await own.Mask(stream, version, fields, actor, at, deadline) * Step;

    static IReadOnlyList<Recorded> Apart(IReadOnlyList<Recorded> events) => [.. events.Select(one => one with { Position = one.Position * Step })];
}
