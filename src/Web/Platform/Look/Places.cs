namespace Activation.Web.Platform.Look;

/// <summary>A place in the main menu and, on a phone, in the tab bar.</summary>
/// <param name="Name">What a page puts in <c>ViewData["Place"]</c>; its text is <c>look.{Name}</c>.</param>
/// <param name="Path">Below the programme when it starts with a dot, else from the root.</param>
/// <param name="Short">Its text where five stand side by side on a phone, when it is another.</param>
public sealed record Place(string Name, string Icon, string Path, bool InMenu = true, bool InBar = true, string? Short = null)
{
    public string Href(FrameProgramme programme) =>
        Path.StartsWith('.') ? $"/p/{programme.Slug}{Path[1..]}" : Path;
}

/// <summary>All places there are, in the order of the menu. A page that is new gets its line here.</summary>
public static class Places
{
    public const string Overview = "overview";
    public const string Initiatives = "initiatives";
    public const string Propose = "propose";
    public const string Stories = "stories";
    public const string Goals = "goals";
    public const string Journey = "journey";
    public const string Queue = "queue";
    public const string Admin = "admin";
    public const string Me = "me";

    static readonly Place[] All =
    [
        new(Overview, "house", "."),
        new(Initiatives, "lightbulb", "./initiatives"),
        new(Propose, "circle-plus", "./initiatives/propose", InMenu: false),
        new(Stories, "sprout", "./stories", Short: "stories-short"),
        new(Goals, "target", "./goals"),
        new(Journey, "map", "./journey", InBar: false),
        new(Queue, "inbox", "./queue"),
        new(Admin, "settings", "./admin/people", InBar: false),
        new(Me, "circle-user-round", "/me", InMenu: false),
    ];

    public static IEnumerable<Place> Menu(Frame frame) => All.Where(place => place.InMenu && IsOpenTo(place, frame));

    public static IEnumerable<Place> TabBar(Frame frame) => All.Where(place => place.InBar && IsOpenTo(place, frame) && !GivesWay(place, frame));

    // The tab bar has room for five: a coordinator proposes from the list and has the queue at the thumb.
    // Who only reads meets the good examples there instead, and who tells of them has no goals.
    static bool GivesWay(Place place, Frame frame) => place.Name switch
    {
        Propose => frame.Person is null || IsOpenTo(All.First(one => one.Name == Queue), frame),
        Stories => frame.Person is { Tells: false },
        Goals => frame.Person is { Tells: true },
        _ => false,
    };

    static bool IsOpenTo(Place place, Frame frame) => place.Name switch
    {
        Queue => frame.Person is { Coordinates: true },
        Admin => frame.Person is { Leads: true },
        _ => true,
    };
}
