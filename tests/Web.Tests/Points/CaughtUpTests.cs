using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Points;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Points;

/// <summary>Rounds through all programmes: one that is broken stops no other.</summary>
public sealed class CaughtUpTests
{
    [Test]
    public async Task What_is_wrong_with_one_programme_keeps_no_badge_of_another_from_being_awarded()
    {
        await using var hub = await TestHub.Sown();
        var (here, broken, member, now) = (await hub.Programme(), Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await Tell(broken, $"programme-{broken:N}", new ProgrammeStarted(broken, "a-broken-one", "Det trasiga", "Prov", "Europe/Stockholm", ["sv"], false));
        foreach (var programme in new[] { broken, here.Id }) await Tell(programme, StreamNames.Points(programme, member).Name, new PointsChosen(member, Audience.Myself));
        await hub.Settled();
        await hub.Views.Execute(
            """
            insert into deed (programme, member, position, kind, at, stage, initiative, across, participants)
            values (@broken, @member, 1, 'of_no_kind', @now, 1, @member, false, 0), (@Id, @member, 1, 'approved', @now, 1, @member, false, 0)
            """,
            new { broken, here.Id, member, now });
        await Assert.ThrowsAsync<AggregateException>(() => ActivatorUtilities.CreateInstance<BadgesCaughtUp>(hub.Services).Run(now, CancellationToken.None));
        var told = (await hub.Log.ReadStream(StreamNames.Points(here.Id, member).Name)).Select(recorded => recorded.Data);
        Assert.That(told.OfType<BadgeAwarded>().Select(awarded => awarded.Badge), Is.EqualTo(new[] { Badge.FirstStep }));

        Task Tell(Guid programme, string stream, object @event) => hub.Log.Append(new Append(Guid.CreateVersion7(), programme, null, stream, 0, now, [@event]));
    }
}
