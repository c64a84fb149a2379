using Activation.Store;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Live;

/// <summary>What a live board names as its need is asked when somebody joins, and one that names nothing is shut.</summary>
public sealed class BoardNeedsTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(services => services.AddSingleton<IBoard>(new Silent()).AddSingleton<IBoard>(new Leading()));

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_board_that_names_no_need_is_joined_by_nobody()
    {
        foreach (var name in new[] { null, Cast.Astrid, Cast.Elin, Cast.Farid })
        {
            await using var screen = await Listener.Open(hub, name);
            Assert.That(await screen.Sync($"{Cast.Programme}/silent"), Is.Null, name);
            Assert.That(await screen.Sync($"{Cast.Programme}/moment"), Is.Not.Null, name);
        }

        Assert.That(hub.Services.GetRequiredService<Watchers>().Where(seat => seat.Watched.Board.Board is Silent), Is.Empty);
    }

    [TestCase(null, false)]
    [TestCase(Cast.Astrid, false)]
    [TestCase(Cast.Bo, false)]
    [TestCase(Cast.Elin, true)]
    public async Task Who_lacks_what_a_board_names_is_not_let_in_where_everybody_may_look(string? name, bool leads)
    {
        await using var screen = await Listener.Open(hub, name);
        Assert.That(await screen.Sync($"{Cast.Programme}/leading"), leads ? Is.Not.Null : Is.Null);
    }

    class Silent : IBoard
    {
        public virtual string Kind => "silent";

        public bool OfInitiative => false;

        public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

        public bool IsTouchedBy(Recorded recorded) => false;

        public Task<object> State(Subject subject) => Task.FromResult<object>("");
    }

    [Needs(Permission.Lead)]
    sealed class Leading : Silent
    {
        public override string Kind => "leading";
    }
}
