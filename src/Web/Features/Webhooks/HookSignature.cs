using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Activation.Web.Features.Webhooks;

/// <summary>How a receiver knows that it was us, and now: HMAC-SHA256 with the secret over the time, a point and the body.</summary>
public static class HookSignature
{
    public const string Header = "Activation-Signature", DeliveryHeader = "Activation-Delivery", EventHeader = "Activation-Event";

    /// <summary>So that one that was published by mistake is recognised for what it is.</summary>
    public const string Prefix = "whsec_";

    const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary><c>t=1789000000,v1=…</c>; one v1 for each secret that counts.</summary>
    public static string Of(string body, DateTimeOffset at, params IEnumerable<string> secrets)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{time}.{body}");
        return string.Join(',', secrets.Select(secret => $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}").Prepend($"t={time}"));
    }
}
