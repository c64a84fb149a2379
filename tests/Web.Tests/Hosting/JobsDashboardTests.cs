using System.Net;

namespace Activation.Web.Tests.Hosting;

/// <summary>Hangfire's own pages belong to no programme.</summary>
public sealed class JobsDashboardTests
{
    const string Path = "/ops/jobs";
    TestHub hub;

    [OneTimeSetUp]
    public async Task Start() => hub = await TestHub.Sown(limits: false, "--Jobs:Engine=hangfire");

    [OneTimeTearDown]
    public async Task Stop() => await hub.DisposeAsync();

    [Test]
    public async Task They_are_nowhere_for_strangers_for_roles_of_a_programme_and_for_who_has_shown_no_second_factor()
    {
        using var stranger = hub.Visitor();
        using var lead = await hub.As(Cast.Elin);
        using var invented = await hub.As(Cast.Farid);
        foreach (var visitor in new[] { stranger, lead, invented })
        {
            Assert.That((await visitor.Client.GetAsync(Path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            using var nothing = new FormUrlEncodedContent([new("jobs[]", "stage-turn")]);
            Assert.That((await visitor.Client.PostAsync($"{Path}/recurring/trigger", nothing)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task Who_administers_and_has_shown_two_factors_sees_the_jobs()
    {
        using var administrator = await hub.As(Cast.Farid);
        await hub.Views.Execute("update hub.session set strong = true, way = 'code' where person = @farid", new { farid = await hub.PersonCalled(Cast.Farid) });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        // What a session may is asked anew after two seconds.
        while ((await administrator.Client.GetAsync(Path, patience.Token)).StatusCode != HttpStatusCode.OK) await Task.Delay(100, patience.Token);

        Assert.That(await administrator.Client.GetStringAsync($"{Path}/recurring", patience.Token), Does.Contain("Jobs"));
        using var lead = await hub.As(Cast.Elin);
        Assert.That((await lead.Client.GetAsync(Path, patience.Token)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
