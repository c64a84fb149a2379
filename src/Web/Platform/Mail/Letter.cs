namespace Activation.Web.Platform.Mail;

/// <summary>
/// What somebody is told by mail, in their own language. The words are the texts <c>{Key}-subject</c>, <c>{Key}-text</c> (a paragraph a line)
/// and <c>{Key}-why</c> (why they get it).
/// </summary>
/// <param name="To">Address of one reader. Null is nobody: such a letter is handled like any other and thrown away at the door, so that how long
/// an answer takes does not tell whether an address is known.</param>
/// <param name="Language">sv, da or en.</param>
/// <param name="Key">What the keys of its texts begin with: <c>sign-in.letter</c>.</param>
/// <param name="Args">What the texts name, as {0}, {1} …: words, days and figures, and <see cref="IInWords"/> what is called by texts of ours. A
/// subject takes one line only.</param>
public sealed record Letter(string? To, string Language, string Key, params object[] Args)
{
    /// <summary>How long it is of any use: such letters are carried before all others, and not at all afterwards.</summary>
    public TimeSpan? Lasts { get; init; }

    /// <summary>Above the text; the name of the programme, or of the hub.</summary>
    public string? From { get; init; }

    /// <summary>Shown large, to be typed.</summary>
    public string? Code { get; init; }

    /// <summary>Buttons below the text: the first is the one to press.</summary>
    public IReadOnlyList<LetterLink> Links { get; init; } = [];

    /// <summary>Below the buttons, in small: a text key.</summary>
    public string? Note { get; init; }

    /// <summary>Short lists below that, for a letter that tells of several things.</summary>
    public IReadOnlyList<LetterSection> Sections { get; init; } = [];

    /// <summary>At the foot: how to hear less, or otherwise.</summary>
    public IReadOnlyList<LetterLink> Quiet { get; init; } = [];

    /// <summary>Where one says no to letters of this kind; mail programs show it as a button.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <param name="Title">Text key.</param>
public sealed record LetterSection(string Title, IReadOnlyList<LetterLine> Lines);

/// <param name="Key">Text key of one line.</param>
/// <param name="To">Where it is read in full.</param>
public sealed record LetterLine(string Key, object[] Args, Uri To);

/// <param name="Key">Text key of what stands on the button.</param>
public sealed record LetterLink(string Key, Uri To);
