using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Pages;

/// <summary>An address that somebody typed, or a program garbled.</summary>
public sealed class NotUnderstoodTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [TestCase(Cast.Farid, "admin/audit?from=banan")]
    [TestCase(Cast.Farid, "admin/security?from=abc")]
    [TestCase(Cast.Farid, "admin/people?role=abc")]
    [TestCase(Cast.Iris, "queue?activity=abc")]
    public async Task What_is_no_day_and_no_choice_is_told_in_the_reader_s_words(string who, string path)
    {
        using var reader = await hub.As(who);
        var sheet = await reader.Get($"{Sown.Here}/{path}");
        Assert.That(sheet.Text, Does.Contain("Det här gick inte att läsa").And.Not.Contain("The value").And.Not.Contain("not valid"));
    }

    [TestCase(null, "initiatives?stage=abc")]
    [TestCase(null, "initiatives?after=abc")]
    [TestCase(null, "stories?from=abc")]
    [TestCase(Cast.Astrid, "comments/mine?from=abc")]
    [TestCase(Cast.David, "stories/inbox?from=abc")]
    [TestCase(Cast.Elin, "admin/nudges/tomorrow?from=abc")]
    [TestCase(Cast.Farid, "admin/audit?before=abc")]
    [TestCase(Cast.Farid, "admin/people?left=abc")]
    public async Task What_is_no_place_in_a_list_is_as_if_nobody_had_said_one(string? who, string path)
    {
        using var reader = who is null ? hub.Visitor() : await hub.As(who);
        var (garbled, plain) = (await reader.Get($"{Sown.Here}/{path}"), await reader.Get($"{Sown.Here}/{path.Split('?')[0]}"));
        Assert.That(garbled.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(garbled.One("title").TextContent, Is.EqualTo(plain.One("title").TextContent));
        Assert.That(garbled.Text, Does.Not.Contain("The value").And.Not.Contain("Det här gick inte att läsa"));
    }

    [TestCase(null, "stories?from=9999", ".gallery li")]
    [TestCase(Cast.David, "stories/inbox?from=9999", ".inbox li")]
    public async Task Beyond_the_last_there_is_no_empty_list(string? who, string path, string items)
    {
        using var reader = who is null ? hub.Visitor() : await hub.As(who);
        Assert.That((await reader.Get($"{Sown.Here}/{path}")).All(items), Is.Not.Empty);
    }

    [TestCase("rates.csv"), TestCase("funnel.csv")]
    public async Task There_is_no_file_of_a_stage_that_has_not_begun(string file)
    {
        using var visitor = hub.Visitor();
        using var answer = await visitor.Client.GetAsync(new Uri($"{Sown.Here}/{file}?stage=77", UriKind.Relative));
        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.BadRequest, "Den etappen har inte börjat eller finns inte.")));
    }
}
