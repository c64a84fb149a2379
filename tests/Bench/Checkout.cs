namespace Activation.Bench;

/// <summary>Where things are in the checkout that is measured.</summary>
static class Checkout
{
    public const string Programme = "familjen-helsingborg";

    public static string Root { get; } = Find();

    public static string SeedData => Path.Combine(Root, "seed-data", Programme);

    public static string Hub => Path.Combine(Root, "artifacts", "bin", "Web", "release", "Activation.Web.dll");

    static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Activation.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The benchmarks run outside of a checkout");
        return at.FullName;
    }
}
