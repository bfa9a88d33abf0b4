using Funding.Domain;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Erasing;

/// <summary>Erases in one transaction with the certificate. A check is an erasure that is rolled back: what it tells is what would go.</summary>
internal sealed class Erasures(NpgsqlDataSource source, DomainClock clock, IProofs proofs, CertificateSigner signer) : IErasures
{
    private const string OfRegion = "from funding.erasures where ($1 = '*' or region is null or region = $1)";

    /// <inheritdoc/>
    public async Task<PersonId?> FindPersonAsync(string issuer, string subject, CancellationToken cancellation)
        => await IdAsync("select id from funding.people where issuer = $1 and subject = $2", cancellation, issuer, subject)
            ?? (await IdAsync("select id from funding.erased_people limit 1", cancellation) is null ? null
                : await IdAsync("select id from funding.erased_people where mark = $1", cancellation, await ErasureMark.OfAsync(source, issuer, subject, cancellation)));

    /// <inheritdoc/>
    public async Task<ErasureTarget?> FindAsync(ErasureSubject subject, CancellationToken cancellation)
    {
        if (subject is PersonToErase { Person: var person })
            return await IdAsync("select id from funding.people where id = $1 union all select id from funding.erased_people where id = $1", cancellation, person.Value) is null ? null : new(null, null);
        var (sql, id) = subject is EventToErase it ? ("select stream_id from funding.mt_events where id = $1", (object)it.Event) : ("select id from funding.mt_streams where id = $1", ((FieldToErase)subject).Stream);
        return await ScalarAsync(sql, cancellation, id) is string stream ? new(stream, await RegionAsync(stream, cancellation)) : null;
    }

    /// <inheritdoc/>
    public async Task<Erased> EraseAsync(ErasureSubject subject, PersonId by, bool check, CancellationToken cancellation)
    {
        var target = await FindAsync(subject, cancellation);
        var head = check ? null : await proofs.HeadAsync(cancellation);
        var mark = subject is PersonToErase person ? await MarkAsync(person.Person, cancellation) : null;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var erased = await RunAsync(connection, subject, mark, (await clock.NowAsync(cancellation)).UtcDateTime, cancellation);
        if (check || !erased.Any) return erased;
        var certificate = await signer.CertifyAsync(connection, subject, target, erased, by, head, cancellation);
        await transaction.CommitAsync(cancellation);
        return erased with { Certificate = certificate };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string region, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select certificate {OfRegion} order by erased_at desc, id desc");
        command.Parameters.Add(new() { Value = region });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var certificates = new List<string>();
        while (await reader.ReadAsync(cancellation)) certificates.Add(reader.GetString(0));
        return certificates;
    }

    /// <inheritdoc/>
    public async Task<string?> FindCertificateAsync(Guid id, string region, CancellationToken cancellation)
    {
        return (string?)await ScalarAsync($"select certificate {OfRegion} and id = $2", cancellation, region, id);
    }

    private static async Task<Erased> RunAsync(NpgsqlConnection connection, ErasureSubject subject, byte[]? mark, DateTime at, CancellationToken cancellation)
    {
        var shared = 0;
        List<(string Table, NpgsqlBatchCommand Command)> counted = [ErasureRows.Requests(subject)];
        if (subject is PersonToErase person)
        {
            await using var first = new NpgsqlBatch(connection);
            if (mark is not null) first.BatchCommands.Add(Command("insert into funding.erased_people (id, mark, erased_at) values ($1, $2, $3) on conflict (id) do nothing", person.Person.Value, mark, at));
            first.BatchCommands.Add(ErasureRows.SharedAddresses(person));
            shared = (int)(await first.ExecuteScalarAsync(cancellation))!;
            counted.AddRange(ErasureRows.Of(person));
        }

        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var (_, command) in counted) batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(ErasureRows.Keys(subject));
        var keys = new List<Guid>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetGuid(0));
        var rows = counted.Where(it => it.Command.RecordsAffected > 0).ToDictionary(it => it.Table, it => (int)it.Command.RecordsAffected, StringComparer.Ordinal);
        return new Erased(keys.Order().ToSequence(), rows, shared, null);
    }

    private async Task<byte[]?> MarkAsync(PersonId person, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select issuer, subject from funding.people where id = $1");
        command.Parameters.Add(new() { Value = person.Value });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var (issuer, subject) = (row.GetString(0), row.GetString(1));
        await row.DisposeAsync();
        return await ErasureMark.OfAsync(source, issuer, subject, cancellation);
    }

    private async Task<string?> RegionAsync(string stream, CancellationToken cancellation)
        => StreamId.IsCpts(stream, out var cpts) ? (string?)await ScalarAsync("select region from funding.dossiers where id = $1", cancellation, cpts) : StreamId.RegionOfEnvelope(stream);

    private async Task<PersonId?> IdAsync(string sql, CancellationToken cancellation, params object[] values)
        => await ScalarAsync(sql, cancellation, values) is Guid id ? new PersonId(id) : null;

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancellation);
    }
}
