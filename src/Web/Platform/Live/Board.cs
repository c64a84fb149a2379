using Activation.Store;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Live;

/// <summary>Something that moves on open screens: an absolute state, never a difference.</summary>
public interface IBoard
{
    /// <summary>Its place in a board's name, and the name of the message: <c>moment</c>, <c>scores</c>, <c>tally</c>.</summary>
    string Kind { get; }

    /// <summary>True when it is about one initiative, false when about a whole programme.</summary>
    bool OfInitiative { get; }

    /// <summary>May this visitor see it? Asked of those who may look at the programme; null is a visitor without an account.</summary>
    Task<bool> MaySee(Guid? person, Subject subject);

    /// <summary>Does an event about this subject change it?</summary>
    bool IsTouchedBy(Recorded recorded);

    /// <summary>The state now, its texts in the current language. The same for everyone who may see it.</summary>
    Task<object> State(Subject subject);
}

/// <summary>A board that everybody has one of: each is sent to the person whose it is, and to nobody else.</summary>
public interface IPersonalBoard : IBoard
{
    /// <summary>Whose board an event moves; null when it moves none.</summary>
    Guid? OwnerOf(object data);
}

/// <summary>What a board is about: a programme, or one initiative of it.</summary>
/// <param name="Person">Whose it is, when everybody has their own.</param>
public sealed record Subject(ProgrammeView Programme, Guid? Initiative = null, Guid? Person = null);

/// <summary>A board as somebody asked for it: parsed, found, and allowed.</summary>
/// <param name="Name"><c>{programme}/{kind}</c> or <c>{programme}/{kind}/{number}</c>.</param>
public sealed record OpenBoard(string Name, IBoard Board, Subject Subject);

/// <summary>One message: the state of a board at a position of the log. An older position than one already shown is to be dropped.</summary>
public sealed record LiveFrame(string Board, long Position, object State);
