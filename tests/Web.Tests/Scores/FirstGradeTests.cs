using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>Of the grades of one rater the first counts, wherever it is counted when it was given; and none can be read as long as too few have rated.</summary>
public sealed class FirstGradeTests : KlippanTests
{
    [Test]
    public async Task It_took_as_long_to_an_outcome_as_until_enough_had_rated_first_and_an_old_grade_that_is_changed_is_no_later_one()
    {
        var done = DateTimeOffset.UtcNow.AddDays(-40);
        var (idea, deed) = await CarriedOut(done, stage: 3);
        var raters = await Raters();
        foreach (var (rater, days) in raters.Zip([1, 2, 3])) await Rate(idea, deed, rater, 4, done.AddDays(days));
        await Rate(idea, deed, raters[0], 5, done.AddDays(30), replaces: 4);
        await Hub.Settled();
        Reach.Into(Here.Id);
        var steps = await Hub.Services.GetRequiredService<StagePathways>().Of(Here, Here.Stages.Single(stage => stage.Stage == 3), Klippan, Here.Today(DateTimeOffset.UtcNow));
        Assert.That(steps.Single(step => step.Step == PathwayStep.Rated).MedianDays, Is.EqualTo(3).Within(1e-6));
    }

    [Test]
    public async Task A_grade_that_is_changed_is_not_rated_again()
    {
        var done = DateTimeOffset.UtcNow.AddDays(-9);
        var (idea, deed) = await CarriedOut(done, stage: 2);
        var rater = (await Raters())[0];
        await Rate(idea, deed, rater, 4, done.AddDays(1));
        await Rate(idea, deed, rater, 5, done.AddDays(2), replaces: 4);
        await Hub.Settled();
        Assert.That(await Hub.Views.Value<long>("select count(*) from deed where kind = 'rated' and member = @rater and activity = @deed", new { rater, deed }), Is.EqualTo(1));
    }

    [Test]
    public async Task A_grade_that_is_not_published_cannot_be_read_in_its_municipality_s_score_by_taking_the_others_away()
    {
        var done = DateTimeOffset.UtcNow.AddDays(-9);
        var (before, raters) = (await Outcome(), await Raters());
        var (idea, deed) = await CarriedOut(done, stage: 2);
        foreach (var rater in raters[..2])
        {
            await Rate(idea, deed, rater, 1, done.AddDays(1));
            Assert.That(await Outcome(), Is.EqualTo(before), "fewer than are published");
        }

        await Rate(idea, deed, raters[2], 1, done.AddDays(2));
        var after = await Outcome();
        Assert.That(after.N, Is.EqualTo(before.N + 3));
        Assert.That(after.Value, Is.LessThan(before.Value));
    }

    async Task<Estimate> Outcome() => (await Ranking()).Rows.Single(row => row.Key == Klippan).Score.Outcome;

    /// <summary>Something of Klippan that was carried out then.</summary>
    async Task<(Guid Idea, Guid Deed)> CarriedOut(DateTimeOffset at, int stage)
    {
        var (idea, deed, owner, by) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await Hub.PersonCalled(Cast.Henrik), await Hub.PersonCalled(Cast.Farid));
        object[] events =
        [
            new InitiativeProposed(idea, owner, Klippan, [], stage, "Idé", "Mer", [], [], [], at.AddDays(-10), null),
            new ActivityPlanned(idea, deed, owner, Klippan, Vague, owner), new ActivitySubmitted(idea, deed, 70),
            new ActivityApproved(idea, deed, by, null), new ActivityScheduled(idea, deed, "Fritid", Here.Today(at), "Klippan"), new ActivityCarriedOut(idea, deed, owner, Here.Today(at), 9, ""),
        ];
        foreach (var (version, @event) in events.Index()) await Append(StreamNames.Initiative(idea).Name, version, owner, @event, at.AddDays(Math.Min(0, version - events.Length + 1)));
        return (idea, deed);
    }

    async Task<Guid[]> Raters() => [await Hub.PersonCalled(Cast.Astrid), await Hub.PersonCalled(Cast.Bo), await Hub.PersonCalled(Cast.Cilla)];

    async Task Rate(Guid idea, Guid deed, Guid rater, int grade, DateTimeOffset at, int? replaces = null)
    {
        var stream = StreamNames.Rating(deed, rater).Name;
        await Append(stream, (await Hub.Log.ReadStream(stream)).Count, rater, new OutcomeRated(idea, deed, rater, RaterPart.Participant, grade, replaces, null), at);
    }
}
