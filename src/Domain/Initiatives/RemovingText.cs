using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <param name="Texts">How many are taken out.</param>
public sealed record RemoveText(int Texts, string Reason);

/// <summary>What should not have been written, most often about a person, is taken out for good, and it is seen that it was.</summary>
public static class RemovingText
{
    public static Decision Remove(Initiative initiative, RemoveText command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? Only.Known(initiative)
        ?? Decision.Unless(command.Texts > 0, Refusals.Initiatives.TextMissing)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new TextRemoved(initiative.Id, actor.Member, command.Texts, Text.Body(command.Reason)));
}
