using Activation.Domain.Consents;

namespace Activation.Web.Features.Consents;

/// <summary>
/// The questions, each by its version. The words are texts, <c>consents.{purpose}-{version}-title</c> and <c>-text</c>; those of older versions
/// stay, since people have said yes to them. Whoever changes what a yes means raises the version and writes new words beside the old.
/// </summary>
public static class ConsentQuestions
{
    /// <summary>Those that are asked of everybody on their own page; others are asked about one thing at a time.</summary>
    public static IReadOnlyList<ConsentPurpose> OfTheProgramme { get; } = [ConsentPurpose.PublicName, ConsentPurpose.Phone];

    public static int Current(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.PublicName => 1,
        ConsentPurpose.Phone => 1,
        _ => 0,
    };

    public static string Title(ConsentPurpose purpose, int version) => $"consents.{purpose}-{version}-title";

    public static string Text(ConsentPurpose purpose, int version) => $"consents.{purpose}-{version}-text";
}
