using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Activation.Web.Platform.Look;

/// <summary>What the layout shows around every page. Pages outside a programme have none, visitors are nobody.</summary>
public sealed record Frame
{
    public FrameProgramme? Programme { get; init; }

    public FramePerson? Person { get; init; }

    /// <summary>Nobody has been asked who it is, since nobody answers just now: no word about being signed in or out.</summary>
    public bool IsUnasked { get; init; }

    /// <summary>Nudges in the bell that the person has not seen.</summary>
    public int Unread { get; init; }

    /// <summary>Good news for the person, said once.</summary>
    public string? News { get; init; }

    /// <summary>Invented people and figures: the footer says so.</summary>
    public bool Demo { get; init; }

    public static Frame Of(ViewDataDictionary viewData) => viewData[nameof(Frame)] as Frame ?? new Frame();
}

public sealed record FrameProgramme(string Slug, string Name, string Organisation);

/// <param name="Coordinates">Somebody whose decision is waited for: the queue is among the links.</param>
/// <param name="Tells">Somebody who makes good work visible: the good examples are at the thumb.</param>
/// <param name="Leads">Somebody who keeps the programme: its administration is among the links.</param>
public sealed record FramePerson(string Name, bool Coordinates, bool Leads = false, bool Tells = false);
