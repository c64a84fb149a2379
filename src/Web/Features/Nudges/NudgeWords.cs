using Activation.Domain.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>A nudge as somebody reads it.</summary>
/// <param name="Why">Why do I get this?</param>
/// <param name="Action">What stands on the button.</param>
public sealed record NudgeText(string Subject, IReadOnlyList<string> Paragraphs, string Why, string Action);

/// <summary>Puts nudges into the language of the request: the same words in the bell, on the list and in the letter.</summary>
public sealed class NudgeWords(Texts texts)
{
    /// <summary>What an answer was, or what moved, has words of its own.</summary>
    static readonly Dictionary<NudgeKind, string[]> Variants = new()
    {
        [NudgeKind.DecisionMade] = ["approved", "returned", "declined", "merged", "grew"],
        [NudgeKind.FollowedApproved] = ["declined", "merged"],
        [NudgeKind.SpokenTo] = ["mention", "answer", "comment", "hidden", "upheld", "shown"],
        [NudgeKind.FollowedMoved] = ["comment", "outcome", "story"],
    };

    public NudgeText Of(NudgeKind kind, IReadOnlyList<string> facts)
    {
        var (key, args) = (KeyOf(kind, facts), texts.InWords(NudgeArgs.Of(kind, facts)));
        return new(
            texts[$"{key}-subject", args], texts[$"{key}-text", args].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            texts[$"{key}-why", args], texts[$"{key}-action", args]);
    }

    /// <summary>What a kind is called where one chooses among kinds.</summary>
    public string Name(NudgeKind kind) => texts[$"nudges.{kind.Kebab()}-name"];

    /// <summary>What the keys of its texts begin with.</summary>
    public static string KeyOf(NudgeKind kind, IReadOnlyList<string> facts) =>
        facts.Count > 1 && Variants.TryGetValue(kind, out var variants) && variants.Contains(facts[1]) ? $"nudges.{kind.Kebab()}-{facts[1]}" : $"nudges.{kind.Kebab()}";
}
