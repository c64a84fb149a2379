using System.Globalization;

namespace Activation.Web.Platform.Live;

/// <summary>One board in one language: those who watch it get the same bytes.</summary>
public sealed record Watched(OpenBoard Board, CultureInfo Language)
{
    public string Group { get; } = $"{Language.Name} {Board.Name}";
}

/// <summary>What is on the open screens of this node: only that is drawn.</summary>
public sealed class Watchers
{
    /// <summary>More than any page shows; a client that asks for more is told nothing.</summary>
    const int MostBoards = 50;

    readonly Lock gate = new();
    readonly Dictionary<string, HashSet<string>> groupsOf = [];
    readonly Dictionary<string, (Watched Watched, int Screens)> groups = [];

    public bool Add(string connection, Watched watched)
    {
        lock (gate)
        {
            if (!groupsOf.TryGetValue(connection, out var mine)) groupsOf[connection] = mine = [];
            if (mine.Contains(watched.Group)) return true;
            if (mine.Count == MostBoards) return false;
            mine.Add(watched.Group);
            groups[watched.Group] = (watched, groups.GetValueOrDefault(watched.Group).Screens + 1);
            return true;
        }
    }

    public void Leave(string connection)
    {
        lock (gate)
        {
            if (!groupsOf.Remove(connection, out var mine)) return;
            foreach (var group in mine)
            {
                var (watched, screens) = groups[group];
                if (screens == 1) groups.Remove(group);
                else groups[group] = (watched, screens - 1);
            }
        }
    }

    public IReadOnlyList<Watched> OnScreen()
    {
        lock (gate) return [.. groups.Values.Select(entry => entry.Watched)];
    }
}
