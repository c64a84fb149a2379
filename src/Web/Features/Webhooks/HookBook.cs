using System.Text.Json;
using Activation.Web.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Features.Webhooks;

/// <summary>A webhook as it is kept.</summary>
/// <param name="Host">Of the address: all of it that is shown, since the rest may hold a secret of the receiver's.</param>
/// <param name="Position">Up to where in the log it was looked at for this one.</param>
/// <param name="StoppedAt">Nothing is sent since; null while it runs.</param>
/// <param name="Failures">One after the other, since something was taken.</param>
/// <param name="Waiting">How much is to be sent still.</param>
public sealed record HookRow(
    Guid Hook, Guid Programme, string Host, string[] Kinds, long Position, DateTimeOffset? StoppedAt, int Failures, DateTimeOffset? WaitUntil, DateTimeOffset MadeAt,
    int Waiting, DateTimeOffset? TakenAt);

/// <summary>What only the hub itself reads of it.</summary>
/// <param name="Old">A secret that signs beside the new one until <paramref name="OldUntil"/>, so that a receiver can change it in peace.</param>
/// <param name="By">What the renewal is known by: sent twice it is made once.</param>
public sealed record HookSeal(string Url, string Secret, string? Old = null, DateTimeOffset? OldUntil = null, Guid? By = null)
{
    static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    public IEnumerable<string> Secrets(DateTimeOffset now) => Old is not null && OldUntil > now ? [Secret, Old] : [Secret];

    public HookSeal Renewed(Guid by, DateTimeOffset now) => By == by ? this : new(Url, HookSignature.NewSecret(), Secret, now + Overlap, by);
}

/// <summary>Where a programme's webhooks are kept, sealed: their addresses and secrets open other people's doors.</summary>
public sealed class HookBook(Views views, IDataProtectionProvider protection)
{
    readonly IDataProtector seal = protection.CreateProtector("webhook");

    public static string Ddl => """
        create table if not exists hub.webhook (hook uuid primary key, programme uuid not null, host text not null, sealed bytea not null, kinds text[] not null,
          position bigint not null, stopped_at timestamptz, failures int not null default 0, wait_until timestamptz, made_at timestamptz not null);
        create index if not exists webhook_programme on hub.webhook (programme);
        """ + HookDeliveries.Ddl;

    const string Select = """
        select h.hook, h.programme, h.host, h.kinds, h.position, h.stopped_at, h.failures, h.wait_until, h.made_at,
               (select count(*)::int from hub.webhook_delivery d where d.hook = h.hook and d.state <> 'taken') as waiting,
               (select max(d.done_at) from hub.webhook_delivery d where d.hook = h.hook) as taken_at
          from hub.webhook h
        """;

    public Task<IReadOnlyList<HookRow>> Of(Guid programme) =>
        views.In(programme).Many<HookRow>($"{Select} where h.programme = @programme order by h.made_at, h.hook", new { programme });

    public Task<HookRow?> One(Guid programme, Guid hook) =>
        views.In(programme).One<HookRow>($"{Select} where h.programme = @programme and h.hook = @hook", new { programme, hook });

    /// <summary>Those that are to be told what came since; one whose receiver is far behind waits, so that what waits for it is bounded.</summary>
    public Task<IReadOnlyList<HookRow>> Behind(long head, int mostWaiting) => views.Everywhere.Many<HookRow>(
        $"select * from ({Select} where h.stopped_at is null and h.position < @head) q where waiting < @mostWaiting", new { head, mostWaiting });

    /// <summary>Keeps a new one, once; sent again it is the one that is there.</summary>
    public async Task<HookSeal> Add(Guid hook, Guid programme, Uri address, string[] kinds, long position, DateTimeOffset now)
    {
        var made = new HookSeal(address.AbsoluteUri, HookSignature.NewSecret());
        await views.Execute(
            "insert into hub.webhook (hook, programme, host, sealed, kinds, position, made_at) values (@hook, @programme, @Host, @content, @kinds, @position, @now) on conflict do nothing",
            new { hook, programme, address.Host, content = Sealed(made), kinds, position, now });
        return (await SealOf(hook))!;
    }

    /// <summary>Null when it is gone, or was sealed with keys that are.</summary>
    public async Task<HookSeal?> SealOf(Guid hook) => await Kept(hook) is { } kept ? Opened(kept) : null;

    /// <summary>A new secret under a key; the same key again is given the same secret, also when both came at once.</summary>
    /// <returns>Null when it is gone, or cannot be opened.</returns>
    public async Task<HookSeal?> Renew(Guid hook, Guid by, DateTimeOffset now)
    {
        while (await Kept(hook) is { } kept && Opened(kept) is { } before)
        {
            var renewed = before.Renewed(by, now);
            if (renewed == before) return before;
            // Only in the place of what was read: of two one is late, and finds what the other made.
            if (await views.Execute("update hub.webhook set sealed = @content where hook = @hook and sealed = @kept", new { hook, kept, content = Sealed(renewed) }) == 1) return renewed;
        }

        return null;
    }

    async Task<byte[]?> Kept(Guid hook) => await views.Everywhere.Value<byte[]?>("select sealed from hub.webhook where hook = @hook", new { hook });

    HookSeal? Opened(byte[] kept)
    {
        try
        {
            return JsonSerializer.Deserialize<HookSeal>(seal.Unprotect(kept));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public Task Change(Guid hook, HookSeal now, string host, string[] kinds) => views.Execute(
        "update hub.webhook set sealed = @content, host = @host, kinds = @kinds where hook = @hook", new { hook, content = Sealed(now), host, kinds });

    public Task Stop(Guid hook, DateTimeOffset now) =>
        views.Execute("update hub.webhook set stopped_at = @now where hook = @hook and stopped_at is null", new { hook, now });

    /// <summary>Goes on where it stopped: what waits is tried now, and what happened meanwhile follows.</summary>
    public Task Resume(Guid hook) => views.Execute(
        """
        with resumed as (update hub.webhook set stopped_at = null, failures = 0, wait_until = null where hook = @hook)
        update hub.webhook_delivery set attempts = 0, due_at = now() where hook = @hook and state = 'waiting'
        """,
        new { hook });

    public Task Remove(Guid hook) => views.Execute(
        "with gone as (delete from hub.webhook where hook = @hook) delete from hub.webhook_delivery where hook = @hook", new { hook });

    byte[] Sealed(HookSeal content) => seal.Protect(JsonSerializer.SerializeToUtf8Bytes(content));
}
