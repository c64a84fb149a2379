namespace Activation.Web.Platform.Identity;

/// <summary>A browser and a machine by the names their owner knows: enough to recognise one's own, too little to follow anybody by.</summary>
static class Device
{
    // Order matters: every browser claims to be several of those below it.
    static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    static readonly (string Mark, string Name)[] Machines =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>Empty when nothing is recognised.</summary>
    public static string Named(string? browser)
    {
        string?[] names = [In(Browsers, browser), In(Machines, browser)];
        return string.Join(", ", names.OfType<string>());
    }

    static string? In((string Mark, string Name)[] known, string? browser) =>
        known.FirstOrDefault(one => browser?.Contains(one.Mark, StringComparison.Ordinal) == true).Name;
}
