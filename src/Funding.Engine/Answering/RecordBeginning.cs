using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>When the record begins: asked once, for it never changes.</summary>
internal sealed class RecordBeginning(NpgsqlDataSource source) : IRecordBeginning
{
    private DateTimeOffset? known;

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset?> FindAsync(CancellationToken cancellation)
    {
        if (known is not null) return known;
        await using var command = source.CreateCommand("select known_at from funding.ledger where position = 1");
        return known = await command.ExecuteScalarAsync(cancellation) is DateTime first ? new DateTimeOffset(first, TimeSpan.Zero) : null;
    }
}
