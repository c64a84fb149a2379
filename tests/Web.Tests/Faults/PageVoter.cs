using System.Diagnostics;
using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Faults;

/// <summary>A member at a browser without script, who sends the same form again until it is answered.</summary>
sealed class PageVoter(Visitor visitor, Guid member, Open open, Ledger ledger) : IDisposable
{
    // A person is slower than a script, and the hub sees to it that they stay so.
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(600);
    static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(300);
    string? standing;

    public async Task Vote(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var stance = standing is null ? "Support" : null;
            var sheet = await Until(() => visitor.Get(Sown.Initiative(open.Number)));
            var (target, values) = Visitor.FormOf(sheet, stance is null ? "form[action*=Unvote]" : "button[value=Support]");
            var (tries, sentAt) = (0, default(DateTimeOffset));
            await Until(() =>
            {
                (tries, sentAt) = (tries + 1, DateTimeOffset.UtcNow);
                return visitor.Post(target, values);
            });
            ledger.Add(new Promise(member, open.Initiative, stance, null, tries, sentAt, DateTimeOffset.UtcNow));
            standing = stance;
            await Task.Delay(Breath, CancellationToken.None);
        }
    }

    public void Dispose() => visitor.Dispose();

    async Task<Sheet> Until(Func<Task<Sheet>> ask)
    {
        while (true)
        {
            var (sentAt, watch) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
            try
            {
                var sheet = await ask();
                ledger.Add(new Try(sentAt, watch.Elapsed, sheet.Status, sheet.Text));
                if (sheet.Status == HttpStatusCode.OK) return sheet;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                ledger.Add(new Try(sentAt, watch.Elapsed, null, e.Message));
            }

            await Task.Delay(BeforeRepeating);
        }
    }
}
