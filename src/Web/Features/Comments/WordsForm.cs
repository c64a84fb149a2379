using Activation.Domain.Comments;

namespace Activation.Web.Features.Comments;

/// <summary>A page with small forms, each about one comment and with some words: what was sent comes back to the one that it was sent by.</summary>
public interface IAsksForWords
{
    /// <summary>The comment that was asked about.</summary>
    Guid? Asked { get; }

    /// <summary>What was to be done with it.</summary>
    string? AskedFor { get; }

    string? Words { get; }

    ReportWhy? Why { get; }

    /// <summary>How far into a list somebody has read, who comes back to there.</summary>
    int From => 0;
}

/// <param name="Handler">What is done with the comment.</param>
/// <param name="Label">What the words are; with <paramref name="Title"/> and <paramref name="Send"/> a text key.</param>
/// <param name="Whys">One also chooses what is wrong with it.</param>
/// <param name="OtherHandler">What the same words may be the reason for instead.</param>
public sealed record WordsForm(
    IAsksForWords Page, Guid Comment, string Handler, string? Title, string Label, string Send, bool Whys = false, string? OtherHandler = null, string? OtherSend = null);
