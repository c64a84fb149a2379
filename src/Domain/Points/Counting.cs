using System.Collections.Immutable;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Domain.Points;

public sealed record ChoosePoints(Audience Audience);

/// <summary>What a member chose about points, and the badges they have.</summary>
public sealed record Choice(Audience Audience, ImmutableHashSet<Badge> Badges)
{
    /// <summary>Who has not been asked has not said yes.</summary>
    public static Choice None { get; } = new(Audience.Nobody, []);

    public bool IsCounted => Audience != Audience.Nobody;

    /// <summary>As it is for who has left: a yes ends with the membership it was given in. Badges stay.</summary>
    public Choice Ended() => this with { Audience = Audience.Nobody };

    public static Choice Evolve(Choice state, object @event) => @event switch
    {
        PointsChosen e => state with { Audience = e.Audience },
        BadgeAwarded e => state with { Badges = state.Badges.Add(e.Badge) },
        _ => state,
    };
}

/// <summary>Deeds are counted for those who say yes, and for nobody else.</summary>
public static class Counting
{
    public static Decision Choose(Choice choice, ChoosePoints command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoJoin(actor)
        ?? Decision.Unless(Enum.IsDefined(command.Audience), Refusals.Points.AudienceUnknown)
        ?? (choice.Audience == command.Audience ? Decision.Accept() : Decision.Accept(new PointsChosen(actor.Member, command.Audience)));

    /// <summary>Who leaves is counted no longer; who comes back is asked anew.</summary>
    public static Decision End(Choice choice, Guid member) =>
        choice.IsCounted ? Decision.Accept(new PointsChosen(member, Audience.Nobody)) : Decision.Accept();

    /// <summary>Awards what the deeds have earned and is not there yet; who is not counted gets nothing.</summary>
    /// <param name="choice">What the member chose and has.</param>
    /// <param name="deeds">All deeds of the member.</param>
    public static Decision Award(Choice choice, Guid member, IReadOnlyCollection<Deed> deeds) => !choice.IsCounted
        ? Decision.Accept()
        : Decision.Accept(
        [
            .. from badge in Badges.All
               where !choice.Badges.Contains(badge.Badge)
               let deed = badge.EarnedBy(deeds)
               where deed is not null
               select new BadgeAwarded(member, badge.Badge, deed.At, deed.Initiative),
        ]);
}
