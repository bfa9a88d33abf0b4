using System.Globalization;
using System.Text;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>Those who act, by HTTP on one host or on several in turn, and the clock that they act by.</summary>
internal sealed class People
{
    private const int Patience = 120;

    private readonly Dictionary<string, string> tokens;
    private int asked;

    public People(LiveHost host)
    {
        tokens = new(StringComparer.Ordinal)
        {
            ["admin"] = host.Token("admin", "admin", region: "*"), ["ars-officer"] = host.Token("ars-officer", "a.martin"), ["ars-accountant"] = host.Token("ars-accountant", "c.leroy"),
            ["am-officer"] = host.Token("am-officer", "f.durand"), ["am-accountant"] = host.Token("am-accountant", "g.moreau"),
            ["cpts"] = host.Token("cpts", "presidente", region: null, cpts: Life.Id), ["elsewhere"] = host.Token("ars-officer", "z.autre", region: "11"),
        };
        Hosts = [host];
    }

    /// <summary>The hosts that serve, which answer in turn.</summary>
    public List<LiveHost> Hosts { get; }

    public async Task<LiveAnswer> DoAsync(string who, string path, string body = "{}")
    {
        var answer = await Next().PostAsync(path, body, tokens[who]);
        answer.Status.ShouldBeInRange(200, 201, $"{who} {path}: {answer.Text}");
        return answer;
    }

    public async Task<LiveAnswer> ReadAsync(string who, string path)
    {
        var answer = await Next().GetAsync(path, tokens[who]);
        answer.Status.ShouldBe(200, answer.Text);
        return answer;
    }

    /// <summary>Moves the clock, and waits until all that is due was recorded and told.</summary>
    public async Task MoveAsync(string day, int hour = 9)
    {
        using var body = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""{"now":"{{day}}T{{hour:00}}:00:00Z"}"""), Encoding.UTF8, "application/json");
        (await Next().SendAsync(HttpMethod.Put, "/api/v1/simulation/clock", body, tokens["admin"])).Status.ShouldBe(200, day);
        await ToldAsync();
    }

    /// <summary>Waits until nothing is left to number, to record, to remind of or to tell.</summary>
    public Task ToldAsync() => TestEngine.UntilAsync(() => Hosts[0].ScalarAsync<bool>(Notifications.Told.IsTold), told => told, Patience);

    /// <summary>Waits until nothing is left to hand over either.</summary>
    public async Task DeliveredAsync()
    {
        await ToldAsync();
        await TestEngine.UntilAsync(
            () => Hosts[0].ScalarAsync<bool>(
                "select coalesce((select position from funding.checkpoints where name = 'webhooks'), 0) = (select coalesce(max(position), 0) from funding.ledger) "
                + "and not exists (select from funding.deliveries where state = 'pending')"), done => done, Patience);
    }

    private LiveHost Next() => Hosts[asked++ % Hosts.Count];
}
