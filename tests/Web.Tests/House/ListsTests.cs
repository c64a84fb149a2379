using Activation.Jobs;
using Activation.Store;
using Activation.Support;
using Activation.Web.Platform;
using Activation.Web.Platform.Live;
using FluentValidation;

namespace Activation.Web.Tests.House;

/// <summary>What runs, folds, moves or checks is on its list: nothing is found by chance, so nothing may be forgotten.</summary>
public sealed class ListsTests
{
    static readonly string Wiring = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "Platform", "Hosting", "Hub.cs"));

    [Test]
    public void Every_projection_is_listed() =>
        Assert.That(Listeners.Projections.Select(projection => projection.GetType()), Is.EquivalentTo(Kinds(typeof(IProjection))));

    [Test]
    public void No_two_projections_share_a_name_or_a_table()
    {
        Assert.That(Listeners.Projections.Select(projection => projection.Name), Is.Unique);
        Assert.That(Listeners.Projections.SelectMany(projection => projection.Tables).Select(table => table.Name), Is.Unique);
    }

    [Test]
    public void Every_job_is_scheduled_once()
    {
        Assert.That(Schedules.All.Select(schedule => schedule.Job), Is.EquivalentTo(Kinds(typeof(IJob))));
        Assert.That(Schedules.All.Select(schedule => schedule.Name), Is.Unique);
    }

    [Test]
    public void Every_board_is_wired() =>
        Assert.That(Kinds(typeof(IBoard)).Where(board => !Wiring.Contains($"<IBoard, {board.Name}>", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Every_validator_is_listed()
    {
        var list = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "Platform", "Pages", "Validators.cs"));
        Assert.That(Kinds(typeof(IValidator)).Where(validator => !list.Contains($", {validator.Name}>", StringComparison.Ordinal)), Is.Empty);
    }

    static List<Type> Kinds(Type port)
    {
        var found = typeof(Listeners).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsClass: true } && port.IsAssignableFrom(type)).ToList();
        Assert.That(found, Is.Not.Empty);
        return found;
    }
}
