using Activation.Web.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

public sealed partial class EveryFormTests
{
    [Test]
    public async Task What_a_form_reads_before_it_decides_shows_nothing_of_next_door_without_its_condition()
    {
        await filled.Value;
        await hub.Settled();
        var (views, theirs) = (hub.Services.GetRequiredService<Views>(), nextDoor.Id.ToString());
        var told = await Reads.Compare(views, here.Id, reads);
        Assert.That(told.Others, Is.Empty);
        Assert.That(told.Tried, Is.GreaterThan(100));
        Assert.That(told.SawMore, Is.GreaterThan(25), "the tries prove nothing when there is nothing to be seen");
        foreach (var read in reads)
            Assert.That((await Reads.Rows(views.In(here.Id), read.Bare(), read.Parameters)).Where(row => row.Contains(theirs)), Is.Empty, read.Sql);
    }
}
