using Activation.Domain.Stories;
using Activation.Domain.Walks;

namespace Activation.Domain.Courses;

/// <summary>A work with everything that belongs to it.</summary>
/// <param name="Name">What they want to be called beside it; it may be an alias, or nothing.</param>
/// <param name="Alt">What somebody sees who does not see the picture; null without one.</param>
/// <param name="Film">Null without one.</param>
/// <param name="Terms">Which version of the question was said yes to; null for none.</param>
/// <param name="Turn">Up to which turn of the work it was looked at; null where nobody looks.</param>
public sealed record SubmitWork(
    Guid Work, Guid Guest, string Title, string Text, string? Alt, SetFilm? Film, WorkLicence Licence, string Name, bool ShowsName, int? Terms, int? Turn = null);

/// <summary>Who came on a course hands in what they made, in their own name or in none, and takes it back whenever they like.</summary>
public static class Submitting
{
    /// <summary>The version of the question that is asked now. Whoever changes its words counts it up: what somebody agreed to stays what they read.</summary>
    public const int Terms = 1;

    /// <summary>Counted from the beginning of the course.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    public const int TextLimit = 8_000;

    public const int NameLimit = 80;

    public static Decision Submit(Work work, Walk walk, SubmitWork command, DateTimeOffset now) =>
        Decision.Unless(walk.Queues && !walk.IsCancelled && walk.Guests.Contains(command.Guest), Refusals.Works.ParticipantsOnly)
        ?? Decision.Unless(now >= walk.StartsAt, Refusals.Works.NotYet)
        ?? Decision.Unless(now <= walk.StartsAt + Window, Refusals.Works.TooLate, Window.Days)
        ?? Decision.Unless(work.Step != WorkStep.Chosen, Refusals.Works.BeingTold)
        ?? Decision.Unless(command.Turn is null || command.Turn == work.Turn, Refusals.Works.Newer)
        ?? Whole(command)
        ?? Decision.Unless(command.Terms is not null, Refusals.Works.ConsentMissing)
        ?? Decision.Unless(command.Terms == Terms, Refusals.Works.TermsChanged)
        ?? Decision.Accept(new WorkSubmitted(command.Work, walk.Id, command.Guest, command.Licence, command.ShowsName, Terms));

    /// <summary>Never refused to whoever has handed one in.</summary>
    public static Decision Withdraw(Work work) => work.Step switch
    {
        WorkStep.None => Decision.Refuse(Refusals.Works.Unknown),
        WorkStep.Withdrawn => Decision.Accept(),
        _ => Decision.Accept(new WorkWithdrawn(work.Id)),
    };

    static Decision? Whole(SubmitWork command) =>
        Text.Title(command.Title)
        ?? Text.Fits(Text.Body(command.Text), TextLimit)
        ?? Decision.Unless(Text.Body(command.Text).Length > 0 || command.Alt is not null || command.Film is not null, Refusals.Works.Empty)
        ?? (command.Alt is { } alt ? Picturing.Described(alt, command.ShowsName ? command.Name : "") : null)
        ?? (command.Film is { } film ? Picturing.Shown(film) : null)
        ?? Decision.Unless(Enum.IsDefined(command.Licence), Refusals.Works.LicenceUnknown)
        ?? Text.Fits(Text.Line(command.Name), NameLimit)
        ?? Decision.Unless(!command.ShowsName || Text.Line(command.Name).Length > 0, Refusals.Works.NameMissing);
}
