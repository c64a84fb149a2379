using System.Net.Mail;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Activation.Web.Platform.Mail;

/// <summary>Wakes the postman when a letter was taken.</summary>
public sealed class PostBell
{
    // Holds one: a second ring before the first is heard says nothing new.
    readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Returns when it rings, or when the wait is over: another node's letters and those that are tried again ring here no bell.</summary>
    public async Task Heard(TimeSpan wait, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(wait);
        try
        {
            await rung.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
        }
    }
}

/// <summary>Carries the letters that wait, a few at a time, and tries again what was not taken.</summary>
public sealed class Postman(Outbox outbox, ICarrier carrier, PostBell bell, ILogger<Postman> logger) : BackgroundService
{
    /// <summary>One letter that a server thinks about for long does not hold up the next.</summary>
    const int Carriers = 4;

    static readonly TimeSpan Round = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromHours(4);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Carriers).Select(_ => CarryOn(stoppingToken)));

    async Task CarryOn(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            try
            {
                while (await outbox.Take() is { } waiting) await Carry(waiting, stopping);
                await bell.Heard(Round, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(e, "Letters wait");
                await Task.Delay(Round, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    async Task Carry(Waiting waiting, CancellationToken stopping)
    {
        try
        {
            if (waiting.Mail.To is not null) await carrier.Carry(waiting.Mail, stopping);
            await outbox.Left(waiting.Letter);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // Who it is to is not for the log, and servers repeat the address in what they answer: only what kind of answer it was.
            logger.LogWarning("Letter {Letter} was not taken, for the {Attempts}. time: {Fault}", waiting.Letter, waiting.Attempts, Fault(e));
            if (waiting.Attempts >= Outbox.Attempts) await outbox.Left(waiting.Letter);
            else await outbox.Later(waiting.Letter, Wait(waiting.Attempts));
        }
    }

    public static string Fault(Exception e) => e is SmtpException smtp ? $"{e.GetType().Name} {smtp.StatusCode}" : e.GetType().Name;

    // Not all at once when the server is back.
    static TimeSpan Wait(int attempts)
    {
        var minutes = Math.Min(Math.Pow(2, attempts - 1), LongestWait.TotalMinutes);
        return TimeSpan.FromSeconds(minutes * RandomNumberGenerator.GetInt32(45, 75));
    }
}
