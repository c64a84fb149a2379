using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

public sealed class LimitsTests
{
    /// <summary>Far more than anybody may send at once.</summary>
    const int Flood = 1000;

    static readonly Uri Path = new($"/p/{Cast.Programme}/initiatives/80?handler=Vote", UriKind.Relative);

    [Test]
    public async Task Who_sends_faster_than_anyone_clicks_is_asked_to_wait_and_nobody_else_is()
    {
        await using var hub = await TestHub.Sown();
        using var astrid = await hub.As(Cast.Astrid);
        using var bo = await hub.As(Cast.Bo);
        var refused = await UntilRefused(astrid);
        Assert.Multiple(async () =>
        {
            Assert.That(refused?.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(await refused!.Content.ReadAsStringAsync(), Does.Contain("Det gick lite för fort"));
            Assert.That((await Send(bo)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "a form without its token, looked at");
            Assert.That((await astrid.Get("/")).Status, Is.EqualTo(HttpStatusCode.OK), "reading goes on");
        });
    }

    static async Task<HttpResponseMessage?> UntilRefused(Visitor visitor)
    {
        for (var i = 0; i < Flood; i++)
            if (await Send(visitor) is { StatusCode: HttpStatusCode.TooManyRequests } refused) return refused;
        return null;
    }

    static Task<HttpResponseMessage> Send(Visitor visitor) => visitor.Client.PostAsync(Path, new FormUrlEncodedContent([new("stance", "support")]));
}
