using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>By <c>infra/run</c>, to its line that says that the hub is ready: the first start makes the database and loads the demo; what people wait for on every other day is the second.</summary>
static class SecondStart
{
    const int FreshFolders = 3;

    static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static async Task Measure(Session session)
    {
        var (data, first) = ("", new List<double>());
        for (var fresh = 0; fresh < FreshFolders; fresh++)
        {
            data = HubProcess.NewData();
            await using var hub = await HubProcess.ByScript(data);
            first.Add(hub.Took.TotalSeconds);
            Session.Say($"ready for the first time after {first[^1]:N1} s");
        }

        var (seconds, megabytes) = (new List<double>(), new List<double>());
        for (var round = 0; round < session.Rounds; round++)
        {
            await using var hub = await HubProcess.ByScript(data);
            using var client = new HttpClient { BaseAddress = hub.Address };
            (await client.GetAsync($"/p/{Crowd.Programme}")).EnsureSuccessStatusCode();
            await Task.Delay(Rest);
            seconds.Add(hub.Took.TotalSeconds);
            megabytes.Add(hub.ResidentMegabytes());
            Session.Say($"ready after {seconds[^1]:N2} s, {megabytes[^1]:N0} MB after {Rest.TotalSeconds:N0} s at rest");
        }

        session.Report.Add(new Figure("first `infra/run` after the build, in a fresh folder: database made, demo loaded, ready", "s", [.. first], Goal: Goal.Most(20)));
        session.Report.Add(new Figure("every other `infra/run`, to ready", "s", [.. seconds], Goal: Goal.Most(4)));
        session.Report.Add(new Figure("resident memory of the hub at rest, after one page, without its PostgreSQL", "MB", [.. megabytes], Goal: Goal.Most(250)));
    }
}
