using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>All checks of a database against the journal of those who acted on it. It reads tables as the superuser and shares no code with the host.</summary>
/// <param name="Journal">What was asked for.</param>
/// <param name="Clock">Domain time, with which due dates are reckoned anew.</param>
internal sealed record Audit(Journal Journal, DrillClock Clock)
{
    /// <summary>What receivers of webhooks were sent, by their address.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Received>> Receivers { get; init; } = new Dictionary<string, IReadOnlyList<Received>>(StringComparer.Ordinal);

    /// <summary>What the mail server took.</summary>
    public IReadOnlyList<Arrival> Mail { get; init; } = [];

    /// <summary>Whether nothing stopped on the way, so that what arrived twice was sent twice.</summary>
    public bool ArrivesOnce { get; init; }

    /// <summary>What came before was sent from another database, which this one was made of.</summary>
    public DateTimeOffset HeardSince { get; init; } = DateTimeOffset.MinValue;

    /// <summary>What each peer took, in the order of coming.</summary>
    public IEnumerable<IReadOnlyList<Arrival>> Arrivals => [.. Receivers.Values.Select(received => received.Select(it => it.Arrival).ToList()), Mail];

    /// <summary>When the drill began by the server's clock, where domain time is the real one.</summary>
    public DateTimeOffset? Since { get; init; }

    private static readonly IReadOnlyList<Func<NpgsqlConnection, Audit, Task<IEnumerable<Finding>>>> All =
        [ActsInLog.FindAsync, Numbering.FindAsync, Money.FindAsync, DueDays.FindAsync, Notices.FindAsync, Hours.FindAsync, Reminders.FindAsync, Deliveries.FindAsync, Order.FindAsync];

    /// <summary>Everything found, on a database that has come to rest.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(NpgsqlConnection connection)
    {
        var findings = new List<Finding>();
        foreach (var check in All) findings.AddRange(await check(connection, this));
        return findings;
    }
}
