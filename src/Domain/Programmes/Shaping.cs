using Activation.Domain.Members;

namespace Activation.Domain.Programmes;

public sealed record WriteVision(string Text, string Source);

public sealed record AddMunicipality(
    string Municipality, string Name, int RoutePlace, int Population, DateOnly PopulationOn, double Latitude, double Longitude, LabelPlace Label);

public sealed record ChangeMunicipality(string Municipality, string Name, int Population, DateOnly PopulationOn);

/// <summary>Where the main town lies, in degrees.</summary>
public sealed record MoveMunicipality(string Municipality, double Latitude, double Longitude);

public sealed record NameCoreValue(string Value, string Name, string Meaning);

/// <param name="Flag">Which of the six signal flags stands for it, 1–6.</param>
/// <param name="Assumed">True while the name is ours and not the programme's own.</param>
public sealed record NameFocusArea(string FocusArea, string Name, int Flag, bool Assumed);

public sealed record ListNetwork(int Network, string Name, bool TiedToPlan);

public sealed record ArchiveProject(string Name, string? Note);

/// <summary>What a programme stands for, and who is in it. Naming a value or an area again gives it a new name.</summary>
public static class Shaping
{
    public const int FlagCount = 6;

    public const int MostResidents = 10_000_000;

    static readonly string[] Anchors = ["start", "middle", "end"];

    public static Decision WriteVision(Programme programme, WriteVision command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Text.Needed(command.Text, Text.BodyLimit)
        ?? Text.Note(command.Source)
        ?? Decision.Accept(new VisionWritten(Text.Body(command.Text), Text.Body(command.Source)));

    public static Decision AddMunicipality(Programme programme, AddMunicipality command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Lead.Key(command.Municipality)
        ?? Decision.Unless(!programme.Has(command.Municipality), Refusals.Programmes.MunicipalityExists)
        ?? Text.Title(command.Name)
        ?? Decision.Unless(
            command.RoutePlace >= 1 && programme.Route.Values.All(m => m.Place != command.RoutePlace),
            Refusals.Programmes.RoutePlaceTaken, programme.Route.Values.Select(m => m.Place).DefaultIfEmpty(0).Max() + 1)
        ?? Counted(command.Population, command.PopulationOn, now)
        ?? Decision.Unless(IsOnEarth(command.Latitude, command.Longitude) && HasLabel(command.Label), Refusals.Programmes.PositionRange)
        ?? Decision.Accept(new MunicipalityJoined(
            command.Municipality, Text.Line(command.Name), command.RoutePlace, command.Population, command.PopulationOn,
            command.Latitude, command.Longitude, command.Label));

    public static Decision ChangeMunicipality(Programme programme, ChangeMunicipality command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(programme.Has(command.Municipality), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames)
        ?? Text.Title(command.Name)
        ?? Counted(command.Population, command.PopulationOn, now)
        ?? Decision.Accept(new MunicipalityChanged(command.Municipality, Text.Line(command.Name), command.Population, command.PopulationOn));

    /// <summary>Puts right where it is drawn. Nothing is counted by it.</summary>
    public static Decision MoveMunicipality(Programme programme, MoveMunicipality command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(programme.Has(command.Municipality), Refusals.Programmes.MunicipalityUnknown, programme.MunicipalityNames)
        ?? Decision.Unless(IsOnEarth(command.Latitude, command.Longitude), Refusals.Programmes.PositionRange)
        ?? Decision.Accept(new MunicipalityMoved(command.Municipality, command.Latitude, command.Longitude));

    public static Decision NameCoreValue(Programme programme, NameCoreValue command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Lead.Key(command.Value)
        ?? Text.Title(command.Name)
        ?? Text.Note(command.Meaning)
        ?? Decision.Accept(new CoreValueNamed(command.Value, Text.Line(command.Name), Text.Body(command.Meaning)));

    public static Decision NameFocusArea(Programme programme, NameFocusArea command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Lead.Key(command.FocusArea)
        ?? Text.Title(command.Name)
        ?? Decision.Unless(command.Flag is >= 1 and <= FlagCount, Refusals.Programmes.FlagRange, FlagCount)
        ?? Decision.Unless(
            programme.FocusAreas.All(f => f.Key == command.FocusArea || f.Value.Flag != command.Flag), Refusals.Programmes.FlagTaken)
        ?? Decision.Accept(new FocusAreaNamed(command.FocusArea, Text.Line(command.Name), command.Flag, command.Assumed));

    public static Decision ListNetwork(Programme programme, ListNetwork command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Text.Title(command.Name)
        ?? Decision.Unless(!programme.Networks.Contains(command.Network), Refusals.Programmes.NetworkExists)
        ?? Decision.Accept(new NetworkListed(command.Network, Text.Line(command.Name), command.TiedToPlan));

    /// <summary>The name is a sentence in the plan's list, so it may be longer than a title.</summary>
    public static Decision ArchiveProject(Programme programme, ArchiveProject command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Text.Needed(command.Name, Text.NoteLimit)
        ?? Text.Note(command.Note)
        ?? Decision.Accept(new ProjectArchived(Text.Line(command.Name), Text.BodyOrNull(command.Note)));

    static Decision? Counted(int population, DateOnly on, DateTimeOffset now) =>
        Decision.Unless(population is > 0 and <= MostResidents && on <= now.Today(), Refusals.Programmes.PopulationRange, MostResidents);

    static bool IsOnEarth(double latitude, double longitude) => latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;

    static bool HasLabel(LabelPlace label) => double.IsFinite(label.X) && double.IsFinite(label.Y) && Anchors.Contains(label.Anchor);
}
