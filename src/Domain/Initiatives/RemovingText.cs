using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Initiatives;

/// <param name="Texts">How many are taken out.</param>
public sealed record RemoveText(int Texts, string Reason);

/// <summary>What should not have been written, most often about a person, is taken out for good, and it is seen that it was.</summary>
public static class RemovingText
{
    public static Decision Remove(Initiative initiative, RemoveText command, Actor actor, DateTimeOffset now) =>
        May(Only.Known(initiative), command, actor)
        ?? Decision.Accept(new TextRemoved(initiative.Id, actor.Member, command.Texts, Text.Body(command.Reason)));

    /// <summary>The same of whatever else somebody wrote in the programme: a walk, a challenge, a sign-off, a reason.</summary>
    /// <param name="from">The stored name of what it stood in.</param>
    public static Decision RemoveElsewhere(RemoveText command, string from, Actor actor) =>
        May(null, command, actor)
        ?? Decision.Accept(new WordsRemoved(from, actor.Member, command.Texts, Text.Body(command.Reason)));

    static Decision? May(Decision? known, RemoveText command, Actor actor) =>
        Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? known
        ?? Decision.Unless(command.Texts > 0, Refusals.Initiatives.TextMissing)
        ?? Text.Reason(command.Reason);
}
