using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Live;

/// <summary>Every board at its own pace.</summary>
public sealed class PaceTests
{
    const string Slow = $"{Cast.Programme}/scores", Quick = $"{Cast.Programme}/moment";

    readonly Sketch sketch = new();
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(services =>
    {
        services.Remove(services.Single(service => service.ImplementationType == typeof(Features.Scores.ScoresBoard)));
        services.AddSingleton<IBoard>(sketch);
    });

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task One_that_is_long_in_the_drawing_keeps_no_other_waiting_and_then_shows_all_that_has_happened()
    {
        await using var screen = await Listener.Open(hub);
        await screen.Sync(Slow);
        await screen.Sync(Quick);
        sketch.Holds = new();

        foreach (var number in (await hub.OpenTo(Cast.Henrik)).Take(3))
        {
            await Vote(number);
            await screen.Next(Quick);
        }

        Assert.That((sketch.Drawn, screen.All.Any(frame => frame.Board == Slow)), Is.EqualTo((2, false)), "once for the screen, once for the votes");
        var last = hub.ReadModels.Position;
        sketch.Holds.SetResult("drawn");
        while ((await screen.Next(Slow)).Position < last)
        {
        }

        Assert.That(sketch.Drawn, Is.EqualTo(3), "one more for all that came while it was drawn");
    }

    async Task Vote(int number)
    {
        using var henrik = await hub.As(Cast.Henrik);
        await henrik.Send(Sown.Initiative(number), "button[value=Support]");
    }

    [Needs(Permission.Look)]
    sealed class Sketch : IBoard
    {
        public TaskCompletionSource<object>? Holds { get; set; }

        public int Drawn { get; private set; }

        public string Kind => "scores";

        public bool OfInitiative => false;

        public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

        public bool IsTouchedBy(Store.Recorded recorded) => true;

        public Task<object> State(Subject subject)
        {
            Drawn++;
            return Holds?.Task ?? Task.FromResult<object>("at once");
        }
    }
}
