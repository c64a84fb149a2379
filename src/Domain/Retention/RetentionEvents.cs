namespace Activation.Domain.Retention;

/// <summary>How long one kind of what ages is kept in a programme from now on, and why.</summary>
/// <param name="Months">Null: for as long as the programme is kept.</param>
public sealed record RetentionRuleSet(Ageing Kind, int? Months, string Reason);

/// <summary>What ages in a programme.</summary>
public enum Ageing
{
    /// <summary>Proposals that were begun and never sent; their age is that of the last change.</summary>
    Drafts,

    /// <summary>Names and addresses of those who have left; their age is that of the leaving.</summary>
    LeftMembers,

    /// <summary>Who was refused what.</summary>
    SecurityEvents,

    /// <summary>By which door and with what kind of device somebody came who did something.</summary>
    Origins,

    /// <summary>What was talked about around initiatives that have ended; its age is that of the last thing that happened there.</summary>
    Comments,

    /// <summary>The words beside a grade and beside a "count me in", of initiatives that have ended.</summary>
    Notes,

    /// <summary>Names and addresses of those who came on a walk without an account; their age is that of the walk.</summary>
    WalkGuests,

    /// <summary>Pictures that stand in no story, neither in one that is shown nor in one that is worked on; their age is that of the upload.</summary>
    UnusedPictures,

    /// <summary>Names of people who were asked about being in a story and have never answered; their age is that of the last question.</summary>
    UnansweredNames,

    /// <summary>What was made on a course and stands in no story that is shown; its age is that of the day it was handed in.</summary>
    UnusedWorks,
}
