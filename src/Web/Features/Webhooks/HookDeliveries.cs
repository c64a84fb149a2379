using System.Security.Cryptography;
using Activation.Store;
using Activation.Web.Platform;

namespace Activation.Web.Features.Webhooks;

/// <summary>Something that a receiver is told.</summary>
/// <param name="Delivery">The same however often it is sent: by it a receiver knows what it has already.</param>
/// <param name="State">waiting, sending or taken.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Status">The last answer; null when there was none.</param>
/// <param name="Error">Of <see cref="HookFaults"/>; null when nothing is wrong.</param>
public sealed record DeliveryRow(
    Guid Delivery, Guid Hook, long? Position, string Kind, string State, DateTimeOffset DueAt, int Attempts, int? Status, string? Error, DateTimeOffset MadeAt, DateTimeOffset? DoneAt);

/// <summary>One that somebody has taken to send it.</summary>
/// <param name="Attempts">This one included.</param>
public sealed record Outgoing(Guid Delivery, Guid Hook, Guid Programme, string Kind, string Body, int Attempts);

/// <summary>What is to be sent, and what became of it. Nothing is lost, and nothing is sent by two at once; what was sent when a hub fell comes again.</summary>
public sealed class HookDeliveries(Views views)
{
    /// <summary>About two days: ten seconds, half a minute, a minute and a half, up to six hours.</summary>
    public const int Attempts = 15;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10), LongestWait = TimeSpan.FromHours(6);

    /// <summary>How long somebody who took one may be silent before another takes it; longer than any answer is waited for.</summary>
    const string Lease = "1 minute";

    public static string Ddl => """
        create table if not exists hub.webhook_delivery (delivery uuid primary key, hook uuid not null, programme uuid not null, position bigint, kind text not null,
          body text not null, state text not null, due_at timestamptz not null, attempts int not null default 0, status int, error text,
          made_at timestamptz not null, done_at timestamptz, unique (hook, position));
        create index if not exists webhook_delivery_due on hub.webhook_delivery (hook, due_at) where state <> 'taken';
        """;

    /// <summary>Puts down what is to be told up to a position, and moves there in the same statement: of two who do so at once, one does.</summary>
    public Task Add(HookRow hook, long reached, IReadOnlyList<(Guid Delivery, Recorded Recorded, string Body)> told, DateTimeOffset now) => views.Execute(
        """
        with moved as (update hub.webhook set position = @reached where hook = @Hook and position = @Position and stopped_at is null returning hook)
        insert into hub.webhook_delivery (delivery, hook, programme, position, kind, body, state, due_at, made_at)
        select t.delivery, @Hook, @Programme, t.position, t.kind, t.body, 'waiting', @now, @now
          from unnest(@ids, @positions, @kinds, @bodies) t (delivery, position, kind, body) where exists (select from moved)
        on conflict do nothing
        """,
        new
        {
            hook.Hook, hook.Programme, hook.Position, reached, now, ids = told.Select(one => one.Delivery).ToArray(), positions = told.Select(one => one.Recorded.Position).ToArray(),
            kinds = told.Select(one => one.Recorded.Type).ToArray(), bodies = told.Select(one => one.Body).ToArray(),
        });

    /// <summary>Something to try the receiver with.</summary>
    public Task AddTest(Guid delivery, HookRow hook, string body, DateTimeOffset now) => views.Execute(
        "insert into hub.webhook_delivery (delivery, hook, programme, kind, body, state, due_at, made_at) values (@delivery, @Hook, @Programme, 'test', @body, 'waiting', @now, @now) on conflict do nothing",
        new { delivery, hook.Hook, hook.Programme, body, now });

    /// <summary>Sends it once more, whatever became of it, under the same number.</summary>
    public Task Again(Guid hook, Guid delivery) => views.Execute(
        """
        with due as (update hub.webhook set wait_until = null where hook = @hook)
        update hub.webhook_delivery set state = 'waiting', due_at = now(), attempts = 0, done_at = null where delivery = @delivery and hook = @hook and state <> 'sending'
        """,
        new { hook, delivery });

    /// <summary>The newest first; what waits before what was taken.</summary>
    public Task<IReadOnlyList<DeliveryRow>> Latest(HookRow hook, int count) => views.In(hook.Programme).Many<DeliveryRow>(
        """
        select delivery, hook, position, kind, state, due_at, attempts, status, error, made_at, done_at from hub.webhook_delivery
         where programme = @Programme and hook = @Hook order by made_at desc, position desc nulls first limit @count
        """,
        new { hook.Programme, hook.Hook, count });

    /// <summary>Takes the next one for a receiver to whom nothing is on its way; null when none is due. In the order of the log, as far as a receiver takes them.</summary>
    public Task<Outgoing?> Take() => views.Change<Outgoing>(
        $"""
        update hub.webhook_delivery set state = 'sending', due_at = now() + interval '{Lease}', attempts = attempts + 1
         where delivery = (select d.delivery from hub.webhook_delivery d join hub.webhook h using (hook)
                            where d.state <> 'taken' and d.due_at <= now() and h.stopped_at is null and (h.wait_until is null or h.wait_until <= now())
                              and not exists (select from hub.webhook_delivery o where o.hook = d.hook and o.state = 'sending' and o.due_at > now())
                            order by d.position nulls first, d.made_at limit 1 for update of d skip locked)
        returning delivery, hook, programme, kind, body, attempts
        """);

    public Task Taken(Outgoing one, Reply reply) => views.Execute(
        """
        with well as (update hub.webhook set failures = 0, wait_until = null where hook = @Hook)
        update hub.webhook_delivery set state = 'taken', status = @Status, error = null, done_at = now() where delivery = @Delivery
        """,
        new { one.Hook, one.Delivery, reply.Status });

    /// <summary>A receiver that is not there is left alone for as long as what it did not take.</summary>
    public Task Failed(Outgoing one, Reply reply)
    {
        var seconds = WaitAfter(one.Attempts).TotalSeconds;
        return views.Execute(
            """
            with unwell as (update hub.webhook set failures = failures + 1, wait_until = case when @IsAway then now() + make_interval(secs => @seconds) end where hook = @Hook)
            update hub.webhook_delivery set state = 'waiting', due_at = now() + make_interval(secs => @seconds), status = @Status, error = @Fault where delivery = @Delivery
            """,
            new { one.Hook, one.Delivery, reply.Status, reply.Fault, reply.IsAway, seconds });
    }

    /// <summary>What was taken long ago.</summary>
    public Task Forget(DateTimeOffset before) => views.Execute("delete from hub.webhook_delivery where state = 'taken' and done_at < @before", new { before });

    // Not all at once when the receiver is back.
    static TimeSpan WaitAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(FirstWait.TotalSeconds * Math.Pow(3, attempts - 1), LongestWait.TotalSeconds) * RandomNumberGenerator.GetInt32(90, 111) / 100);
}
