using Activation.Domain;
using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform;

/// <summary>What a member writes by, in one programme and under one command: the same for pages and for programs.</summary>
/// <param name="Now">With the programme's own offset.</param>
/// <param name="Command">Idempotency key: a repeat gets the first answer.</param>
public sealed record Hand(
    Streams Streams, ReadModels ReadModels, ProgrammeView Here, Actor Me, DateTimeOffset Now, Guid Command, CancellationToken Patience)
{
    /// <summary>How long somebody waits to see their own change.</summary>
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    Writer Writer => new(Here.Id, Me.Member, Now, Command);

    /// <summary>Decides, writes, and waits until the read models show it.</summary>
    public Task<Outcome> Decide<TState>(Stream<TState> stream, Func<TState, Actor, DateTimeOffset, Decision> decide) =>
        Shown(Streams.Decide(stream, Writer, state => decide(state, Me, Now), Patience));

    /// <summary>The same, in the light of another stream.</summary>
    public Task<Outcome> Decide<TState, TBeside>(
        Stream<TState> stream, Stream<TBeside> beside, Func<TState, TBeside, Actor, DateTimeOffset, Decision> decide) =>
        Shown(Streams.Decide(stream, beside, Writer, (state, other) => decide(state, other, Me, Now), Patience));

    public Task<TState> Read<TState>(Stream<TState> stream) => Streams.Read(stream);

    async Task<Outcome> Shown(Task<Outcome> deciding)
    {
        var outcome = await deciding;
        if (outcome is Done done) await Deadline.For(ReadModels.WaitFor(done.Position, OwnChange, Patience));
        return outcome;
    }
}
