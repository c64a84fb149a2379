using System.Net;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Initiatives;

/// <summary>Where supports are dosed, also those who vote with both hands get no more.</summary>
public sealed class BudgetTests
{
    const string Support = """{"stance":"support"}""";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Votes_at_the_same_moment_stay_within_the_budget_and_what_is_taken_back_is_free()
    {
        using var elin = await hub.As(Cast.Elin);
        var david = await hub.PersonCalled(Cast.David);
        var open = (await hub.Views.Column<int>(
            """
            select i.number from initiative i where i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > now() + interval '1 day' and i.proposer <> @david
               and i.stage = (select max(stage) from initiative) and not exists (select from ballot b where b.initiative = i.initiative and b.member = @david)
             order by i.number limit 12
            """,
            new { david })).ToList();
        Assert.That(open, Has.Count.GreaterThan(5));
        var spent = await Supported(david);
        await elin.Send($"{Sown.Here}/admin/programme", "form[action*=Rules]", ("Rules.VotingDays", "21"), ("Rules.VoteBudget", $"{spent + 2}"));
        using var script = await Script.Of(hub, Cast.David);
        var answers = await Task.WhenAll(open.Select(number => script.Put($"initiatives/{number}/vote", Support)));
        await hub.Settled();
        Assert.That(await Supported(david), Is.EqualTo(spent + 2));
        Assert.That(answers.Count(answer => !Taken(answer) && answer.Code == "initiatives.budget-spent"), Is.EqualTo(open.Count - 2));

        var taken = open[Array.FindIndex(answers, Taken)];
        await script.Delete($"initiatives/{taken}/vote");
        var refused = open.First(number => !Taken(answers[open.IndexOf(number)]));
        Assert.That(Taken(await script.Put($"initiatives/{refused}/vote", Support)), Is.True, "what was taken back may be given to another");
        Assert.That((await script.Put($"initiatives/{taken}/vote", Support)).Code, Is.EqualTo("initiatives.budget-spent"));
        Assert.That(await Supported(david), Is.EqualTo(spent + 2));

        await elin.Send($"{Sown.Here}/admin/programme", "form[action*=Rules]", ("Rules.VotingDays", "21"), ("Rules.VoteBudget", ""));
        Assert.That(Taken(await script.Put($"initiatives/{taken}/vote", Support)), Is.True, "without a budget nothing is counted");
    }

    [Test]
    public async Task A_support_that_came_along_from_another_stage_costs_where_it_was_given()
    {
        var (member, reading) = (Guid.NewGuid(), hub.Services.GetRequiredService<Reading>());
        var open = await hub.Views.Column<Guid>("select initiative from initiative where programme = (select programme from programme where slug = @Programme) order by number desc limit 3", new { Cast.Programme });
        var (from, into, beside) = (open[0], open[1], open[2]);
        await hub.Views.Execute(
            """
            update initiative set stage = case when initiative = @into then 2 else 1 end where initiative = any(@all);
            update initiative set merged_into = @into where initiative = @from;
            insert into ballot select programme, initiative, @member, municipality, 'support', 1, now(), null from initiative where initiative = @from;
            insert into ballot select programme, initiative, @member, municipality, 'support', 2, now(), @from from initiative where initiative = @into
            """,
            new { from, into, all = open.ToArray(), member });
        Reach.Into(await hub.Views.Value<Guid>("select programme from initiative where initiative = @into", new { into }));
        var there = (await reading.Supported(into, member))!;
        Assert.That((there.Stage, there.Supported.Length), Is.EqualTo((2, 0)), "nothing in the stage it came to");
        Assert.That((await reading.Supported(beside, member))!.Supported, Is.EqualTo(new[] { into }), "one where it was given");
    }

    static bool Taken(Reply answer) => answer.Status == HttpStatusCode.OK;

    Task<int> Supported(Guid member) => hub.Views.Value<int>(
        """
        select count(*)::int from ballot b join initiative i using (initiative)
         where b.member = @member and b.stance = 'support' and i.stage = (select max(stage) from initiative)
        """,
        new { member });
}
