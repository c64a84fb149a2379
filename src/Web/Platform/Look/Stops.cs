namespace Activation.Web.Platform.Look;

/// <summary>How a stop on a line stands.</summary>
public enum StopState
{
    Next,
    Now,
    Done,
    Bad,
}

/// <summary>Steps, stages or history along a line.</summary>
/// <param name="Lay">Lies down where there is room; false: always stands.</param>
/// <param name="Slim">On a phone only the words of the current stop are shown.</param>
/// <param name="Label">What the steps are steps of, for those who hear the page.</param>
public sealed record Line(IReadOnlyList<Stop> Stops, bool Lay = true, bool Slim = false, string? Label = null);

public sealed record Stop(string Text, StopState State, string? Note = null, string? Href = null);

/// <summary>A shared challenge: one stop for each municipality, in route order. Now means planned, or waiting for a word.</summary>
public sealed record Elva(IReadOnlyList<ElvaStop> Stops);

/// <param name="TextKey">What it says in words; null for what its state says.</param>
public sealed record ElvaStop(string Municipality, StopState State, string? TextKey = null);

public static class StopStates
{
    public static string Css(this StopState state) => state switch
    {
        StopState.Done => "done",
        StopState.Now => "now",
        StopState.Bad => "bad",
        _ => "next",
    };

    /// <summary>What a stop of a challenge says in words.</summary>
    public static string TextKey(this StopState state) => state switch
    {
        StopState.Done => "look.done",
        StopState.Now => "look.planned",
        StopState.Bad => "look.needs-someone",
        _ => "look.not-yet",
    };
}
