namespace Activation.Domain.Members;

/// <param name="To">The last day away.</param>
public sealed record NoteAbsence(DateOnly From, DateOnly To);

public sealed record EndAbsence;

/// <summary>Holidays and parental leave: those who wait for an answer see who answers meanwhile.</summary>
public static class BeingAway
{
    public const int LongestInDays = 400;

    public static Decision Note(Member member, NoteAbsence command, Actor actor, DateTimeOffset now) =>
        OneselfOrLead(member, actor)
        ?? Enrolling.Here(member)
        ?? Decision.Unless(
            command.From <= command.To && command.To >= now.Today() && command.To.DayNumber - command.From.DayNumber <= LongestInDays,
            Refusals.Members.AbsenceSpan, LongestInDays)
        ?? (member.Away == new Absence(command.From, command.To)
            ? Decision.Accept()
            : Decision.Accept(new AbsenceNoted(member.Id, command.From, command.To)));

    public static Decision End(Member member, EndAbsence command, Actor actor, DateTimeOffset now) =>
        OneselfOrLead(member, actor)
        ?? Enrolling.Here(member)
        ?? (member.Away is null ? Decision.Accept() : Decision.Accept(new AbsenceEnded(member.Id)));

    static Decision? OneselfOrLead(Member member, Actor actor) =>
        Decision.Unless(actor.Member == member.Id || actor.Leads, Refusals.Members.LeadsOnly);
}
