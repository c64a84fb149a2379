namespace Activation.Web.Features.Deeds;

/// <summary>The one thing a link is for. Names are kept in the table of links.</summary>
public enum Deed
{
    /// <summary>Tell that an activity was carried out.</summary>
    Done,

    /// <summary>Say what came of an activity, 1–5.</summary>
    Rate,

    /// <summary>Tell that the day stands.</summary>
    OnTrack,

    /// <summary>Ask for help with it.</summary>
    Help,

    /// <summary>Move the day.</summary>
    Move,

    /// <summary>Give it a day, a place and somebody who answers for it.</summary>
    Schedule,

    /// <summary>It will not happen.</summary>
    Close,

    /// <summary>Send a draft that is concrete enough.</summary>
    Submit,

    /// <summary>Half a year later: does it live?</summary>
    StillAlive,

    /// <summary>A good example that one was shown is not for one's own municipality.</summary>
    NotForUs,

    /// <summary>Answer the five statements of the baseline.</summary>
    Baseline,
}
