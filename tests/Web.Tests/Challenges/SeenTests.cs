using Activation.Domain.Challenges;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Challenges;

/// <summary>A challenge is reached by what somebody else than its owner has seen, and that was said while it could be.</summary>
public sealed class SeenTests
{
    /// <summary>No initiative of the demo shows it.</summary>
    const string Value = "only-here";

    TestHub hub;

    [SetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase(ChallengeMeasure.InitiativesEverywhere), TestCase(ChallengeMeasure.InitiativesTogether)]
    public async Task What_only_its_owner_says_was_carried_out_waits_for_somebody_who_has_seen_it(ChallengeMeasure measure)
    {
        var (here, owner, today) = (await hub.Programme(), Guid.CreateVersion7(), (await hub.Programme()).Today(DateTimeOffset.UtcNow));
        foreach (var place in here.Municipalities.Skip(1)) await Deed(here, place.Municipality, Guid.CreateVersion7(), Guid.CreateVersion7(), today, 0);
        var (last, deed) = (here.Municipalities[0], await Deed(here, here.Municipalities[0].Municipality, owner, owner, today, 0));
        var challenge = await Set(here, new(measure, Value, null, measure == ChallengeMeasure.InitiativesEverywhere ? 1 : here.Municipalities.Count), today.AddDays(9));
        await ArrivalTests.Look(hub);
        Assert.That(await Reached(challenge), Is.Empty, "one's own word");
        using var visitor = hub.Visitor();
        Assert.That(await Panel(), Does.Contain(measure == ChallengeMeasure.InitiativesEverywhere
            ? $"{last.Name} har genomfört ett som väntar på någon som har sett det." : "1 initiativ är genomfört och väntar på någon som har sett det."));
        if (measure == ChallengeMeasure.InitiativesEverywhere)
            Assert.That((await visitor.Client.GetStringAsync(new Uri($"/api/v1/programmes/{Cast.Programme}/challenges", UriKind.Relative))).Split("unconfirmed"), Has.Length.EqualTo(2));
        await Rate(here, deed);
        await ArrivalTests.Look(hub);
        Assert.That((await Reached(challenge)).Select(told => (told.Last, told.Initiatives)), Is.EqualTo(new[] { (last.Municipality, here.Municipalities.Count) }));
        Assert.That(await Panel(), Does.Not.Contain("väntar på någon"));

        async Task<string> Panel() => (await visitor.Get(Sown.Here)).All("[data-live-challenge]").Select(box => box.Closest("section")!.TextContent).Single(text => text.Contains("Alla gör något", StringComparison.Ordinal));
    }

    [TestCase(28, false, true), TestCase(29, false, false), TestCase(28, true, true), TestCase(29, true, false)]
    public async Task What_is_told_or_confirmed_more_than_four_weeks_after_the_end_reaches_nothing(int days, bool toldInTime, bool reaches)
    {
        var (here, owner) = (await hub.Programme(), Guid.CreateVersion7());
        var until = here.Today(DateTimeOffset.UtcNow).AddDays(-days);
        var challenge = await Set(here, new(ChallengeMeasure.InitiativesTogether, Value, null, 1), until);
        var deed = await Deed(here, "klippan", owner, toldInTime ? owner : Guid.CreateVersion7(), until, toldInTime ? days : 0);
        if (toldInTime) await Rate(here, deed);
        await ArrivalTests.Look(hub);
        Assert.That(await Reached(challenge), Has.Count.EqualTo(reaches ? 1 : 0));
    }

    /// <summary>As it stands in the log: nobody sets one whose last day is over.</summary>
    async Task<Guid> Set(ProgrammeView here, ChallengeAim aim, DateOnly until)
    {
        var id = Guid.CreateVersion7();
        await Tell(here, StreamNames.Challenge(id).Name, 45, new ChallengeSet(id, 2, "Alla gör något", "", aim, until));
        await hub.Settled();
        return id;
    }

    /// <summary>An activity of an initiative of its own, carried out on a day and told of so many days ago.</summary>
    async Task<(Guid Initiative, Guid Activity)> Deed(ProgrammeView here, string municipality, Guid owner, Guid by, DateOnly on, int toldAgo)
    {
        var (initiative, activity) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var stream = StreamNames.Initiative(initiative).Name;
        await Tell(here, stream, 44, new InitiativeProposed(initiative, owner, municipality, [], 2, "Girot", "", [], [new(Value, "Så")], [], DateTimeOffset.UtcNow, null));
        await Tell(here, stream, 43, new ActivityPlanned(initiative, activity, owner, municipality, new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner));
        await Tell(here, stream, 42, new ActivitySubmitted(initiative, activity, 70));
        await Tell(here, stream, 41, new ActivityApproved(initiative, activity, Guid.CreateVersion7(), null));
        await Tell(here, stream, toldAgo, new ActivityCarriedOut(initiative, activity, by, on, 9, ""));
        await hub.Settled();
        return (initiative, activity);
    }

    async Task Rate(ProgrammeView here, (Guid Initiative, Guid Activity) deed)
    {
        var rater = Guid.CreateVersion7();
        await Tell(here, StreamNames.Rating(deed.Activity, rater).Name, 0, new OutcomeRated(deed.Initiative, deed.Activity, rater, RaterPart.Participant, 4, null, null));
        await hub.Settled();
    }

    async Task Tell(ProgrammeView here, string stream, int daysAgo, object told) => await hub.Log.Append(new Append(
        Guid.CreateVersion7(), here.Id, null, stream, (await hub.Log.ReadStream(stream)).Count, DateTimeOffset.UtcNow.AddDays(-daysAgo), [told]));

    async Task<IReadOnlyList<ChallengeReached>> Reached(Guid challenge)
    {
        await hub.Settled();
        return [.. (await hub.Log.ReadStream(StreamNames.Challenge(challenge).Name)).Select(recorded => recorded.Data).OfType<ChallengeReached>()];
    }
}
