using System.Net;
using Activation.Web.Features.Webhooks;

namespace Activation.Web.Tests.Webhooks;

/// <summary>Into the house no webhook leads, however it is spelt.</summary>
public sealed class HookAddressTests
{
    [TestCase("https://127.0.0.1/"), TestCase("https://[::1]/"), TestCase("https://169.254.169.254/latest/meta-data"), TestCase("https://0x7f000001/"), TestCase("https://2130706433/")]
    [TestCase("https://0177.0.0.1/"), TestCase("https://127.1/"), TestCase("https://10.0.0.8/"), TestCase("https://[::ffff:127.0.0.1]/"), TestCase("https://[fe80::1]/"), TestCase("https://[fd00::1]/")]
    [TestCase("https://１２７.０.０.１/"), TestCase("https://127。0。0。1/"), TestCase("https://8.8.8.8/"), TestCase("https://0x7f.1/"), TestCase("https://127.0.0.1./"), TestCase("https://①②⑦.⓪.⓪.①/")]
    [TestCase("http://chat.example.org/"), TestCase("ftp://chat.example.org/"), TestCase("https://user:pass@chat.example.org/"), TestCase("https://chat.example.org/#x"), TestCase("https://chat"), TestCase("//chat.example.org"), TestCase("")]
    [TestCase("https://chat..example.org/"), TestCase("https://chat.example.org\0.evil/"), TestCase("javascript:alert(1)"), TestCase("https:///x"), TestCase("https://chat.example.123/")]
    public void What_is_no_name_on_the_internet_is_none(string typed) =>
        Assert.That(HookAddress.Parse(typed, HookReach.Internet), Is.EqualTo(((Uri?)null, HookAddress.Shape)));

    [TestCase("https://localhost/"), TestCase("https://localhost./"), TestCase("https://LOCALHOST/"), TestCase("https://a.localhost/"), TestCase("https://metadata.google.internal/"), TestCase("https://printer.local/"), TestCase("https://ｌocalhost/")]
    public void A_name_of_the_house_is_refused(string typed) =>
        Assert.That(HookAddress.Parse(typed, HookReach.Internet).Refusal, Is.EqualTo(HookAddress.Private));

    [TestCase("https://chat.example.org:22/"), TestCase("https://chat.example.org:5432/"), TestCase("https://chat.example.org:80/")]
    public void Only_usual_ports_are_used(string typed) => Assert.That(HookAddress.Parse(typed, HookReach.Internet).Refusal, Is.EqualTo(HookAddress.Port));

    [TestCase("https://Chat.Example.org/hook?key=1", "https://chat.example.org/hook?key=1")]
    [TestCase("https://chat.example.org.:8443/", "https://chat.example.org:8443/")]
    [TestCase("https://blåbär.example.org/", "https://xn--blbr-noae.example.org/")]
    public void A_name_is_taken_as_the_wire_knows_it(string typed, string address)
    {
        var (parsed, refusal) = HookAddress.Parse(typed, HookReach.Internet);
        Assert.That((parsed?.AbsoluteUri, refusal), Is.EqualTo((address, (string?)null)));
    }

    [TestCase("127.0.0.1"), TestCase("10.1.2.3"), TestCase("172.16.0.1"), TestCase("192.168.1.1"), TestCase("169.254.169.254"), TestCase("100.64.0.1"), TestCase("0.0.0.0"), TestCase("224.0.0.1"), TestCase("255.255.255.255")]
    [TestCase("::1"), TestCase("::"), TestCase("fe80::1"), TestCase("fc00::1"), TestCase("fd12::1"), TestCase("ff02::1"), TestCase("::ffff:10.0.0.1"), TestCase("::ffff:127.0.0.1"), TestCase("64:ff9b::7f00:1"), TestCase("2002:7f00:1::"), TestCase("2001:db8::1"), TestCase("::127.0.0.1")]
    [TestCase("168.63.129.16"), TestCase("198.18.0.1"), TestCase("192.0.2.1"), TestCase("100.100.100.200")]
    public void An_address_inside_or_of_nobody_is_closed(string address) => Assert.That(PublicAddress.Is(IPAddress.Parse(address)), Is.False);

    [TestCase("1.1.1.1"), TestCase("172.15.255.255"), TestCase("172.32.0.1"), TestCase("192.167.1.1"), TestCase("2606:4700::1111"), TestCase("::ffff:1.1.1.1"), TestCase("2a00:1450::1")]
    public void An_address_on_the_internet_is_open(string address) => Assert.That(PublicAddress.Is(IPAddress.Parse(address)), Is.True);
}
