using Funding.Benchmarks.Running;
using Funding.Host.Embedded;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Benchmarks.Measuring;

/// <summary>The floor of an act: one row of its size, prepared, with its own commit, on the same connections.</summary>
internal sealed class SingleInserts(NpgsqlDataSource source)
{
    private static readonly string Payload = $$"""{"commitment":"fir-2024-0001","amount":20000.00,"purpose":"{{new string('x', 220)}}","effectiveDate":"2024-02-01"}""";

    public static Task PrepareAsync(BenchDatabase database, CancellationToken cancellation) => Stage.RunAsync(
        database,
        "create table if not exists funding.bench_inserts (n bigint generated always as identity primary key, id uuid not null, payload jsonb not null, at timestamptz not null default now()); "
        + $"grant insert on funding.bench_inserts to {DatabaseSetup.RuntimeRole}",
        cancellation);

    public async Task InsertAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("insert into funding.bench_inserts (id, payload) values ($1, $2)", connection);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = Payload, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
