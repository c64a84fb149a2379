using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Activation.Web.Platform.Hosting;

/// <summary>Where this hub is reached: by what it was told, never by what a request says, so that nobody bends a link in a letter.</summary>
public sealed class OwnAddress(HubSettings settings, IServer server)
{
    public Uri Home => settings.Public ?? new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public Uri Of(string path) => new(Home, path);
}
