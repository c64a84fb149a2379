using System.Net;
using Activation.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Hosting.OnEngines;

/// <summary>Hangfire's own pages belong to no programme.</summary>
public sealed class JobsDashboardTests
{
    const string Path = "/ops/jobs";
    TestHub hub;

    [OneTimeSetUp]
    public async Task Start() => hub = await TestHub.Sown(limits: false, "--Jobs:Engine=hangfire", "--Jobs=true");

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
            foreach (var page in new[] { Path, $"{Path}/recurring", $"{Path}/jobs/succeeded", $"{Path}/servers" })
                Assert.That((await visitor.Client.GetAsync(page)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), page);
            using var nothing = new FormUrlEncodedContent([new("jobs[]", "stage-turn")]);
            Assert.That((await visitor.Client.PostAsync($"{Path}/recurring/trigger", nothing)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task Who_administers_and_has_shown_two_factors_sees_the_jobs()
    {
        using var administrator = await hub.As(Cast.Farid);
        await ShowSecondFactor();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        // What a session may is asked anew after two seconds.
        while ((await administrator.Client.GetAsync(Path, patience.Token)).StatusCode != HttpStatusCode.OK) await Task.Delay(100, patience.Token);

        Assert.That(await administrator.Client.GetStringAsync($"{Path}/recurring", patience.Token), Does.Contain("Jobs"));
        using var lead = await hub.As(Cast.Elin);
        Assert.That((await lead.Client.GetAsync(Path, patience.Token)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test, Category("Browser")]
    public async Task They_are_drawn_whole_under_the_content_policy_and_change_nothing()
    {
        await using var window = await Window.OpenAs(hub, Cast.Farid);
        await ShowSecondFactor();
        var page = window.Page;
        while ((await page.GotoAsync(Path))!.Status != (int)HttpStatusCode.OK) await Task.Delay(100);
        window.TakeFaults();

        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.GotoAsync($"{Path}/recurring");
        await Assertions.Expect(page.GetByText("stage-turn").First).ToBeVisibleAsync();
        // To look at: what is listed is every programme's.
        await Assertions.Expect(page.Locator("[data-url*='/recurring/'], input.js-jobs-list-checkbox")).ToHaveCountAsync(0);
        await hub.Services.GetRequiredService<IJobRunner>().RunNow("stage-turn");
        var done = page.Locator("a[href*='/jobs/details/']");
        while (!(await (await page.Context.APIRequest.GetAsync(new Uri(hub.Address, $"{Path}/jobs/succeeded").ToString())).TextAsync()).Contains("/jobs/details/", StringComparison.Ordinal)) await Task.Delay(200);
        await page.GotoAsync($"{Path}/recurring");
        await Assertions.Expect(page.GetByText("stage-turn").First).ToBeVisibleAsync();
        await page.GotoAsync($"{Path}/jobs/succeeded");
        await done.First.ClickAsync();
        await Assertions.Expect(page.Locator(".state-card").First).ToBeVisibleAsync();
        Assert.That(window.TakeFaults(), Is.Empty);
        Assert.That(await Post(page, $"{Path}/recurring/remove", "jobs[]=stage-turn"), Is.EqualTo((int)HttpStatusCode.Unauthorized));
    }

    // As the page's own script does, with its proof that the form is of this page.
    static Task<int> Post(IPage page, string path, string fields) => page.EvaluateAsync<int>(
        "async ([path, fields], meta = name => document.querySelector(`meta[name=${name}]`)?.content ?? 'none') => (await fetch(path, { method: 'POST', body: fields, headers: { 'content-type': 'application/x-www-form-urlencoded', [meta('csrf-header')]: meta('csrf-token') } })).status",
        new[] { path, fields });

    async Task ShowSecondFactor() =>
        await hub.Views.Execute("update hub.session set strong = true, way = 'code' where person = @farid", new { farid = await hub.PersonCalled(Cast.Farid) });
}
