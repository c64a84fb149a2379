using System.Net;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

public sealed class RolesTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Open() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task A_role_that_is_taken_away_is_gone_with_the_answer_to_who_took_it()
    {
        using var bo = await hub.As(Cast.Bo);
        using var script = await Script.Of(hub, Cast.Bo);
        Assert.That((await Decide(script)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await bo.Get($"{Sown.Here}/queue")).Address.AbsolutePath, Is.EqualTo($"{Sown.Here}/queue"));
        var here = await hub.Programme();
        var member = await hub.PersonCalled(Cast.Bo);
        var outcome = await hub.Streams.Decide(
            StreamNames.Member(here.Id, member), new Writer(here.Id, null, DateTimeOffset.UtcNow, Guid.NewGuid()),
            _ => Decision.Accept(new RoleRevoked(member, Role.Coordinator)));
        Assert.That(await hub.ReadModels.WaitFor(((Done)outcome).Position, TimeSpan.FromSeconds(30)), Is.True);
        Assert.That((await bo.Get($"{Sown.Here}/queue")).Address.AbsolutePath, Is.EqualTo("/no-access"));
        Assert.That((await Decide(script)).Status, Is.EqualTo(HttpStatusCode.Forbidden), "and what they gave to a program does no more than they");
    }

    /// <summary>About something that is not there: who may answer is told so.</summary>
    static Task<Reply> Decide(Script script) => script.Post($"activities/{Guid.NewGuid()}/decision", """{"decision":"approve"}""", $"{Guid.NewGuid()}");
}
