using System.Net;
using System.Net.Sockets;

namespace Activation.Web.Features.Webhooks;

/// <summary>Which addresses are open ones on the internet. Whatever leads into a house, a cloud's own services, or nowhere, is none.</summary>
public static class PublicAddress
{
    // IANA's registries of special-purpose addresses; the last two are where clouds keep their own services.
    static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All that is given out of the new internet; whatever wraps an old address, is local, or one of many, is outside of it.</summary>
    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || Global.Contains(plain)) && !Closed.Any(network => network.Contains(plain));
    }
}
