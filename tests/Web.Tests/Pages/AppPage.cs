using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Pages;

/// <summary>Where a page is in the sown programme, and who looks at it; nobody is a visitor.</summary>
public sealed record Spot(string Path, string? Who);

/// <summary>A page as somebody sees it.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Route">The address of the app that it shows.</param>
/// <param name="IsWall">For the big screen in the foyer.</param>
public sealed record AppPage(string Name, string Route, Func<TestHub, Task<Spot>> Find, bool IsWall = false)
{
    public AppPage(string name, string path, string? who = null, string? route = null)
        : this(name, route ?? path, _ => Task.FromResult(new Spot(path, who)))
    {
    }

    /// <summary>What its answer is; not every page says that all is well.</summary>
    public int Status { get; init; } = 200;

    public override string ToString() => Name;
}
