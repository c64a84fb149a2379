using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Chronicle;

public sealed class SharedReadsTests
{
    const string Votes = "select count(*)::int as n from ballot where programme = @Id";

    TestHub hub;
    ProgrammeView here;
    SharedReads reads;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = await hub.Programme();
        reads = hub.Services.GetRequiredService<SharedReads>();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task However_many_ask_it_is_read_once()
    {
        const string sql = $"{Votes} and 1 = 1";
        var asked = await Asked(sql, () => Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => Count(reads.Deeds, sql)))));
        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public async Task A_vote_is_in_the_next_answer_about_anything_and_moves_no_figure_of_deeds()
    {
        var (anything, deeds) = (await Count(reads.Anything, Votes), await Count(reads.Deeds, Votes));
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]), "button[value=NotNow]");
        Assert.That(await Count(reads.Anything, Votes), Is.EqualTo(anything + 1));
        Assert.That(await Count(reads.Deeds, Votes), Is.EqualTo(deeds));
    }

    [Test]
    public async Task What_is_more_than_a_voice_is_in_the_next_answer_about_deeds()
    {
        const string sql = "select count(*)::int as n from initiative where programme = @Id";
        var before = await Count(reads.Deeds, sql);
        using var cilla = await hub.As(Cast.Cilla);
        await Proposal.Send(cilla, "Fler bänkar vid ån");
        Assert.That(await Count(reads.Deeds, sql), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task What_went_wrong_is_asked_again()
    {
        const string sql = "select 1 / 0 as n where @Id is not null";
        var asked = await Asked(sql, async () =>
        {
            for (var i = 0; i < 2; i++) await Assert.ThatAsync(() => Count(reads.Deeds, sql), Throws.Exception);
        });
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task An_error_that_nobody_waited_for_is_nobody_s_answer([Values] bool isBrokenOff)
    {
        var (read, reading, gone) = (new SharedRead(hub.Views), new TaskCompletionSource<string>(), new Gone());
        gone.Do(() => read.Of(here.Id, "how many", () => reading.Task));
        if (isBrokenOff) reading.SetCanceled();
        else reading.SetException(new IOException());
        await gone.Called;
        Assert.That(await read.Of(here.Id, "how many", () => Task.FromResult("eleven")), Is.EqualTo("eleven"));
    }

    [Test]
    public async Task However_many_look_at_the_scores_their_days_are_read_once()
    {
        await using var other = await TestHub.Sown();
        var scores = other.Services.GetRequiredService<ScoresQuery>();
        var there = await other.Programme();
        var asked = await Asked("from presence p", () => Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => scores.Of(there, DateTimeOffset.UtcNow)))));
        Assert.That(asked, Is.EqualTo(1));
    }

    async Task<int> Count(SharedRead read, string sql) => (await read.Many<Counted>(here.Id, sql, new { here.Id }))[0].N;

    /// <summary>How often a question reaches the tables meanwhile.</summary>
    static async Task<int> Asked(string sql, Func<Task> doing) => (await Questions.With(sql, doing)).Count;

    sealed record Counted(int N);

    /// <summary>Whoever asks something and is not there any more when the answer comes.</summary>
    sealed class Gone : SynchronizationContext
    {
        readonly TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Called => called.Task;

        public void Do<T>(Func<Task<T>> ask)
        {
            var here = Current;
            SetSynchronizationContext(this);
            _ = ask();
            SetSynchronizationContext(here);
        }

        public override void Post(SendOrPostCallback d, object? state) => called.SetResult();
    }
}
