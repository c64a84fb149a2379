using System.Text.RegularExpressions;
using Activation.Domain.Members;

namespace Activation.Domain.Programmes;

/// <summary>What those who lead a programme share: who they are, and how keys are written.</summary>
static partial class Lead
{
    const int LongestKey = 40;

    public static Decision? Only(Actor actor) => Decision.Unless(actor.Leads, Refusals.Members.LeadsOnly);

    public static Decision? Only(Actor actor, Programme programme) =>
        Only(actor) ?? Decision.Unless(programme.Exists, Refusals.Programmes.Unknown);

    /// <summary>Keys are for ever and stand in addresses.</summary>
    public static Decision? Key(string? key) => Decision.Unless(IsKey(key), Refusals.Programmes.KeyShape, LongestKey);

    public static bool IsKey(string? key) => key is { Length: > 0 and <= LongestKey } && KeyShape().IsMatch(key);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyShape();
}
