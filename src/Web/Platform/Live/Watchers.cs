using System.Globalization;

namespace Activation.Web.Platform.Live;

/// <summary>One board in one language: those who watch it get the same bytes.</summary>
public sealed record Watched(OpenBoard Board, CultureInfo Language)
{
    public string Group { get; } = $"{Language.Name} {Board.Name} {Board.Subject.Person:N}".TrimEnd();
}

/// <summary>Somebody's screen in front of a board.</summary>
/// <param name="Person">Null for a visitor without an account.</param>
public sealed record Seat(string Connection, Guid? Person, Watched Watched);

/// <summary>What is on the open screens of this node: only that is drawn.</summary>
public sealed class Watchers
{
    /// <summary>More than any page shows; a client that asks for more is told nothing.</summary>
    const int MostBoards = 50;

    readonly Lock gate = new();
    readonly Dictionary<string, Dictionary<string, Seat>> seatsOf = [];
    readonly Dictionary<string, (Watched Watched, int Screens)> groups = [];

    public bool Add(Seat seat)
    {
        lock (gate)
        {
            if (!seatsOf.TryGetValue(seat.Connection, out var mine)) seatsOf[seat.Connection] = mine = [];
            var group = seat.Watched.Group;
            if (mine.ContainsKey(group)) return true;
            if (mine.Count == MostBoards) return false;
            mine[group] = seat;
            groups[group] = (seat.Watched, groups.GetValueOrDefault(group).Screens + 1);
            return true;
        }
    }

    /// <summary>The screen stays, and watches this board no more.</summary>
    public void Remove(Seat seat)
    {
        lock (gate)
            if (seatsOf.TryGetValue(seat.Connection, out var mine) && mine.Remove(seat.Watched.Group)) Empty(seat.Watched.Group);
    }

    public void Leave(string connection)
    {
        lock (gate)
        {
            if (!seatsOf.Remove(connection, out var mine)) return;
            foreach (var group in mine.Keys) Empty(group);
        }
    }

    public IReadOnlyList<Watched> OnScreen()
    {
        lock (gate) return [.. groups.Values.Select(entry => entry.Watched)];
    }

    public IReadOnlyList<Seat> Where(Func<Seat, bool> condition)
    {
        lock (gate) return [.. seatsOf.Values.SelectMany(mine => mine.Values).Where(condition)];
    }

    void Empty(string group)
    {
        var (watched, screens) = groups[group];
        if (screens == 1) groups.Remove(group);
        else groups[group] = (watched, screens - 1);
    }
}
