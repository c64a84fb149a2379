using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Scores;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Scores;

/// <summary>What costs nothing but a click moves no score and earns nobody points.</summary>
public sealed class CheapLiftTests : KlippanTests
{
    [Test]
    public async Task A_hundred_tiny_ideas_that_name_everybody_as_partners_are_nothing_before_somebody_says_yes()
    {
        var (proposer, before, across) = (await SomebodyActive(), await Scores(), (await Facts(Klippan)).Across);
        string[] partners = [.. Here.Municipalities.Select(m => m.Municipality).Where(place => place != Klippan)];
        var ideas = new List<Guid>();
        for (var i = 0; i < 100; i++) ideas.Add(await Propose(proposer, null, partners: partners));
        await Hub.Settled();
        Assert.That(await Scores(), Is.EqualTo(before));
        await SayYes(ideas[0], proposer);
        Assert.That((await Facts(Klippan)).Across, Is.EqualTo(across + 1), "a yes counts");
    }

    [Test]
    public async Task Ten_adoptions_by_a_click_are_nothing_to_either_end_before_somebody_says_yes()
    {
        var parent = await Hub.Views.Value<Guid>("select initiative from initiative where programme = @Id and municipality = 'helsingborg' and state = 'active' order by number limit 1", new { Here.Id });
        var (proposer, before) = (await SomebodyActive(), await Scores());
        var (home, lender) = ((await Facts(Klippan)).Adoptions, (await Facts("helsingborg")).Adoptions);
        var copies = new List<Guid>();
        for (var i = 0; i < 10; i++) copies.Add(await Propose(proposer, parent));
        await Hub.Settled();
        Assert.That(await Scores(), Is.EqualTo(before));
        await SayYes(copies[0], proposer);
        Assert.That(((await Facts(Klippan)).Adoptions, (await Facts("helsingborg")).Adoptions), Is.EqualTo((home + 1, lender + 1)));
    }

    [Test]
    public async Task A_copy_that_is_completed_earns_neither_end_anything_before_one_of_neither_has_confirmed_it([Values] bool completedFirst)
    {
        var (lender, adopter, other) = (await Hub.PersonCalled(Cast.Astrid), await Hub.PersonCalled(Cast.Henrik), await Hub.PersonCalled(Cast.Bo));
        var copy = await Propose(adopter, await Propose(lender, null, "helsingborg"));
        var (activity, stream) = (await SayYes(copy, adopter), StreamNames.Initiative(copy).Name);
        await Append(stream, 4, adopter, new ActivityCarriedOut(copy, activity, adopter, Here.Today(DateTimeOffset.UtcNow), 9, ""));
        if (completedFirst) await Append(stream, 5, adopter, new InitiativeCompleted(copy, adopter));
        await Append(StreamNames.Rating(activity, lender).Name, 0, lender, new OutcomeRated(copy, activity, lender, RaterPart.Participant, 5, null, null));
        Assert.That(await Earned(), Is.Empty, "the adopter's word, and the lender's");
        await Append(StreamNames.Rating(activity, other).Name, 0, other, new OutcomeRated(copy, activity, other, RaterPart.Coordinator, 4, null, null));
        if (!completedFirst)
        {
            Assert.That(await Earned(), Is.Empty, "not completed yet");
            await Append(stream, 5, adopter, new InitiativeCompleted(copy, adopter));
        }

        Assert.That(await Earned(), Is.EquivalentTo(new[] { $"{lender} {other}", $"{adopter} {other}" }), "whose word it rests on is said");
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        async Task<IReadOnlyList<string>> Earned()
        {
            await Hub.Settled();
            return await Hub.Views.Column<string>("select format('%s %s', member, by) from deed where initiative = @copy and kind in ('example_lent', 'example_adopted') and activity is null", new { copy });
        }
    }

    [Test]
    public async Task A_copy_that_went_up_in_another_is_completed_there_and_earns_both_ends_once([Values] bool undone)
    {
        var (lender, adopter, host, other) = (await Hub.PersonCalled(Cast.Astrid), await Hub.PersonCalled(Cast.Henrik), await Hub.PersonCalled(Cast.Cilla), await Hub.PersonCalled(Cast.Bo));
        var (parent, activity) = (await Propose(lender, null, "helsingborg"), Guid.CreateVersion7());
        var (copy, into) = (await Propose(adopter, parent), await Propose(host, null));
        var (duplicate, stream) = (StreamNames.Initiative(copy).Name, StreamNames.Initiative(into).Name);
        await Append(stream, 1, other, new DuplicateTakenIn(into, copy, other, DateTimeOffset.UtcNow));
        await Append(duplicate, 1, other, new InitiativeMerged(copy, into, other, "Samma idé"));
        await Hub.Settled();
        Reach.Into(Here.Id);
        var tree = await Hub.Services.GetRequiredService<Lineage>().Of(Here, copy, Here.Rules.On(Here.Today(DateTimeOffset.UtcNow)));
        Assert.That(tree.Kin.Initiative, Is.EqualTo(parent));
        Assert.That(tree.Copies.Select(branch => branch.Kin.Initiative), Is.EqualTo(new[] { into }), "the tree knows where it went up");

        await Append(stream, 2, host, new ActivityPlanned(into, activity, host, Klippan, Vague, host));
        await Append(stream, 3, host, new ActivitySubmitted(into, activity, 70));
        await Append(stream, 4, other, new ActivityApproved(into, activity, other, null));
        await Append(stream, 5, host, new ActivityCarriedOut(into, activity, host, Here.Today(DateTimeOffset.UtcNow), 9, ""));
        await Append(StreamNames.Rating(activity, other).Name, 0, other, new OutcomeRated(into, activity, other, RaterPart.Coordinator, 4, null, null));
        if (undone) await Append(duplicate, 2, other, new MergeUndone(copy, into, other));
        await Append(stream, 6, host, new InitiativeCompleted(into, host));
        await Hub.Settled();
        Assert.That(
            await Hub.Views.Column<Guid>("select member from deed where initiative = any(@both) and kind in ('example_lent', 'example_adopted')", new { both = new[] { copy, into } }),
            Is.EquivalentTo(undone ? [] : new[] { lender, adopter }));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task Of_two_copies_that_went_up_in_one_the_other_is_credited_when_the_first_is_taken_out_again()
    {
        var (lender, adopter, host, other) = (await Hub.PersonCalled(Cast.Astrid), await Hub.PersonCalled(Cast.Henrik), await Hub.PersonCalled(Cast.Cilla), await Hub.PersonCalled(Cast.Bo));
        var (first, second) = (await Propose(other, await Propose(lender, null, "helsingborg")), await Propose(adopter, await Propose(lender, null, "helsingborg")));
        var (into, activity) = (await Propose(host, null), Guid.CreateVersion7());
        var stream = StreamNames.Initiative(into).Name;
        foreach (var (copy, at) in ((Guid, int)[])[(first, 1), (second, 2)])
        {
            await Append(stream, at, other, new DuplicateTakenIn(into, copy, other, DateTimeOffset.UtcNow));
            await Append(StreamNames.Initiative(copy).Name, 1, other, new InitiativeMerged(copy, into, other, "Samma idé"));
        }

        await Append(StreamNames.Initiative(first).Name, 2, other, new MergeUndone(first, into, other));
        await Append(stream, 3, host, new ActivityPlanned(into, activity, host, Klippan, Vague, host));
        await Append(stream, 4, host, new ActivitySubmitted(into, activity, 70));
        await Append(stream, 5, other, new ActivityApproved(into, activity, other, null));
        await Append(stream, 6, host, new ActivityCarriedOut(into, activity, host, Here.Today(DateTimeOffset.UtcNow), 9, ""));
        await Append(StreamNames.Rating(activity, other).Name, 0, other, new OutcomeRated(into, activity, other, RaterPart.Coordinator, 4, null, null));
        await Append(stream, 7, host, new InitiativeCompleted(into, host));
        await Hub.Settled();
        Assert.That(
            await Hub.Views.Column<Guid>("select member from deed where initiative = @into and kind in ('example_lent', 'example_adopted')", new { into }),
            Is.EquivalentTo(new[] { lender, adopter }));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task What_a_municipality_takes_up_twice_or_back_again_is_taken_up_once()
    {
        var (lender, proposer) = (await Hub.PersonCalled(Cast.Astrid), await SomebodyActive());
        var parent = await Propose(lender, null, "helsingborg");
        await Hub.Settled();
        var before = ((await Facts(Klippan)).Adoptions, (await Facts("helsingborg")).Adoptions);
        var copies = new[] { await Propose(proposer, parent), await Propose(proposer, parent) };
        foreach (var copy in copies) await SayYes(copy, proposer);
        Assert.That(await Adoptions(), Is.EqualTo((before.Item1 + 1, before.Item2 + 1)), "twice");
        await SayYes(await Propose(lender, copies[0], "helsingborg"), lender);
        Assert.That(await Adoptions(), Is.EqualTo((before.Item1 + 1, before.Item2 + 1)), "back home");
        await SayYes(await Propose(lender, copies[0], "astorp"), lender);
        Assert.That(await Adoptions(), Is.EqualTo((before.Item1 + 2, before.Item2 + 1)), "and on to a third");

        async Task<(int, int)> Adoptions() => ((await Facts(Klippan)).Adoptions, (await Facts("helsingborg")).Adoptions);
    }

    [Test]
    public async Task A_second_copy_in_the_same_place_earns_neither_end_again_and_one_that_comes_home_nothing()
    {
        var (lender, adopter, other) = (await Hub.PersonCalled(Cast.Astrid), await Hub.PersonCalled(Cast.Henrik), await Hub.PersonCalled(Cast.Bo));
        var parent = await Propose(lender, null, "helsingborg");
        var (first, second) = (await Propose(adopter, parent), await Propose(adopter, parent));
        var back = await Propose(lender, first, "helsingborg");
        foreach (var copy in new[] { first, second, back }) await Complete(copy);
        await Hub.Settled();
        Assert.That(
            await Hub.Views.Column<Guid>("select distinct initiative from deed where initiative = any(@all) and kind in ('example_lent', 'example_adopted')", new { all = new[] { first, second, back } }),
            Is.EqualTo(new[] { first }));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        async Task Complete(Guid copy)
        {
            var (stream, activity) = (StreamNames.Initiative(copy).Name, Guid.CreateVersion7());
            await Append(stream, 1, adopter, new ActivityPlanned(copy, activity, adopter, Klippan, Vague, adopter));
            await Append(stream, 2, adopter, new ActivitySubmitted(copy, activity, 70));
            await Append(stream, 3, other, new ActivityApproved(copy, activity, other, null));
            await Append(stream, 4, other, new ActivityCarriedOut(copy, activity, other, Here.Today(DateTimeOffset.UtcNow), 9, ""));
            await Append(stream, 5, adopter, new InitiativeCompleted(copy, adopter));
        }
    }

    [Test]
    public async Task An_old_grade_that_is_changed_does_not_come_back_into_the_window()
    {
        var old = (await Hub.Views.Many<GradeSpell>(
            "select g.* from grade g where programme = @Id and part = 'participant' and until = '9999-12-31Z' and since < @long order by since desc limit 1",
            new { Here.Id, @long = DateTimeOffset.UtcNow.AddDays(-60) })).Single();
        var initiative = await Hub.Views.Value<Guid>("select initiative from activity where activity = @Activity", new { old.Activity });
        var before = await Outcomes();
        var stream = StreamNames.Rating(old.Activity, old.Member).Name;
        await Append(stream, (await Hub.Log.ReadStream(stream)).Count, old.Member, new OutcomeRated(initiative, old.Activity, old.Member, old.Part, old.Grade == 5 ? 4 : 5, old.Grade, null));
        await Hub.Settled();
        Assert.That(await Outcomes(), Is.EqualTo(before), "whoever changes it does something about the initiative, and nothing more");

        async Task<string[]> Outcomes() =>
            [.. (await Ranking()).Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Facts.Outcome.Raters} {row.Score.Outcome}")];
    }

    [Test]
    public async Task Who_may_only_look_is_none_of_those_who_could_have_been_active()
    {
        var before = await Facts(Klippan);
        var member = Guid.CreateVersion7();
        var stream = StreamNames.Member(Here.Id, member).Name;
        await Append(stream, 0, null, new MemberEnrolled(member, Klippan, [Role.Viewer]));
        await Hub.Settled();
        Assert.That((await Facts(Klippan)).Enrolled, Is.EqualTo(before.Enrolled), "looks on");
        await Append(stream, 1, null, new RolesChanged(member, [Role.Viewer, Role.PoolMember], "Vill hjälpa till"));
        await Hub.Settled();
        Assert.That((await Facts(Klippan)).Enrolled, Is.EqualTo(before.Enrolled + 1), "may vote now");
        await Append(stream, 2, null, new MemberLeft(member));
        await Hub.Settled();
        Assert.That((await Facts(Klippan)).Enrolled, Is.EqualTo(before.Enrolled));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    /// <summary>Somebody of Klippan who counts as active already, so that what they do now adds nobody.</summary>
    Task<Guid> SomebodyActive() => Hub.Views.Value<Guid>(
        "select m.member from membership m join presence p using (programme, member) where m.programme = @Id and m.municipality = 'klippan' and m.until = '9999-12-31Z' order by p.last desc limit 1", new { Here.Id });

    async Task<string> Scores() => string.Join('\n', (await Ranking()).Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Score}"));
}
