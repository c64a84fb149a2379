using System.Net;
using Activation.Web.Features.Webhooks;

namespace Activation.Web.Tests.Webhooks;

/// <summary>Names may lie, and lead elsewhere a moment later.</summary>
public sealed class HookLineTests
{
    static readonly IEnumerable<(string, string)> NoHeaders = [];

    [TestCase("127.0.0.1"), TestCase("169.254.169.254"), TestCase("::ffff:127.0.0.1"), TestCase("fd00::1")]
    public async Task A_name_that_leads_into_the_house_is_refused(string address)
    {
        using var line = new HookLine(new Names(address), HookReach.Internet);
        Assert.That(await line.Fault(new Uri($"https://{Receiver.Name}/"), CancellationToken.None), Is.EqualTo(HookAddress.Private));
        Assert.That((await line.Send(new Uri($"https://{Receiver.Name}/"), "{}", NoHeaders, CancellationToken.None)).Fault, Is.EqualTo(HookFaults.Private));
    }

    [Test]
    public async Task A_name_that_leads_into_the_house_after_it_was_looked_at_leads_nowhere()
    {
        await using var receiver = await Receiver.Open();
        var port = new Uri(receiver.Address).Port;
        var reach = HookReach.Internet with { MayUse = used => used == port, Trusts = receiver.Trusts };
        using var line = new HookLine(new Names("1.1.1.1", "127.0.0.1"), reach);
        Assert.That(await line.Fault(new Uri(receiver.Address), CancellationToken.None), Is.Null, "open when it was typed");
        Assert.That(await line.Send(new Uri(receiver.Address), "{}", NoHeaders, CancellationToken.None), Is.EqualTo(new Reply(null, HookFaults.Private)));
        Assert.That(receiver.Mail, Is.Empty);
    }

    [Test]
    public async Task What_was_looked_at_is_what_is_connected_to_and_is_asked_for_once()
    {
        await using var receiver = await Receiver.Open();
        var names = new Names("127.0.0.1", "1.1.1.1");
        using var line = new HookLine(names, HookReach.Internet with { MayReach = IPAddress.IsLoopback, MayUse = _ => true, Trusts = receiver.Trusts });
        Assert.That((await line.Send(new Uri(receiver.Address), "{}", NoHeaders, CancellationToken.None)).IsTaken, Is.True);
        Assert.That(names.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task A_name_that_also_leads_elsewhere_is_refused_whole()
    {
        using var line = new HookLine(new Both(), HookReach.Internet);
        Assert.That(await line.Fault(new Uri($"https://{Receiver.Name}/"), CancellationToken.None), Is.EqualTo(HookAddress.Private));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_told_as_one()
    {
        await using var receiver = await Receiver.Open();
        using var line = new HookLine(new Names("127.0.0.1"), HookReach.Internet with { MayReach = IPAddress.IsLoopback, MayUse = _ => true });
        Assert.That((await line.Send(new Uri(receiver.Address), "{}", NoHeaders, CancellationToken.None)).Fault, Is.EqualTo(HookFaults.Certificate));
        Assert.That(receiver.Mail, Is.Empty);
    }

    [Test]
    public async Task Nobody_is_waited_for_longer_than_ten_seconds()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var line = new HookLine(new Names("127.0.0.1"), HookReach.Internet with { MayReach = IPAddress.IsLoopback, MayUse = _ => true });
        var address = new Uri($"https://{Receiver.Name}:{((IPEndPoint)silent.LocalEndpoint).Port}/");
        Assert.That((await line.Send(address, "{}", NoHeaders, CancellationToken.None)).Fault, Is.EqualTo(HookFaults.Slow));
    }

    sealed class Both : INames
    {
        public Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("10.0.0.1")]);
    }
}
