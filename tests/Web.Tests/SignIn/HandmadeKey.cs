using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.SignIn;

/// <summary>What an authenticator says of how it was asked (WebAuthn, 6.1).</summary>
[Flags]
public enum Shown : byte
{
    Nothing = 0,

    /// <summary>Somebody touched it.</summary>
    Present = 1,

    /// <summary>It asked for finger, face or code.</summary>
    Verified = 4,
}

/// <summary>A passkey without a device: it says of itself what a test wants, and signs it.</summary>
sealed class HandmadeKey : IDisposable
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] id = RandomNumberGenerator.GetBytes(16);

    /// <summary>Among somebody's keys, as one that asked for finger, face or code when it was made.</summary>
    public Task Register(TestHub hub, Guid person) => hub.Views.Execute(
        "insert into hub.passkey values (@id, @person, 'Handgjord', @key, now(), null, 0, '{usb}', true, false, false, '', '')",
        new { id = Convert.ToBase64String(id), person, key = Convert.ToBase64String(Cose()) });

    /// <summary>What a browser would send for a challenge.</summary>
    /// <param name="wanted">What the hub asks, as JSON.</param>
    public string Answer(string wanted, Uri page, Guid person, Shown how)
    {
        using var asked = JsonDocument.Parse(wanted);
        var client = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "webauthn.get", challenge = asked.RootElement.GetProperty("challenge").GetString(), origin = page.GetLeftPart(UriPartial.Authority), crossOrigin = false,
        });
        // Keys that live on several devices do not count how often they were shown: of an answer that comes twice nothing else tells.
        byte[] count = [0, 0, 0, 0];
        byte[] device = [.. SHA256.HashData(Encoding.UTF8.GetBytes(page.Host)), (byte)how, .. count];
        var signature = key.SignData([.. device, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return JsonSerializer.Serialize(new
        {
            id = Base64Url.EncodeToString(id), rawId = Base64Url.EncodeToString(id), type = "public-key", clientExtensionResults = new { },
            response = new
            {
                authenticatorData = Base64Url.EncodeToString(device), clientDataJSON = Base64Url.EncodeToString(client),
                signature = Base64Url.EncodeToString(signature), userHandle = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(person.ToString())),
            },
        });
    }

    public void Dispose() => key.Dispose();

    // RFC 9053: an elliptic key, ES256, on P-256.
    byte[] Cose()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }
}
