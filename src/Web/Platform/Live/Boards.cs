using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Activation.Store.Followers;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;

namespace Activation.Web.Platform.Live;

/// <summary>Finds boards by name and draws them.</summary>
public sealed class Boards(
    IEnumerable<IBoard> all, ProgrammeDirectory programmes, MemberDirectory members, InitiativeNumbers numbers, ReadModels readModels)
{
    /// <summary>So long a frame is that of everybody who asks: what is told in minutes has not changed by then.</summary>
    static readonly TimeSpan Shared = TimeSpan.FromMilliseconds(250);

    const int MostShared = 200;

    readonly Dictionary<string, IBoard> byKind = all.ToDictionary(board => board.Kind);
    readonly ConcurrentDictionary<(string Board, string Language), Drawing> drawn = [];

    /// <summary>What each kind of board names as its need, as it is asked of everybody who joins: a kind that names none is shut.</summary>
    public IReadOnlyDictionary<string, Permission> Needed { get; } = all
        .Select(board => (board.Kind, Needs: board.GetType().GetCustomAttribute<NeedsAttribute>()))
        .Where(board => board.Needs is not null).ToDictionary(board => board.Kind, board => board.Needs!.Permission);

    /// <summary>The board behind a name, or null when there is none or this visitor may not see it: an outsider cannot tell which.</summary>
    public async Task<OpenBoard?> Open(string name, Guid? person)
    {
        if (name.Split('/') is not [var slug, var kind, .. var rest] || !byKind.TryGetValue(kind, out var board)) return null;
        if (!Needed.TryGetValue(kind, out var needed)) return null;
        if (await programmes.Find(slug) is not { } programme || !await May(needed, programme, person)) return null;
        Reach.Into(programme.Id);
        var own = board is IPersonalBoard ? person : null;
        var subject = board.OfInitiative ? await Initiative(programme, rest) : rest.Length == 0 ? new Subject(programme, Person: own) : null;
        return subject is not null && await board.MaySee(person, subject) ? new OpenBoard(name, board, subject) : null;
    }

    /// <summary>A board in a language. When a node comes back all screens ask at once: they get one drawing, and not one each.</summary>
    public Task<LiveFrame> Draw(OpenBoard open, CultureInfo language)
    {
        // The position is read first: what the state shows may be newer than it says, never older.
        var position = readModels.Position;
        if (open.Board is IPersonalBoard) return Draw(open, language, position);
        if (drawn.Count > MostShared) drawn.Clear();
        return drawn.AddOrUpdate((open.Name, language.Name), _ => New(), (_, before) => before.Holds(position) ? before : New()).Frame.Value;

        Drawing New() => new(position, Stopwatch.GetTimestamp(), new(() => Draw(open, language, position)));
    }

    async Task<LiveFrame> Draw(OpenBoard open, CultureInfo language, long position)
    {
        Reach.Into(open.Subject.Programme.Id);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        var programme = await programmes.Find(open.Subject.Programme.Slug) ?? open.Subject.Programme;
        return new LiveFrame(open.Name, position, await open.Board.State(open.Subject with { Programme = programme }));
    }

    async Task<bool> May(Permission needed, ProgrammeView programme, Guid? person) =>
        (needed == Permission.Look && programme.Card.Public) || (person is { } id && await members.Find(programme.Id, id) is { } actor && actor.May(needed));

    async Task<Subject?> Initiative(ProgrammeView programme, string[] rest)
    {
        if (rest is not [var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return await numbers.Find(programme.Id, number) is { } initiative ? new Subject(programme, initiative) : null;
    }

    sealed record Drawing(long Position, long Begun, Lazy<Task<LiveFrame>> Frame)
    {
        public bool Holds(long position) =>
            Position == position && Stopwatch.GetElapsedTime(Begun) < Shared && Frame is not { IsValueCreated: true, Value.IsFaulted: true };
    }
}
