using Activation.Web.Platform.Simulation;

namespace Activation.Web.Platform.Hosting;

/// <summary>How this hub runs: from the command line and configuration, read once.</summary>
/// <param name="Data">Folder of the private PostgreSQL and everything else that is kept.</param>
/// <param name="Database">Connection string of a PostgreSQL of one's own; null to make a private one.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Demo">Invented people may be stepped into, on the loopback address only.</param>
/// <param name="Seed">A folder of seed data to load when the log is empty; null for an empty hub.</param>
/// <param name="Public">The https address that people use, when a proxy on this machine passes requests on; null on the loopback address alone.</param>
/// <param name="Simulation">How invented people act while the hub serves; null when they rest.</param>
public sealed record HubSettings(string Data, string? Database, int Port, bool Demo, string? Seed, Uri? Public = null, SimulationSettings? Simulation = null)
{
    /// <summary>Cookies are bound to host and https only where there is https.</summary>
    public bool Https => Public is not null;

    /// <summary>Whoever stands in the lists beside the data and is in the database again goes from it by itself. Not where many databases share one folder.</summary>
    public bool HoldsToLists { get; init; } = true;

    public string Url => $"http://127.0.0.1:{Port}";
}
