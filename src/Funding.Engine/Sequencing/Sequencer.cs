using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Sequencing;

/// <summary>Gives each committed event its ledger position (ADR 0003). The numbering itself is one call of <c>funding.number_events</c>.</summary>
internal sealed class Sequencer(NpgsqlDataSource source, Wakers wakers, ILogger<Sequencer> log) : LeadingWorker(source, WorkerNames.Sequencer, log)
{
    private const int Limit = 20_000;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource source = source;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select funding.number_events($1, $2, $3)");
        command.Parameters.Add(new() { Value = Lease.Holder });
        command.Parameters.Add(new() { Value = Lease.Token });
        command.Parameters.Add(new() { Value = Limit });
        var numbered = (int)(await command.ExecuteScalarAsync(cancellation))!;
        if (numbered > 0) wakers.Sequenced();
        return numbered == Limit;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForSequencerAsync(Polling, cancellation);
}
