using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>The sown hub for a whole fixture, David at work on stories, and somebody whom nobody knows.</summary>
public abstract class StoryHub
{
    protected TestHub Hub { get; private set; }

    protected Visitor David { get; private set; }

    protected Visitor Stranger { get; private set; }

    protected IReadOnlyDictionary<string, string> Swedish { get; private set; }

    [OneTimeSetUp]
    public async Task Sow()
    {
        Hub = await TestHub.Sown(limits: false);
        (David, Stranger, Swedish) = (await Hub.As(Cast.David), Hub.Visitor(), Hub.Services.GetRequiredService<Texts>().Of("sv"));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        David.Dispose();
        Stranger.Dispose();
        await Hub.DisposeAsync();
    }
}
