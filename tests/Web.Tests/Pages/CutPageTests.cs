using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Pages;

/// <summary>Lists that are cut by words of the address.</summary>
public sealed class CutPageTests
{
    [TestCase("initiatives", "initiatives?show=all&q="), TestCase("stories", "stories?q=")]
    public async Task What_nobody_can_look_for_is_left_out_of_what_is_looked_for(string kind, string list)
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        var all = await Found("");
        var word = Uri.EscapeDataString(all[0].Split(' ').MaxBy(word => word.Length)!.Trim('.', ',', ':', '?', '!'));
        var found = await Found(word);
        Assert.That(found, Has.Some.EqualTo(all[0]).And.Count.LessThan(all.Count));
        Assert.That(await Found($"%00{word}%ED%A0%80"), Is.EqualTo(found));

        async Task<List<string>> Found(string words)
        {
            var sheet = await visitor.Get($"{Sown.Here}/{list}{words}");
            Assert.That((int)sheet.Status, Is.EqualTo(200), words);
            return [.. sheet.All("main h2 a, main h3 a").Where(link => link.GetAttribute("href")!.StartsWith($"{Sown.Here}/{kind}/", StringComparison.Ordinal)).Select(link => link.TextContent.Trim())];
        }
    }
}
