using System.Security.Cryptography;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Baseline;

/// <summary>What an answer lies in while it waits for others. The key (<see cref="OwnKey"/>) is not in the database.</summary>
public sealed class AnswerSeal(OwnKey key)
{
    const int NonceBytes = 12, TagBytes = 16;

    /// <summary>Every sealed answer is as long as any other: its length says nothing about the municipality.</summary>
    const int Length = 96;

    static readonly Range Nonce = ..NonceBytes, Tag = NonceBytes..(NonceBytes + TagBytes), Cipher = (NonceBytes + TagBytes)..;

    public byte[] Seal(string text)
    {
        var plain = new byte[Length];
        System.Text.Encoding.UTF8.GetBytes(text, plain);
        var sealedBytes = new byte[NonceBytes + TagBytes + Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(..NonceBytes));
        using var aes = new AesGcm(key.Answers, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(Nonce), plain, sealedBytes.AsSpan(Cipher), sealedBytes.AsSpan(Tag));
        return sealedBytes;
    }

    /// <returns>Null when it was sealed with a key that is gone.</returns>
    public string? Open(byte[] sealedBytes)
    {
        var plain = new byte[Length];
        using var aes = new AesGcm(key.Answers, TagBytes);
        try
        {
            aes.Decrypt(sealedBytes.AsSpan(Nonce), sealedBytes.AsSpan(Cipher), sealedBytes.AsSpan(Tag), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetString(plain).TrimEnd('\0');
    }
}
