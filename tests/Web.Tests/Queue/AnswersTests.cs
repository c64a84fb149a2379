using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Queue;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;
using Activation.Web.Tests.Chronicle;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Queue;

/// <summary>What was answered is carried on from one answer to the next, and is what it would be if all were counted anew.</summary>
public sealed class AnswersTests
{
    const string Page = $"/p/{Cast.Programme}/queue";

    static readonly string[] Astorp = ["astorp"], Bjuv = ["bjuv"], Both = ["klippan", "bjuv"];

    static readonly DateTimeOffset AnyDay = DateTimeOffset.UtcNow.AddDays(-90);

    TestHub hub;
    ProgrammeView here;
    QueueList queue;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        (here, queue) = (await hub.Programme(), hub.Services.GetRequiredService<QueueList>());
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Whatever_is_answered_sent_again_or_given_up_it_is_as_if_counted_anew([Values(1, 2, 3)] int seed)
    {
        var (random, told) = (new Random(seed), new HashSet<AnswerCounts>());
        Plan[] plans = [await Planned("bjuv", 2), await Planned("bjuv", 1), await Planned("klippan", 2)];
        for (var step = 1; step <= 40; step++)
        {
            await Happens(AnyDay.AddHours(step * random.Next(20, 30)), Any(random, plans[random.Next(plans.Length)]));
            foreach (var places in new[] { Bjuv, Both })
            {
                var answers = await queue.Answers(here, places);
                Assert.That(answers, Is.EqualTo(await Anew(places)), $"after {step}, in {string.Join(" and ", places)}");
                told.Add(answers);
            }
        }

        Assert.That(told, Has.Count.GreaterThan(20), "much of it moves them");
    }

    [Test]
    public async Task After_an_answer_nothing_is_read_but_what_was_answered()
    {
        var plan = await Planned("bjuv", 1);
        await queue.Answers(here, Bjuv);
        await Happens(DateTimeOffset.UtcNow, new ActivityApproved(plan.Initiative, plan.Activities[0], plan.Owner, null));
        Assert.That(await Questions.Which("as decided", () => queue.Answers(here, Bjuv)), Is.EqualTo(new[] { new[] { plan.Initiative } }));
        Assert.That(await Questions.Which("as decided", () => queue.Answers(here, Bjuv)), Is.Empty);
    }

    [Test]
    public async Task An_answer_moves_the_days_in_the_middle_at_once()
    {
        using var bo = await hub.As(Cast.Bo);
        var before = Days(await bo.Get(Page));
        var plan = await Planned(Astorp[0], 9);
        foreach (var activity in plan.Activities) await Happens(AnyDay.AddDays(60), new ActivityDeclined(plan.Initiative, activity, plan.Owner, "Senare."));
        var middle = (await Anew(Astorp)).Days!.Value;
        Assert.That(Days(await bo.Get(Page)), Does.Contain(Figures.Number(middle, middle < 10 ? 1 : 0, new("sv"))).And.Not.EqualTo(before));

        static string Days(Sheet page) => page.One("[data-figure=answer-days]").TextContent;
    }

    [Test]
    public async Task Of_several_places_the_newest_answers_are_listed_whichever_they_are_of()
    {
        Plan[] plans = [await Planned("klippan", 40), await Planned("bjuv", 40)];
        for (var minute = 0; minute < 80; minute++)
        {
            var plan = plans[minute % 2];
            var (activity, at) = (plan.Activities[minute / 2], DateTimeOffset.UtcNow.AddMinutes(minute - 100));
            await Happens(at, minute % 3 == 0 ? new ActivityDeclined(plan.Initiative, activity, plan.Owner, "Senare.") : new ActivityApproved(plan.Initiative, activity, plan.Owner, null));
        }

        var newest = await hub.Views.Column<Guid>(
            "select activity from activity where municipality = any(@Both) and decision in ('approved', 'declined') and state not in ('draft', 'submitted', 'returned') order by decided_at desc, activity limit 50", new { Both });
        Reach.Into(here.Id);
        var listed = await queue.Under("decided", here.Id, Both, plans[0].Owner);
        Assert.That(listed.Select(item => item.Activity), Is.EqualTo(newest));
        Assert.That(listed.Select(item => item.Municipality).Distinct(), Is.EquivalentTo(Both));
    }

    static object Any(Random random, Plan plan)
    {
        var (initiative, activity) = (plan.Initiative, plan.Activities[random.Next(plan.Activities.Length)]);
        return random.Next(7) switch
        {
            0 => new ActivityApproved(initiative, activity, plan.Owner, null),
            1 => new ActivityDeclined(initiative, activity, plan.Owner, "Nej."),
            2 or 3 => new ActivityReturned(initiative, activity, plan.Owner, "När?"),
            4 => new ActivitySubmitted(initiative, activity, 60),
            5 => new ActivityCancelled(initiative, activity, plan.Owner, "Ingen kom."),
            _ => new ActivityScheduled(initiative, activity, "Kultur", new(2026, 12, 1), "Torget"),
        };
    }

    async Task<AnswerCounts> Anew(string[] places) => new(
        await hub.Views.Value<int>("select count(*)::int from activity where municipality = any(@places) and state = 'returned'", new { places }),
        await hub.Views.Value<int>(
            "select count(*)::int from activity where municipality = any(@places) and decision in ('approved', 'declined') and state not in ('draft', 'submitted', 'returned')", new { places }),
        Median.Of(await hub.Views.Column<double>(
            "select (extract(epoch from decided_at - submitted_at) / 86400)::float8 from activity where municipality = any(@places) and decided_at >= submitted_at", new { places })));

    /// <summary>An initiative whose activities have been sent.</summary>
    async Task<Plan> Planned(string municipality, int activities)
    {
        var (initiative, owner) = (Guid.CreateVersion7(), await hub.PersonCalled(Cast.Astrid));
        Guid[] all = [.. Enumerable.Range(0, activities).Select(_ => Guid.CreateVersion7())];
        await Happens(
            AnyDay,
            [
                new InitiativeProposed(initiative, owner, municipality, [], 0, "Bänkar", "Mer", [], [], [], AnyDay, null),
                .. all.Select(activity => new ActivityPlanned(initiative, activity, owner, municipality, new("Snickra", "", "", "", null, "", "", null, "", "", ""), owner)),
                .. all.Select(activity => new ActivitySubmitted(initiative, activity, 70)),
            ]);
        return new(initiative, owner, all);
    }

    /// <summary>Straight into the log: what is decided in the pages takes its days.</summary>
    async Task Happens(DateTimeOffset at, params object[] events)
    {
        var stream = StreamNames.Initiative(InitiativeEvent.AllOf(events[0])[0]).Name;
        await hub.Log.Append(new Append(Guid.CreateVersion7(), here.Id, null, stream, (await hub.Log.ReadStream(stream)).Count, at, events));
        await hub.Settled();
    }

    sealed record Plan(Guid Initiative, Guid Owner, Guid[] Activities);
}
