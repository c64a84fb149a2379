using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>The first start makes the database and loads the demo; what people wait for on every other day is the second.</summary>
static class SecondStart
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static async Task Measure(Session session)
    {
        var data = HubProcess.NewData();
        double first;
        await using (var hub = await HubProcess.Start(data)) first = hub.Took.TotalSeconds;
        var (seconds, megabytes) = (new List<double>(), new List<double>());
        for (var round = 0; round < session.Rounds; round++)
        {
            await using var hub = await HubProcess.Start(data);
            using var client = new HttpClient { BaseAddress = hub.Address };
            (await client.GetAsync($"/p/{Crowd.Programme}")).EnsureSuccessStatusCode();
            await Task.Delay(Rest);
            seconds.Add(hub.Took.TotalSeconds);
            megabytes.Add(hub.ResidentMegabytes());
            Session.Say($"ready after {seconds[^1]:N2} s, {megabytes[^1]:N0} MB after {Rest.TotalSeconds:N0} s at rest");
        }

        session.Report.Add(new Figure("first start: database made, demo loaded, ready", "s", [first], Goal: Goal.Most(20)));
        session.Report.Add(new Figure("every other start, to ready", "s", [.. seconds], Goal: Goal.Most(4)));
        session.Report.Add(new Figure("resident memory of the hub at rest, after one page", "MB", [.. megabytes], Goal: Goal.Most(250)));
    }
}
