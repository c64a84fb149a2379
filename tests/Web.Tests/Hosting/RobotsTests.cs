using System.Net;

namespace Activation.Web.Tests.Hosting;

public sealed class RobotsTests
{
    [Test]
    public async Task Whoever_searches_the_web_is_told_that_nothing_is_kept_from_them()
    {
        await using var hub = await TestHub.Empty();
        using var visitor = hub.Visitor();
        using var answer = await visitor.Client.GetAsync(new Uri("/robots.txt", UriKind.Relative));
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/plain")));
        Assert.That((await answer.Content.ReadAsStringAsync()).Split('\n'), Does.Contain("User-agent: *").And.Contain("Disallow:"));
    }
}
