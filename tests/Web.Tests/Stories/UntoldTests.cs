using Activation.Web.Tests.Chronicle;

namespace Activation.Web.Tests.Stories;

/// <summary>What could be told next is carried on: after a deed only what it moves is read again.</summary>
public sealed class UntoldTests : StoryHub
{
    const string Good = "as unit, r.outcome";

    [Test]
    public async Task After_a_deed_only_its_own_initiative_is_read_again()
    {
        await Told.Inbox(Hub);
        var deed = await Told.Waiting(Hub, fives: 2);
        var idea = await Hub.Views.Value<Guid>("select initiative from activity where activity = @deed", new { deed });
        Assert.That(await Told.Inbox(Hub), Has.No.Member(deed), "two are too few");
        await Told.Rate(Hub, idea, deed, fives: 4);
        IReadOnlyList<Guid> waiting = [];
        Assert.That(await Questions.Which(Good, async () => waiting = await Told.Inbox(Hub)), Is.EqualTo(new[] { new[] { idea } }));
        Assert.That(waiting, Has.Member(deed));
        Assert.That(await Questions.Which(Good, () => Told.Inbox(Hub)), Is.Empty);
    }

    [Test]
    public async Task What_a_story_is_begun_of_and_what_none_is_told_of_wait_no_longer()
    {
        var (begun, declined) = (await Told.Waiting(Hub), await Told.Waiting(Hub));
        Assert.That(await Told.Inbox(Hub), Has.Member(begun).And.Member(declined));
        await David.Send($"{Told.Stories}/inbox", $"form[action*='Start']:has(input[value='{begun}'])");
        Assert.That(await Told.Inbox(Hub), Has.No.Member(begun).And.Member(declined));
        await David.Send($"{Told.Stories}/inbox", $"form[action*='Decline']:has(input[value='{declined}'])", ("Reason", "Redan berättat i tidningen"));
        Assert.That(await Told.Inbox(Hub), Has.No.Member(begun).And.No.Member(declined));
    }
}
