using System.Diagnostics;
using Activation.Web.Platform;
using Microsoft.AspNetCore.Http;

namespace Activation.Web.Tests.Hosting;

/// <summary>How long a request waits for the database.</summary>
public sealed class DeadlineTests
{
    const int Many = 40;
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    [Test]
    public Task Answers_that_are_waited_for_at_once_are_one_wait() => Within(async () =>
    {
        // Each on its own they would be twice as long as anybody waits.
        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Deadline.For(Late())));
        Assert.That(await Deadline.For(Late()), Is.True);
    });

    [Test]
    public Task Waits_one_after_the_other_add_up_and_then_it_is_told_at_once() => Within(async () =>
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < 5; i++) await Deadline.For(Late());
        Assert.That(async () => await Deadline.For(Never), Throws.TypeOf<EnoughWaitedException>());
        Assert.That(Stopwatch.GetElapsedTime(begun), Is.InRange(TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(4.7)));
        var over = Stopwatch.GetTimestamp();
        Assert.That(async () => await Deadline.For(Never), Throws.TypeOf<EnoughWaitedException>());
        Assert.That(Stopwatch.GetElapsedTime(over), Is.LessThan(TimeSpan.FromSeconds(2)));
    });

    [Test]
    public async Task Whoever_is_no_request_waits_as_long_as_it_takes() => Assert.That(await Deadline.For(Late()), Is.True);

    static Task<bool> Never => new TaskCompletionSource<bool>().Task;

    static async Task<bool> Late()
    {
        await Task.Delay(Moment);
        return true;
    }

    static Task Within(Func<Task> act) => Deadline.Begin(new DefaultHttpContext(), _ => act());
}
