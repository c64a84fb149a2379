using System.Net;
using System.Net.Security;

namespace Activation.Web.Features.Webhooks;

/// <summary>How far webhooks reach. There is one, and no setting widens it; tests put a receiver of their own in its place.</summary>
/// <param name="MayBe">Names that may be asked for.</param>
/// <param name="MayReach">Addresses that may be connected to.</param>
/// <param name="MayUse">Ports.</param>
/// <param name="Trusts">Null: certificates that the machine trusts.</param>
public sealed record HookReach(
    Func<string, bool> MayBe, Func<IPAddress, bool> MayReach, Func<int, bool> MayUse, RemoteCertificateValidationCallback? Trusts = null)
{
    public static HookReach Internet { get; } = new(HookAddress.IsOutside, PublicAddress.Is, port => port is 443 or 8443);
}

/// <summary>Finds the addresses of a name.</summary>
public interface INames
{
    /// <returns>None when there is no such name.</returns>
    Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken);
}

/// <summary>By the machine's own resolver.</summary>
sealed class SystemNames : INames
{
    public async Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return [];
        }
    }
}
