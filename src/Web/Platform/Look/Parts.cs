namespace Activation.Web.Platform.Look;

public enum Tone
{
    Plain,
    Act,
    Ok,
    Now,
    Warn,
    Pass,
}

/// <summary>A fact about a thing, in a word.</summary>
/// <param name="Flag">The signal flag of a focus area, 1–6.</param>
public sealed record Chip(string Text, Tone Tone = Tone.Plain, string? Icon = null, int? Flag = null, string? Href = null);

/// <summary>My next step; one on a page.</summary>
/// <param name="Later">Where "later" goes; none: it cannot be put off.</param>
/// <param name="From">With <paramref name="To"/>: the small line between two places.</param>
public sealed record Ticket(
    string Title, string Text, string Href, string Action, string? Later = null, string? From = null, string? To = null);

/// <summary>What has just happened, newest first.</summary>
/// <param name="Fresh">How many of them came in now and drop in.</param>
public sealed record Departures(IReadOnlyList<Departure> Items, int Fresh = 0);

/// <param name="At">For machines.</param>
/// <param name="Clock">For people, in the programme's own time: 09:42.</param>
public sealed record Departure(DateTimeOffset At, string Clock, string Where, string What, string? Href = null, string? Note = null)
{
    /// <summary>Tells open screens which rows they have already.</summary>
    public string Key => $"{At.UtcTicks} {What}";
}

/// <summary>Stays where it is and explains.</summary>
public sealed record Note(string Text, Tone Tone = Tone.Act, string? Icon = null)
{
    public string Drawing => Icon ?? Tone switch
    {
        Tone.Warn => "triangle-alert",
        Tone.Ok => "check",
        Tone.Pass => "git-fork",
        _ => "info",
    };
}

/// <summary>Says that it worked, and passes.</summary>
public sealed record Toast(string Text, Undo? Undo = null);

/// <summary>A write that takes it back: posted to the address with the given fields.</summary>
public sealed record Undo(string Action, IReadOnlyDictionary<string, string>? Fields = null);

/// <summary>Nothing is here, and where to go instead.</summary>
public sealed record Empty(string Title, string Text, string? Href = null, string? Action = null);

/// <summary>Something for a camera.</summary>
/// <param name="Label">What it holds, for those who do not see it.</param>
public sealed record Qr(QrCode Code, string Label);

/// <summary>Reached together.</summary>
public sealed record Cheer(string Title, string Text, string? Href = null, string? Link = null);

/// <summary>A ladder of steps, the lowest first, and where somebody stands.</summary>
public sealed record Rungs(IReadOnlyList<string> Steps, int Now);

/// <summary>The same list, another cut: plain links.</summary>
public sealed record Tabs(string Label, IReadOnlyList<Tab> Items);

public sealed record Tab(string Text, string Href, bool Current = false, int? Count = null);

/// <summary>A list that is turned page by page, from 1.</summary>
/// <param name="Link">Where a page of it is.</param>
public sealed record Pager(int At, int Pages, Func<int, string> Link);

/// <summary>Asks for a grade, 1–5.</summary>
/// <param name="Id">Where what is wrong with it stands; none on a page that asks for several.</param>
public sealed record GradeField(int? Given = null, bool Needed = false, string? Id = null);

public static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Act => "act",
        Tone.Ok => "ok",
        Tone.Now => "now",
        Tone.Warn => "warn",
        Tone.Pass => "pass",
        _ => "",
    };
}
