using System.Text;
using Funding.Host.Hosting;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Settings;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Unit. The signature of Standard Webhooks, and how secrets rest.</summary>
public sealed class signing_webhooks
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void a_message_known_to_other_senders_has_the_signature_that_they_give_it()
        => Signature.Of([Secret], Id, At, Body).ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void the_example_of_the_documentation_is_signed_with_the_secret_that_it_gives()
    {
        var page = Repository.Read("docs/webhooks.md").Split('\n');
        var headers = page.Where(line => line.StartsWith("webhook-", StringComparison.Ordinal)).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var secret = string.Concat(page).Split('`').First(text => text.StartsWith("whsec_", StringComparison.Ordinal) && text.Length > 20);
        var body = Encoding.UTF8.GetBytes(page[Array.IndexOf(page, "```json") + 1]);

        StandardWebhooks.Verify(secret, headers, body, DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture))).ShouldBeTrue();
    }

    [Fact]
    public void each_secret_has_a_signature_and_each_is_enough()
    {
        var (former, fresh, other) = (WebhookSecrets.Make(), WebhookSecrets.Make(), WebhookSecrets.Make());
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["webhook-id"] = Id, ["webhook-timestamp"] = "1614265330", ["webhook-signature"] = Signature.Of([fresh, former], Id, At, Body),
        };

        (StandardWebhooks.Verify(former, headers, Body, At), StandardWebhooks.Verify(fresh, headers, Body, At), StandardWebhooks.Verify(other, headers, Body, At)).ShouldBe((true, true, false));
        StandardWebhooks.Verify(fresh, headers, [.. Body, (byte)' '], At).ShouldBeFalse("another body");
        StandardWebhooks.Verify(fresh, headers, Body, At.AddHours(1)).ShouldBeFalse("an old one, sent again by somebody");
    }

    [Fact]
    public void a_secret_has_at_least_the_length_that_the_specification_asks_for_and_none_is_made_twice()
    {
        Convert.FromBase64String(WebhookSecrets.Make()["whsec_".Length..]).Length.ShouldBeInRange(24, 64);
        Enumerable.Range(0, 100).Select(_ => WebhookSecrets.Make()).Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public void without_a_key_secrets_rest_in_clear_and_are_read_after_a_key_was_set()
    {
        var (id, secret) = (Guid.NewGuid(), WebhookSecrets.Make());
        var rested = new WebhookSecrets(new WebhookSettings()).Rest(id, secret);

        Encoding.UTF8.GetString(rested).ShouldBe(secret);
        Sealed(1).Open(rested).ShouldBe(secret);
    }

    [Fact]
    public void with_a_key_secrets_rest_sealed_and_only_hosts_with_that_key_open_them()
    {
        var (id, secret) = (Guid.NewGuid(), WebhookSecrets.Make());
        var rested = Sealed(1).Rest(id, secret);

        Encoding.UTF8.GetString(rested).ShouldNotContain(secret["whsec_".Length..]);
        (Sealed(1).Open(rested), Sealed(2).Open(rested), new WebhookSecrets(new WebhookSettings()).Open(rested)).ShouldBe((secret, null, null));
    }

    [Theory]
    [InlineData("c2VjcmV0")]
    [InlineData("not base64")]
    public void a_key_that_is_none_is_told_to_the_operator(string key)
        => Should.Throw<CannotRunException>(() => new WebhookSecrets(new WebhookSettings { SecretsKey = key })).Message.ShouldContain("32 octets");

    private static WebhookSecrets Sealed(byte key) => new(new WebhookSettings { SecretsKey = Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray()) });
}
