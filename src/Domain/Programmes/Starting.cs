using System.Text.RegularExpressions;
using Activation.Domain.Members;

namespace Activation.Domain.Programmes;

/// <param name="Slug">Its place in every address: lower case letters, digits and hyphens.</param>
/// <param name="TimeZone">IANA name, for example Europe/Stockholm.</param>
/// <param name="Languages">sv, da, en; the first is its own.</param>
public sealed record StartProgramme(
    Guid Programme, string Slug, string Name, string Organisation, string TimeZone, string[] Languages, bool Public);

/// <summary>Where it is and what its streams are called stay; the rest may be said better.</summary>
public sealed record DescribeProgramme(string Name, string Organisation, string[] Languages, bool Public);

/// <summary>A programme begins.</summary>
public static partial class Starting
{
    static readonly string[] Spoken = ["sv", "da", "en"];

    public static Decision Start(Programme programme, StartProgramme command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? Decision.Unless(!programme.Exists, Refusals.Programmes.Exists)
        ?? Decision.Unless(Lead.IsKey(command.Slug), Refusals.Programmes.SlugShape)
        ?? Text.Title(command.Name)
        ?? Text.Title(command.Organisation)
        ?? Decision.Unless(ZoneShape().IsMatch(command.TimeZone), Refusals.Programmes.TimeZoneUnknown)
        ?? Decision.Unless(
            command.Languages.Length > 0 && command.Languages.All(Spoken.Contains), Refusals.Programmes.LanguageUnknown, string.Join(", ", Spoken))
        ?? Decision.Accept(new ProgrammeStarted(
            command.Programme, command.Slug, Text.Line(command.Name), Text.Line(command.Organisation), command.TimeZone,
            [.. command.Languages.Distinct()], command.Public));

    public static Decision Describe(Programme programme, DescribeProgramme command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Text.Title(command.Name)
        ?? Text.Title(command.Organisation)
        ?? Decision.Unless(
            command.Languages.Length > 0 && command.Languages.All(Spoken.Contains), Refusals.Programmes.LanguageUnknown, string.Join(", ", Spoken))
        ?? Decision.Accept(new ProgrammeDescribed(
            Text.Line(command.Name), Text.Line(command.Organisation), [.. command.Languages.Distinct()], command.Public));

    // Whether the zone exists only a machine can tell; whether it could, we can.
    [GeneratedRegex(@"\A[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+){1,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ZoneShape();
}
