using System.Diagnostics;

namespace Activation.Web.Platform;

/// <summary>All that whoever meets a fault is told of it: by this it is found in the log.</summary>
static class FaultNumber
{
    public static string Of(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
}
