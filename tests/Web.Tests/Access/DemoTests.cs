using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

public sealed class DemoTests
{
    [TestCase("/demo")]
    [TestCase("/look")]
    public async Task Outside_of_the_demo_its_pages_do_not_exist(string path)
    {
        await using var hub = await TestHub.Empty(demo: false);
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Outside_of_the_demo_nobody_is_stepped_into()
    {
        await using var hub = await TestHub.Empty(demo: false);
        using var visitor = hub.Visitor();
        using var form = new FormUrlEncodedContent([new("person", Guid.NewGuid().ToString())]);
        var answer = await visitor.Client.PostAsync(new Uri("/demo", UriKind.Relative), form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task In_the_demo_one_steps_into_each_of_the_cast()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        var names = (await visitor.Get("/demo")).Text;
        Assert.That(names, Does.Contain(Cast.Bo).And.Contain(Cast.Elin).And.Contain(Cast.Farid).And.Contain(Cast.David).And.Contain(Cast.Greta));
    }
}
