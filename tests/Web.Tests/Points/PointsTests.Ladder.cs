using System.Globalization;
using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Web.Features.Points;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Points;

/// <summary>How far people have come, today and on any day.</summary>
public sealed partial class PointsTests
{
    [Test]
    public async Task The_ladder_is_shown_to_oneself_and_small_numbers_to_nobody()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get("/me")).All(".ladder li[aria-current=step]"), Has.Count.EqualTo(1));
        var counts = await astrid.Get($"{Sown.Here}/points");
        Assert.That(counts.All("[data-figure=ladder]").Concat(counts.All("[data-defines=ladder]")), Has.Exactly(2).Items);
        foreach (var cell in counts.All("[aria-labelledby=ladder] td"))
            Assert.That(cell.TextContent, Is.EqualTo("få").Or.Matches<string>(text => int.Parse(text!, CultureInfo.InvariantCulture) is 0 or >= SmallNumbers.ShownFrom));
    }

    [Test]
    public async Task The_ladder_of_a_day_that_is_over_is_told_as_it_was_and_names_nobody()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var day = Sown.Day(-100);
        var (now, then) = (await astrid.Get($"{Sown.Here}/points"), await astrid.Get($"{Sown.Here}/points?asOf={day}"));
        Assert.Multiple(() =>
        {
            Assert.That(then.Text, Does.Contain("Så här såg det ut"));
            Assert.That(then.One("#as-of").GetAttribute("value"), Is.EqualTo(day));
            Assert.That(Rows(then), Is.Not.EqualTo(Rows(now)).And.Not.Empty);
            Assert.That(now.All("#people, #rules details"), Has.Exactly(2).Items);
            Assert.That(then.All("#people, #rules details"), Is.Empty, "who is seen is seen today");
        });

        static string[] Rows(Sheet sheet) => [.. sheet.All("[data-figure=ladder] tbody tr").Select(row => row.TextContent)];
    }

    /// <summary>Where nobody else is.</summary>
    const string Alone = "ensamheten";

    [Test]
    public async Task What_is_taken_back_or_done_anew_today_stood_on_the_days_before()
    {
        var (here, member, comment, now) = (await Here(), Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where programme = @Id and state = 'proposed' and voting_until > now() order by proposed_at desc limit 1", new { here.Id });
        var (ballot, pledge, words) = (StreamNames.Ballot(initiative, member).Name, StreamNames.Pledge(initiative, member).Name, StreamNames.Comment(comment).Name);
        await Append(StreamNames.Member(here.Id, member).Name, 0, null, now.AddDays(-6), new MemberEnrolled(member, Alone, [Role.CoreTeam]));
        await Append(ballot, 0, member, now.AddDays(-5), new VoteCast(initiative, member, "klippan", Stance.Support, null));
        await Append(words, 0, member, now.AddDays(-4), new CommentPosted(initiative, comment, member, "Jo"));
        await Append(pledge, 0, member, now.AddDays(-3), new PledgeMade(initiative, member, "klippan", null));
        await Append(pledge, 1, member, now.AddDays(-2), new PledgeMade(initiative, member, "klippan", "Bord"));
        await Append(pledge, 2, member, now, new PledgeWithdrawn(initiative, member, "klippan"));
        await Append(words, 1, member, now, new CommentRemoved(initiative, comment, member));
        await Append(ballot, 1, member, now, new VoteCast(initiative, member, "klippan", Stance.NotNow, Stance.Support));
        await hub.Settled();
        Reach.Into(here.Id);
        var ladder = hub.Services.GetRequiredService<LadderQuery>();
        var steps = new List<string>();
        for (var ago = 7; ago >= 0; ago--)
            steps.Add((await ladder.Steps(here, here.Today(now).AddDays(-ago))).TryGetValue(Alone, out var there) ? $"{there.Single().Key}" : "");
        Assert.That(steps, Is.EqualTo(new[] { "", "Knows", "Understands", "HasASay", "Contributes", "Contributes", "Contributes", "Understands" }));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "live and rebuilt are the same");
    }
}
