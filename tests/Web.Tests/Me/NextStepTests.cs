using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Web.Features.Me;
using Activation.Web.Features.Members;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Me;

/// <summary>What a page asks its reader for next: the same that their letter of the week would.</summary>
public sealed class NextStepTests
{
    const string Place = "four-eyes";

    static readonly DateTimeOffset Morning = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly ActivityPlan Plan = new("Cykla", "", "", "", null, "", "", null, "", "", "");

    NudgeTown town;

    [OneTimeSetUp]
    public async Task Settle() => town = await NudgeTown.Settle(Morning, 1);

    [OneTimeTearDown]
    public async Task Close() => await town.DisposeAsync();

    [Test]
    public async Task Whoever_wrote_in_a_plan_is_not_asked_to_answer_it_and_others_are()
    {
        var (writer, other, owner) = (DerivedId.From("writer"), DerivedId.From("other"), town.Members[0]);
        foreach (var coordinator in new[] { writer, other })
            await town.At(Morning.AddDays(-60), $"member-{NudgeTown.Programme:N}-{coordinator:N}", null, new MemberEnrolled(coordinator, Place, [Role.Coordinator]));
        var (idea, deed) = (DerivedId.From("idea"), DerivedId.From("deed"));
        await town.At(Morning.AddDays(-9), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, Place, [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-2), null), new ActivityPlanned(idea, deed, owner, Place, Plan, owner));
        await town.At(Morning.AddDays(-8), $"initiative-{idea:N}", writer, new ActivityPlanChanged(idea, deed, Plan with { What = "Cykla hit" }, writer));
        await town.At(Morning.AddDays(-7), $"initiative-{idea:N}", owner, new ActivitySubmitted(idea, deed, 3));
        await town.Hub.Settled();
        Assert.That(await Next(other), Does.EndWith("/queue"));
        Assert.That(await Next(writer), Does.Not.EndWith("/queue"), "the page led to a queue in which nothing was theirs to answer");
        await town.At(Morning.AddDays(-6), $"initiative-{idea:N}", other, new ActivityReturned(idea, deed, other, "Var?"));
        await town.Hub.Settled();
        Assert.That(await Next(owner), Does.Contain("/initiatives/").And.Not.EndWith("/propose"), "the plan that came back");
    }

    async Task<string> Next(Guid person)
    {
        Web.Platform.Reach.Into(NudgeTown.Programme);
        var me = await town.Hub.Services.GetRequiredService<MemberDirectory>().Find(NudgeTown.Programme, person);
        return (await town.Hub.Services.GetRequiredService<NextStep>().Of(town.Here, me, Morning)).Href;
    }
}
