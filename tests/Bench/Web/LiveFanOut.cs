using System.Net.Http.Json;
using System.Text.Json;
using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>Two thousand walls in front of the moment of a programme, while people vote everywhere in it; beside SignalR alone.</summary>
static class LiveFanOut
{
    public const string Kind = "moment";
    public const string Board = $"{Crowd.Programme}/{Kind}";

    const int ActsASecond = 20;

    // Until what is compiled anew on the way is.
    const int WarmUps = 2;

    public static async Task Measure(Session session)
    {
        var data = HubProcess.NewData();
        await using var hub = await HubProcess.Start(data);
        await using var bare = await HubProcess.Start(BareHub.Command);
        using var toHub = Browser.Connections(hub.Address);
        using var toBare = Browser.Connections(bare.Address);
        var voting = new Voting(toHub, await Crowd.Of(toHub, data));
        var bytes = await Copy(toHub, toBare);
        await using var ours = await Gallery.Open(hub.Address, Board, session.Screens);
        await using var theirs = await Gallery.Open(bare.Address, Board, session.Screens);
        Session.Say($"{session.Screens} screens are open on each, a frame is {bytes:N0} bytes");
        var (mine, peers) = (new List<Seen>(), new List<Seen>());
        for (var round = -WarmUps; round < session.Rounds; round++)
        {
            mine.Add(await ours.Watch(session.Span, ActsASecond, voting.Anywhere));
            peers.Add(await theirs.Watch(session.Span, ActsASecond, () => Act(toBare)));
            Session.Say($"{(round < 0 ? "warming up: " : "")}ours {mine[^1]}; beside {peers[^1]}");
        }

        Tell(session, mine[WarmUps..], peers[WarmUps..]);
    }

    static void Tell(Session session, List<Seen> ours, List<Seen> peers)
    {
        var what = $"act → frame, {session.Screens} screens, {ActsASecond} acts a second";
        Add($"{what}, shortest", "ms", seen => seen.Least);
        Add($"{what}, p50", "ms", seen => seen.P50);
        Add($"{what}, p99", "ms", seen => seen.P99, Goal.Most(500));
        Add($"{what}, longest", "ms", seen => seen.Most);
        Add("frames a second on each of the screens", "/s", seen => seen.FramesASecond);

        void Add(string name, string unit, Func<Seen, double> value, Goal? goal = null) => session.Report.Add(
            new Figure(name, unit, [.. ours.Select(value)], "a bare SignalR hub, same frame, four a second", [.. peers.Select(value)], goal));
    }

    // The peer sends what ours would: the same bytes, and as deep.
    public static async Task<int> Copy(HttpClient from, HttpClient to)
    {
        var frame = await from.GetFromJsonAsync<JsonElement>($"/p/{Crowd.Programme}/live/{Kind}");
        using var answer = await to.PutAsJsonAsync("/state", frame.GetProperty("state"));
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.SerializeToUtf8Bytes(frame).Length;
    }

    public static async Task<long> Act(HttpClient client)
    {
        using var answer = await client.PutAsync("/act", null);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("position").GetInt64();
    }
}
