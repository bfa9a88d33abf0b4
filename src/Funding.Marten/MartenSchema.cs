using JasperFx;
using Marten;
using Npgsql;

namespace Funding.Marten;

/// <summary>What Marten needs in the database beside the log.</summary>
public static class MartenSchema
{
    /// <summary>Adds it with the owner's rights, after the host's own migrations; nothing of the log is changed. Running it twice changes nothing.</summary>
    /// <param name="owner">The owner's connections.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task ApplyAsync(NpgsqlDataSource owner, CancellationToken cancellation)
    {
        using var store = DocumentStore.For(options => MartenStore.Configure(options, owner));
        await store.Storage.Database.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate, ct: cancellation);
    }
}
