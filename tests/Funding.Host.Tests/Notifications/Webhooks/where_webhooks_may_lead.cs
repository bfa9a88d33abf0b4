using System.Net;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Settings;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Unit. Addresses: what may be subscribed with, and what a name may lead to.</summary>
public sealed class where_webhooks_may_lead
{
    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::6810:84e5")]
    [InlineData("2a01:e0a::1")]
    [InlineData("64:ff9b::808:808")] // NAT64 of 8.8.8.8
    public void a_server_of_elsewhere_may_be_sent_to(string address) => AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: false, allowPrivate: false).ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("64:ff9b::a00:1")] // NAT64 of 10.0.0.1
    public void private_networks_and_this_machine_only_when_they_are_allowed(string address)
    {
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: false, allowPrivate: false).ShouldBeFalse();
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: false, allowPrivate: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")] // the metadata of a cloud's machine
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::127.0.0.1")] // the deprecated form of an IPv4 address
    [InlineData("64:ff9b::a9fe:a9fe")] // NAT64 of 169.254.169.254
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")] // 6to4 of 127.0.0.1
    [InlineData("3fff::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void what_is_nobodys_server_never(string address)
    {
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: false, allowPrivate: false).ShouldBeFalse();
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: false, allowPrivate: true).ShouldBeFalse();
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: true, allowPrivate: true).ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("8.8.8.8", false)]
    public void in_clear_to_this_machine_only(string address, bool isAllowed)
    {
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: true, allowPrivate: false).ShouldBe(isAllowed);
        AddressGuard.IsAllowed(IPAddress.Parse(address), isPlain: true, allowPrivate: true).ShouldBe(isAllowed);
    }

    [Theory]
    [InlineData("https://recepteur.example/cpts?source=84")]
    [InlineData("https://recepteur.example:8443/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("http://127.0.0.1:9000/hook")]
    [InlineData("http://localhost:9000/hook")]
    [InlineData("http://[::1]:9000/hook")]
    public void an_address_that_may_be_subscribed_with(string url) => WebhookUrl.Fault(url, new WebhookSettings()).ShouldBeNull();

    [Theory]
    [InlineData("recepteur.example/cpts")]
    [InlineData("/hook")]
    [InlineData("http://recepteur.example/cpts")]
    [InlineData("http://localhost.example/cpts")]
    [InlineData("ftp://recepteur.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://anne:secret@recepteur.example/")]
    [InlineData("https://anne@recepteur.example/")]
    [InlineData("https://recepteur.example/#ici")]
    [InlineData("https://recepteur.example/a b")]
    [InlineData("https://recepteur.example/\r\nX: y")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")] // 127.0.0.1 as one number
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://\u00AD/")] // no letter that a name is written in
    [InlineData("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/")] // 64 letters
    public void an_address_that_may_not(string url) => WebhookUrl.Fault(url, new WebhookSettings()).ShouldNotBeNull();

    [Fact]
    public void what_may_be_a_secret_of_the_receivers_is_not_shown() => WebhookUrl.Shown("https://recepteur.example:8443/jeton-secret?cle=x").ShouldBe("https://recepteur.example:8443/…");
}
