using System.Net;
using System.Net.Sockets;

namespace Activation.Support;

/// <summary>Ports of this machine, for programs that are told theirs before they listen, and for tests of nobody being there.</summary>
public static class Ports
{
    // Below those that the system hands to whoever asks for any: what is free now is not given away until it is listened to, or listened to again.
    const int First = 20_000, Count = 10_000;
    static int last = Environment.ProcessId % Count;

    /// <summary>One that nobody listens to, and that no other test of this run is told.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref last) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    /// <summary>One that is taken and never listened to: whoever calls there is refused until it is given back.</summary>
    public static Socket Unheard()
    {
        var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return taken;
    }
}
