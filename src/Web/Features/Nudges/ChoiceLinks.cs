using System.Buffers.Text;
using System.Security.Cryptography;
using Activation.Domain.Nudges;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Features.Nudges;

/// <summary>Whose choice a link is about, and of which kind it came with.</summary>
/// <param name="OnlyQuiets">It is so old that its letter may have come to others: it makes us quieter and does nothing else.</param>
public sealed record ChoiceLink(Guid Person, NudgeKind? Kind, bool OnlyQuiets);

/// <summary>
/// Links by which somebody says how often they want to hear from us, without signing in. A no has to work for as long as anybody reads the letter, so these
/// are signed rather than kept, and work more than once. Everything else than a no is taken for thirty days only: whoever finds an older one makes it quiet.
/// </summary>
public sealed class ChoiceLinks(IDataProtectionProvider protection, OwnAddress address)
{
    const int Bytes = 17;
    const int Longest = 400;

    /// <summary>A letter about a season is still looked up in the same season of the next year; an old mailbox that is found later opens nothing.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(400);

    /// <summary>For so long a link also gives: more letters, a language, days away. After it whoever wants that signs in.</summary>
    public static readonly TimeSpan Gives = TimeSpan.FromDays(30);

    readonly ITimeLimitedDataProtector seal = protection.CreateProtector("choice-link").ToTimeLimitedDataProtector();

    /// <summary>The page on which one chooses.</summary>
    public Uri Page(Guid person, NudgeKind? kind = null) => address.Of($"/choices/{Secret(person, kind)}");

    /// <summary>No more of this kind, at one press: what mail programs call by themselves.</summary>
    public Uri Off(Guid person, NudgeKind kind) => address.Of($"/choices/{Secret(person, kind)}/off");

    public string Secret(Guid person, NudgeKind? kind)
    {
        var content = new byte[Bytes];
        person.TryWriteBytes(content);
        content[^1] = (byte)(kind is { } one ? (int)one + 1 : 0);
        return Base64Url.EncodeToString(seal.Protect(content, Lasts));
    }

    /// <summary>Null when it is none of ours, or too old.</summary>
    public ChoiceLink? Read(string? secret)
    {
        if (secret is null or { Length: > Longest } || !Base64Url.IsValid(secret)) return null;
        try
        {
            var content = seal.Unprotect(Base64Url.DecodeFromChars(secret), out var ends);
            if (content.Length != Bytes) return null;
            return new(new Guid(content.AsSpan(0, Bytes - 1)), content[^1] == 0 ? null : (NudgeKind)(content[^1] - 1), ends - Lasts + Gives < DateTimeOffset.UtcNow);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
