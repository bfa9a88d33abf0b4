using Npgsql;

namespace Funding.Engine;

/// <summary>Messages of acts that Wolverine has stored and not yet handled: only a host on the Marten engine tells them on.</summary>
internal static class StrandedMessages
{
    /// <summary>The schema of Wolverine's tables.</summary>
    public const string Schema = "funding_wolverine";

    private const string Incoming = $"{Schema}.wolverine_incoming_envelopes";
    private const string Outgoing = $"{Schema}.wolverine_outgoing_envelopes";

    /// <summary>How many there are; none where that engine never was.</summary>
    public static async Task<long> CountAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (!await AreThereAsync(source, cancellation)) return 0;
        await using var count = source.CreateCommand($"select (select count(*) from {Incoming} where status <> 'Handled') + (select count(*) from {Outgoing})");
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<bool> AreThereAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select to_regclass('{Incoming}') is not null");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
