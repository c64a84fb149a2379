using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Points;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>Nobody's own word lifts a score: not that it is done, not that it is due another day, not that it was done long ago.</summary>
public sealed class OwnWordTests : KlippanTests
{
    [Test]
    public async Task A_date_that_is_moved_after_it_had_passed_takes_nothing_back()
    {
        var (before, beforeRates) = (await Doing(), await Completion());
        var deed = await Approved(daysAgo: 20);
        await deed.Add(new ActivityScheduled(deed.Initiative, deed.Id, "vi", Day(-10), "torget"), daysAgo: 19);
        var (late, lateRates) = (await Doing(), await Completion());
        Assert.That(late, Is.EqualTo((before.Due + 1, before.Done)), "late");
        Assert.That(lateRates.N, Is.EqualTo(beforeRates.N + 1));
        await deed.Add(new ActivityScheduled(deed.Initiative, deed.Id, "vi", Day(60), "torget"), daysAgo: 0);
        Assert.That(await Doing(), Is.EqualTo(late));
        Assert.That(await Completion(), Is.EqualTo(lateRates));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task It_is_done_when_another_than_its_owner_says_so_and_from_then_on()
    {
        var before = await Doing();
        var deed = await Approved(daysAgo: 20);
        await deed.Add(new ActivityScheduled(deed.Initiative, deed.Id, "vi", Day(-10), "torget"), daysAgo: 19);
        await deed.Add(new ActivityCarriedOut(deed.Initiative, deed.Id, Owner, Day(-11), 5, ""), daysAgo: 11);
        await deed.Rate(Owner, RaterPart.Owner, daysAgo: 9);
        Assert.That(await Doing(), Is.EqualTo((before.Due + 1, before.Done)), "the owner's word, and the owner's grade");
        await deed.Rate(Other, RaterPart.Coordinator, daysAgo: 3);
        Assert.That(await Doing(), Is.EqualTo((before.Due + 1, before.Done + 1)));
        Assert.That((await Doing(Day(-4))).Done, Is.EqualTo(await DoneWithout(Day(-4), deed)), "not before it was confirmed");
    }

    [TestCase(28, true), TestCase(29, false)]
    public async Task What_is_dated_back_earns_nothing_for_having_been_in_time_when_it_is_told_four_weeks_late(int daysLate, bool earns) =>
        Assert.That(await EarnsWhenTold(DeedProjection.ToldInTimeSince.AddDays(400), daysLate), Is.EqualTo(earns));

    [Test]
    public async Task What_was_told_before_that_rule_was_there_earned_what_it_earned() =>
        Assert.That(await EarnsWhenTold(DeedProjection.ToldInTimeSince.AddDays(-1), 29), Is.True);

    async Task<bool> EarnsWhenTold(DateTimeOffset told, int daysLate)
    {
        var (deed, due) = (await Approved(daysAgo: 50), DateOnly.FromDateTime(told.UtcDateTime).AddDays(-daysLate));
        await deed.At(told.AddDays(-daysLate - 5), new ActivityScheduled(deed.Initiative, deed.Id, "vi", due, "torget"));
        await deed.At(told.AddHours(9), new ActivityCarriedOut(deed.Initiative, deed.Id, Other, due, 5, ""));
        return await Hub.Views.Value<bool>("select exists (select from deed where activity = @Id and kind = 'completed' and member = @Owner)", new { deed.Id, Owner });
    }

    async Task<(int Due, int Done)> Doing(DateOnly? day = null)
    {
        await Hub.Settled();
        Reach.Into(Here.Id);
        var facts = (await Hub.Services.GetRequiredService<ScoresQuery>().On(Here, day ?? Day(0))).Rows.Single(row => row.Key == Klippan).Facts;
        return (facts.Due, facts.Done);
    }

    Task<int> DoneWithout(DateOnly day, Deed deed) => Hub.Views.Value<int>(
        """
        select count(*)::int from course c join activity a using (activity)
         where c.programme = @Id and c.municipality = 'klippan' and c.activity <> @deed and c.state = 'carried_out' and c.until > now() and a.confirmed_at < @end
           and c.carried_out_at < @end and c.due_on between @first and @day
        """,
        new { Here.Id, deed = deed.Id, end = Here.Ends(day), first = day.AddDays(1 - MunicipalityScore.WindowDays), day });

    async Task<Estimate> Completion()
    {
        Reach.Into(Here.Id);
        return (await Hub.Services.GetRequiredService<StageRates>().Now(Here, Here.OpenStage!, Day(0), Klippan)).Completion;
    }

    DateOnly Day(int daysOn) => Here.Today(DateTimeOffset.UtcNow).AddDays(daysOn);

    async Task<Deed> Approved(int daysAgo)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-daysAgo);
        var idea = await Propose(Owner, null, at: at);
        return new Deed(this, idea, await SayYes(idea, Owner, at: at));
    }

    /// <summary>What becomes of an activity after its yes.</summary>
    sealed class Deed(OwnWordTests log, Guid initiative, Guid activity)
    {
        int version = 4;

        public Guid Initiative => initiative;

        public Guid Id => activity;

        public Task Add(object @event, int daysAgo) => At(DateTimeOffset.UtcNow.AddDays(-daysAgo), @event);

        public async Task At(DateTimeOffset at, object @event)
        {
            await log.Append(StreamNames.Initiative(initiative).Name, version++, null, @event, at);
            await log.Hub.Settled();
        }

        public async Task Rate(Guid member, RaterPart part, int daysAgo)
        {
            await log.Append(StreamNames.Rating(activity, member).Name, 0, null, new OutcomeRated(initiative, activity, member, part, 4, null, null), DateTimeOffset.UtcNow.AddDays(-daysAgo));
            await log.Hub.Settled();
        }
    }
}
