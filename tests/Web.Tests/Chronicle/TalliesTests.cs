using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Chronicle;

/// <summary>What a deed costs does not grow with what was done before it: of what is counted, only what has moved is read again.</summary>
public sealed class TalliesTests
{
    const string Some = "any(@which)";

    TestHub hub;
    ProgrammeView here;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = await hub.Programme();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task After_a_vote_scores_are_read_of_what_was_voted_on_alone()
    {
        var scores = hub.Services.GetRequiredService<ScoresQuery>();
        await scores.Of(here, DateTimeOffset.UtcNow);
        using var astrid = await hub.As(Cast.Astrid);
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        await astrid.Send(Sown.Initiative(number), "button[value=Support]");
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where number = @number", new { number });
        Assert.That(await Questions.Which("from own", () => scores.Of(here, DateTimeOffset.UtcNow)), Is.EqualTo(new[] { new[] { initiative } }));
    }

    [Test]
    public async Task After_a_vote_it_is_read_of_the_voter_alone_who_is_active()
    {
        var scores = hub.Services.GetRequiredService<ScoresQuery>();
        await scores.Of(here, DateTimeOffset.UtcNow);
        using var henrik = await hub.As(Cast.Henrik);
        await henrik.Send(Sown.Initiative((await hub.OpenTo(Cast.Henrik))[0]), "button[value=Support]");
        Assert.That(
            await Questions.Which("from presence p", () => scores.Of(here, DateTimeOffset.UtcNow)), Is.EqualTo(new[] { new[] { await hub.PersonCalled(Cast.Henrik) } }));
    }

    [Test]
    public async Task What_did_not_move_is_not_read_at_all()
    {
        var goals = hub.Services.GetRequiredService<GoalPlan>();
        await goals.WithoutMetric(here, Today);
        using var voter = await hub.As(Cast.Cilla);
        await voter.Send(Sown.Initiative((await hub.OpenTo(Cast.Cilla))[0]), "button[value=Support]");
        Assert.That(await Questions.With("select initiative, metrics from standing", () => goals.WithoutMetric(here, Today)), Is.Empty, "a vote serves no metric");
    }

    [Test]
    public async Task A_new_initiative_is_in_the_next_answer_and_nothing_else_is_read_for_it()
    {
        var goals = hub.Services.GetRequiredService<GoalPlan>();
        var before = await goals.WithoutMetric(here, Today);
        using var cilla = await hub.As(Cast.Cilla);
        await Proposal.Send(cilla, "Fler bänkar vid ån");
        var after = 0;
        var read = await Questions.With("select initiative, metrics from standing", async () => after = await goals.WithoutMetric(here, Today));
        Assert.That(after, Is.EqualTo(before + 1));
        Assert.That(read, Has.Count.EqualTo(1).And.All.Contain(Some));
    }

    [Test]
    public async Task A_day_before_the_newest_leaves_what_is_kept_of_it_alone()
    {
        var ladder = hub.Services.GetRequiredService<LadderQuery>();
        var first = await ladder.Counts(here, Today);
        await ladder.Counts(here, Today.AddDays(-30));
        Assert.That(await Questions.With("from membership m", () => ladder.Counts(here, Today)), Is.Empty);
        Assert.That(first, Is.Not.Empty);
    }

    [Test]
    public async Task A_day_that_is_over_is_not_read_again_for_what_happens_after_it()
    {
        var ladder = hub.Services.GetRequiredService<LadderQuery>();
        await ladder.Counts(here, Today);
        var before = await ladder.Counts(here, Today.AddDays(-20));
        using var astrid = await hub.As(Cast.Astrid);
        await Proposal.Send(astrid, "Fler bänkar på torget");
        Assert.That(await Questions.With("from membership m", () => ladder.Counts(here, Today)), Has.Count.EqualTo(1), "today is");
        Assert.That(await Questions.With("from membership m", () => ladder.Counts(here, Today.AddDays(-20))), Is.Empty);
        Assert.That(before, Is.Not.Empty);
    }

    [Test]
    public async Task A_day_that_is_over_is_read_again_for_what_is_told_of_it_late()
    {
        var goals = hub.Services.GetRequiredService<GoalPlan>();
        await goals.WithoutMetric(here, Today);
        var before = await goals.WithoutMetric(here, Today.AddDays(-10));
        var (initiative, proposer) = (Guid.CreateVersion7(), await hub.PersonCalled(Cast.Astrid));
        var told = new InitiativeProposed(
            initiative, proposer, here.Municipalities[0].Municipality, [], 1, "Bänkar vid bryggan", "Fler ställen att sitta på.", [], [], [], DateTimeOffset.UtcNow.AddDays(1), null);
        var late = new Append(Guid.CreateVersion7(), here.Id, proposer, StreamNames.Initiative(initiative).Name, 0, DateTimeOffset.UtcNow.AddDays(-12), [told]);
        var done = (Appended)await hub.Log.Append(late);
        await hub.ReadModels.WaitFor(done.Position, TimeSpan.FromSeconds(20));
        Assert.That(await goals.WithoutMetric(here, Today.AddDays(-10)), Is.EqualTo(before + 1));
    }

    DateOnly Today => here.Today(DateTimeOffset.UtcNow);
}
