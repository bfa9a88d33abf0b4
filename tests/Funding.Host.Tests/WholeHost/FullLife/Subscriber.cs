using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Notifications.Webhooks;

namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>A receiver of webhooks, subscribed to some types of the region.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private const string TypePrefix = "fr.cpts-financement.";

    private readonly Receiver receiver;
    private readonly string secret;

    private Subscriber(Receiver receiver, string secret) => (this.receiver, this.secret) = (receiver, secret);

    public int Count => receiver.All.Count;

    public static async Task<Subscriber> OpenAsync(People people, string type)
    {
        var receiver = await Receiver.StartAsync();
        var opened = await people.DoAsync("admin", "/webhooks", $$"""{"url":"{{receiver.Url}}","types":["{{type}}"],"regionCode":"84"}""");
        return new(receiver, opened.Json.GetProperty("secret").GetString()!);
    }

    /// <summary>All came signed, each once.</summary>
    public void ShouldBeSound()
    {
        receiver.All.ShouldAllBe(it => it.IsSignedWith(secret));
        receiver.All.Select(it => it.Id).ShouldBeUnique();
    }

    /// <summary>The notices about a subject, in the order of arrival.</summary>
    public List<Message> NoticesOf(string subject)
        => [.. from it in receiver.All
               where it.Member("type").StartsWith(TypePrefix + "notice.", StringComparison.Ordinal) && it.Member("subject") == subject
               let data = it.Json.GetProperty("data")
               select Message.Of(data.GetProperty("recordedAt").GetString()!, data.GetProperty("kind").GetString()!, data.GetProperty("details"))];

    /// <summary>Everything but those notices, as <c>position stream version</c>, stream by stream in the order of arrival.</summary>
    public IEnumerable<string> Events()
        => from it in receiver.All
           where it.Member("type").StartsWith(TypePrefix + "event.", StringComparison.Ordinal)
           group it by it.Member("subject") into stream
           orderby stream.Key
           from it in stream
           select $"{long.Parse(it.Member("sequence"), System.Globalization.CultureInfo.InvariantCulture)} {stream.Key} {it.Json.GetProperty("data").GetProperty("version")} {it.Member("type")[TypePrefix.Length..]}";

    /// <summary>What came that is neither a notice nor an event.</summary>
    public IEnumerable<string> Others()
        => receiver.All.Select(it => it.Member("type")[TypePrefix.Length..]).Where(type => !type.StartsWith("notice.", StringComparison.Ordinal) && !type.StartsWith("event.", StringComparison.Ordinal));

    /// <summary>The events of the region as the ledger has them, since a position, in the form of <see cref="Events"/>.</summary>
    public static Task<string[]> LedgerAsync(LiveHost host, long after) => host.ScalarAsync<string[]>(
        $"""
        select array_agg(l.position || ' ' || e.stream_id || ' ' || e.version || ' event.' || regexp_replace(e.type, '_v[0-9]+$', '') || '.v' || coalesce(substring(e.type from '_v([0-9]+)$'), '1') order by e.stream_id collate "C", l.position)
        from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
        where l.position > {after} and (e.stream_id = 'cpts-{Life.Id}' or e.stream_id = 'fir-envelope-84-2020')
        """);

    public ValueTask DisposeAsync() => receiver.DisposeAsync();
}
