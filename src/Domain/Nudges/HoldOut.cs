using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Activation.Domain.Nudges;

/// <summary>
/// Who is not told, so that it is seen what happens without: one in ten for each kind, drawn by a hash of person, kind and quarter. It is drawn
/// for a quarter and not for each nudge, so that a reminder never reaches somebody whose first nudge was held out.
/// </summary>
public static class HoldOut
{
    public const int Percent = 10;

    public static bool Has(Guid person, NudgeKind kind, string quarter)
    {
        if (kind.Rules().IsForAll) return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{person:N} {kind.Kebab()} {quarter}")));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % 100 < Percent;
    }

    /// <summary>For example 2027-Q1.</summary>
    public static string Quarter(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}-Q{(day.Month + 2) / 3}");
}
