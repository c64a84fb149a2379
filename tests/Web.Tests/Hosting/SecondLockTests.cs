using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting;

/// <summary>A database account that may not step down to the role of the second lock.</summary>
public sealed class SecondLockTests
{
    /// <summary>Names like this are the database's own: nobody makes such a role.</summary>
    static readonly RowLock OutOfReach = Listeners.OneProgramme with { Role = "pg_out_of_reach" };

    [Test]
    public async Task Without_the_second_lock_nobody_is_served_from_outside_and_whoever_runs_it_reads_what_is_missing()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHub.Public(new Uri("https://hub.example"), Unlocked));
        Assert.That(fault.Message, Does.Contain("create role pg_out_of_reach"));
        await using var hub = await TestHub.Sown(Unlocked);
        using var client = new HttpClient { BaseAddress = hub.Address };
        Assert.That(await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), Does.Contain("\"rowLock\":\"off\""));
    }

    static void Unlocked(IServiceCollection services) => services.AddSingleton(s => new ReadModels(
        s.GetRequiredService<HubSettings>().Database!, s.GetRequiredService<IEventStore>(), Listeners.Projections, rowLock: OutOfReach));
}
