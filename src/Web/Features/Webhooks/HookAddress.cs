using System.Net;
using Activation.Domain;

namespace Activation.Web.Features.Webhooks;

/// <summary>Where a webhook leads to, as somebody wrote it: https, a name on the internet, a usual port. Numbers have no certificate, in any spelling.</summary>
public static class HookAddress
{
    public const int Longest = 500;

    /// <summary>Why an address is none: text keys.</summary>
    public const string Shape = "hooks.address-shape", Port = "hooks.address-port", Private = "hooks.address-private", Unknown = "hooks.address-unknown";

    static readonly string[] Inside = ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion", "test", "invalid"];

    /// <param name="reach">Which ports may be used.</param>
    /// <returns>The address with its name as the wire knows it, or the refusal's key.</returns>
    public static (Uri? Address, string? Refusal) Parse(string? typed, HookReach reach)
    {
        var text = Text.Line(typed);
        if (text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps) return (null, Shape);
        if (uri.HostNameType != UriHostNameType.Dns || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0) return (null, Shape);
        var host = NameIn(uri);
        if (!IsName(host)) return (null, Shape);
        if (!reach.MayBe(host)) return (null, Private);
        if (!reach.MayUse(uri.Port)) return (null, Port);
        return (new UriBuilder(uri) { Host = host }.Uri, null);
    }

    /// <summary>Names that are no names of the internet, whatever they lead to.</summary>
    public static bool IsOutside(string host) => !Inside.Any(name => host == name || host.EndsWith($".{name}", StringComparison.Ordinal));

    // Letters of other alphabets, and dots and digits that only look like ours, become what is asked for in the end; what cannot is no name.
    static string NameIn(Uri uri)
    {
        try
        {
            return uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            return "";
        }
    }

    // 127.1 and 0x7f.1 are addresses to many a resolver: no top-level domain begins with a digit.
    static bool IsName(string host) =>
        host.Length is > 0 and <= 253 && !IPAddress.TryParse(host, out _) && host.Split('.') is [_, ..] labels && !char.IsAsciiDigit(labels[^1].FirstOrDefault('0'))
        && labels.All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        && (labels.Length > 1 || Inside.Contains(host));
}
