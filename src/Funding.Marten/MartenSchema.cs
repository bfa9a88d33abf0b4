using Funding.Marten.Views;
using JasperFx;
using Marten;
using Npgsql;

namespace Funding.Marten;

/// <summary>What Marten needs in the database beside the log.</summary>
public static class MartenSchema
{
    // Of the log's schema only what is Marten's own: its bookkeeping of holes, of events set aside and of progress, which a rebuild begins anew.
    private const string Grants =
        $"""
        grant usage on schema {MartenStore.Documents} to %1$I;
        grant select, insert, update, delete, truncate on all tables in schema {MartenStore.Documents} to %1$I;
        grant execute on all functions in schema {MartenStore.Documents} to %1$I;
        grant select, insert on funding.mt_high_water_skips to %1$I;
        grant select, insert, update, delete on funding.mt_doc_deadletterevent to %1$I;
        grant delete on funding.mt_event_progression to %1$I;
        """;

    /// <summary>
    /// Adds it with the owner's rights and grants the run-time role its own, after the host's migrations, each time: they grant anew too.
    /// Nothing of the log is changed. Running it twice changes nothing.
    /// </summary>
    /// <param name="owner">The owner's connections.</param>
    /// <param name="role">The role that the host runs under; it must exist.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task PrepareAsync(NpgsqlDataSource owner, string role, CancellationToken cancellation)
    {
        using var store = DocumentStore.For(options => MartenViews.Configure(options, owner));
        await store.Storage.Database.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate, ct: cancellation);
        await using var asked = owner.CreateCommand("select format($1, $2)");
        asked.Parameters.Add(new() { Value = Grants });
        asked.Parameters.Add(new() { Value = role });
        await using var grants = owner.CreateCommand((string)(await asked.ExecuteScalarAsync(cancellation))!);
        await grants.ExecuteNonQueryAsync(cancellation);
    }
}
