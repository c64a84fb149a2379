namespace Activation.Support;

/// <summary>Where things are in the checkout that is tested.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string SeedData => Path.Combine(Root, "seed-data", "familjen-helsingborg");

    static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Activation.sln")))
            at = at.Parent ?? throw new InvalidOperationException("This runs outside of a checkout");
        return at.FullName;
    }
}
