using System.Globalization;
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
    readonly Dictionary<string, IBoard> byKind = all.ToDictionary(board => board.Kind);

    /// <summary>The board behind a name, or null when there is none or this visitor may not see it: an outsider cannot tell which.</summary>
    public async Task<OpenBoard?> Open(string name, Guid? person)
    {
        if (name.Split('/') is not [var slug, var kind, .. var rest] || !byKind.TryGetValue(kind, out var board)) return null;
        if (await programmes.Find(slug) is not { } programme || !await MayEnter(programme, person)) return null;
        Reach.Into(programme.Id);
        var own = board is IPersonalBoard ? person : null;
        var subject = board.OfInitiative ? await Initiative(programme, rest) : rest.Length == 0 ? new Subject(programme, Person: own) : null;
        return subject is not null && await board.MaySee(person, subject) ? new OpenBoard(name, board, subject) : null;
    }

    public async Task<LiveFrame> Draw(OpenBoard open, CultureInfo language)
    {
        // The position is read first: what the state shows may be newer than it says, never older.
        var position = readModels.Position;
        Reach.Into(open.Subject.Programme.Id);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        var programme = await programmes.Find(open.Subject.Programme.Slug) ?? open.Subject.Programme;
        return new LiveFrame(open.Name, position, await open.Board.State(open.Subject with { Programme = programme }));
    }

    async Task<bool> MayEnter(ProgrammeView programme, Guid? person) =>
        programme.Card.Public || (person is { } id && await members.Find(programme.Id, id) is { } actor && actor.May(Permission.Look));

    async Task<Subject?> Initiative(ProgrammeView programme, string[] rest)
    {
        if (rest is not [var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return await numbers.Find(programme.Id, number) is { } initiative ? new Subject(programme, initiative) : null;
    }
}
