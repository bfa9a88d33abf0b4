using System.Collections.Immutable;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Appending;
using Funding.Engine.Clocks;
using Funding.Engine.Performing;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Loading;

/// <summary>Imports on the built-in engine: one transaction, given up at the end when any row is bad or when only checking.</summary>
internal sealed class Importer(NpgsqlDataSource source, DomainClock clock, IReferenceData reference, RuleSettings rules, Sealer sealer) : IImporter
{
    private readonly Guid correlation = Guid.CreateVersion7();

    /// <inheritdoc/>
    public Task<ImportOutcome> ImportAsync(IReadOnlyList<(int Line, NotifyEnvelope Command)> commands, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation)
        => RunAsync(commands, check, progress, async (connection, command, now) =>
        {
            var stream = await Storage.StreamReader.LoadAsync(connection, StreamId.OfEnvelope(command.RegionCode, command.Year), null, cancellation);
            var context = new EnvelopeContext(reference.DayIn(command.RegionCode, now), reference, rules, []);
            return EnvelopeDecider.Decide(command, stream.ToEnvelope(command.RegionCode, command.Year), context) switch
            {
                EnvelopeAccepted it => (Make(StreamAppend.Of(stream.Id, stream.Version, it.Events, actor), now), null),
                EnvelopeRefused it => (null, it.Rejection),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }, cancellation);

    /// <inheritdoc/>
    public Task<ImportOutcome> ImportAsync(IReadOnlyList<(int Line, RegisterCpts Command)> commands, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation)
        => RunAsync(commands, check, progress, async (connection, command, now) =>
        {
            var stream = await Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(command.Id), null, cancellation);
            var state = stream.ToCpts();
            var decision = CptsDecider.Decide(command, state, new ActContext { Actor = actor, Today = reference.DayIn(command.RegionCode, now), FreshId = "", Reference = reference, Rules = rules });
            if (decision is not Accepted accepted) return (null, ((Refused)decision).Rejection);
            var change = new Change(command.Id, Standing.OfCpts(stream.Id), now, correlation).With(accepted.Events, actor);
            return (change.ToAppend(ImmutableDictionary<int, Standing<FirEnvelope>>.Empty, reference, rules, sealer), null);
        }, cancellation);

    private async Task<ImportOutcome> RunAsync<T>(
        IReadOnlyList<(int Line, T Command)> commands, bool check, IProgress<int>? progress,
        Func<NpgsqlConnection, T, DateTimeOffset, Task<(Append? Append, Rejection? No)>> judge, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var (stored, refused) = (0, new List<(int, Rejection)>());
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        for (var i = 0; i < commands.Count; i++)
        {
            var (append, no) = await judge(connection, commands[i].Command, now);
            if (no is not null) refused.Add((commands[i].Line, no));
            if (append is { Streams.Count: > 0 })
            {
                await using var batch = Appender.Build(connection, [append]);
                await batch.ExecuteNonQueryAsync(cancellation);
                stored++;
            }

            progress?.Report(i + 1);
        }

        if (refused.Count == 0 && !check) await transaction.CommitAsync(cancellation);
        return new ImportOutcome(stored, refused);
    }

    private Append Make(IReadOnlyList<StreamAppend> streams, DateTimeOffset now)
        => new() { CommandId = Guid.CreateVersion7(), RecordedAt = now, CorrelationId = correlation, Streams = streams, Sealer = sealer };
}
