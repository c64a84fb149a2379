using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>Nobody's own word lifts a score: not that it is done, not that it is due another day, not that it was done long ago.</summary>
public sealed class OwnWordTests
{
    const string Klippan = "klippan";

    TestHub hub = null!;
    ProgrammeView here = null!;
    Guid owner, other;

    [SetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        (owner, other) = (await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Bo));
    }

    [TearDown]
    public async Task Close() => await hub.DisposeAsync();

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
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task It_is_done_when_another_than_its_owner_says_so_and_from_then_on()
    {
        var before = await Doing();
        var deed = await Approved(daysAgo: 20);
        await deed.Add(new ActivityScheduled(deed.Initiative, deed.Id, "vi", Day(-10), "torget"), daysAgo: 19);
        await deed.Add(new ActivityCarriedOut(deed.Initiative, deed.Id, owner, Day(-11), 5, ""), daysAgo: 11);
        await deed.Rate(owner, RaterPart.Owner, daysAgo: 9);
        Assert.That(await Doing(), Is.EqualTo((before.Due + 1, before.Done)), "the owner's word, and the owner's grade");
        await deed.Rate(other, RaterPart.Coordinator, daysAgo: 3);
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
        await deed.At(told.AddHours(9), new ActivityCarriedOut(deed.Initiative, deed.Id, other, due, 5, ""));
        return await hub.Views.Value<bool>("select exists (select from deed where activity = @Id and kind = 'completed' and member = @owner)", new { deed.Id, owner });
    }

    async Task<(int Due, int Done)> Doing(DateOnly? day = null)
    {
        await hub.Settled();
        Reach.Into(here.Id);
        var facts = (await hub.Services.GetRequiredService<ScoresQuery>().On(here, day ?? Day(0))).Rows.Single(row => row.Key == Klippan).Facts;
        return (facts.Due, facts.Done);
    }

    Task<int> DoneWithout(DateOnly day, Deed deed) => hub.Views.Value<int>(
        """
        select count(*)::int from course c join activity a using (activity)
         where c.programme = @Id and c.municipality = 'klippan' and c.activity <> @deed and c.state = 'carried_out' and c.until > now() and a.confirmed_at < @end
           and c.carried_out_at < @end and c.due_on between @first and @day
        """,
        new { here.Id, deed = deed.Id, end = here.Ends(day), first = day.AddDays(1 - MunicipalityScore.WindowDays), day });

    async Task<Estimate> Completion()
    {
        Reach.Into(here.Id);
        return (await hub.Services.GetRequiredService<StageRates>().Now(here, here.OpenStage!, Day(0), Klippan)).Completion;
    }

    DateOnly Day(int daysOn) => here.Today(DateTimeOffset.UtcNow).AddDays(daysOn);

    async Task<Deed> Approved(int daysAgo)
    {
        var deed = new Deed(hub, here.Id, Guid.CreateVersion7(), Guid.CreateVersion7());
        await deed.Add(new InitiativeProposed(deed.Initiative, owner, Klippan, [], 2, "Idé", "Mer", [], [], [], DateTimeOffset.UtcNow, null), daysAgo);
        await deed.Add(new ActivityPlanned(deed.Initiative, deed.Id, owner, Klippan, new("Gör", "", "", "", null, "", "", null, "", "", ""), owner), daysAgo);
        await deed.Add(new ActivitySubmitted(deed.Initiative, deed.Id, 70), daysAgo);
        await deed.Add(new ActivityApproved(deed.Initiative, deed.Id, other, null), daysAgo);
        return deed;
    }

    sealed class Deed(TestHub hub, Guid programme, Guid initiative, Guid activity)
    {
        int version;

        public Guid Initiative => initiative;

        public Guid Id => activity;

        public Task Add(object @event, int daysAgo) => At(DateTimeOffset.UtcNow.AddDays(-daysAgo), @event);

        public Task At(DateTimeOffset at, object @event) => Append(StreamNames.Initiative(initiative).Name, version++, @event, at);

        public Task Rate(Guid member, RaterPart part, int daysAgo) => Append(
            StreamNames.Rating(activity, member).Name, 0, new OutcomeRated(initiative, activity, member, part, 4, null, null), DateTimeOffset.UtcNow.AddDays(-daysAgo));

        async Task Append(string stream, int place, object @event, DateTimeOffset at)
        {
            await hub.Log.Append(new Append(Guid.CreateVersion7(), programme, null, stream, place, at, [@event]));
            await hub.Settled();
        }
    }
}
