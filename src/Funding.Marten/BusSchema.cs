using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Wolverine.Persistence.Durability;

namespace Funding.Marten;

/// <summary>What Wolverine needs in the database.</summary>
public static class BusSchema
{
    /// <summary>Makes its tables with the owner's rights and grants the run-time role its own. Running it twice changes nothing.</summary>
    /// <param name="owner">The owner's connections.</param>
    /// <param name="runtimeRole">The role that the host runs under; it must exist.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task PrepareAsync(NpgsqlDataSource owner, string runtimeRole, CancellationToken cancellation)
    {
        // Never started, and not disposed of either: Wolverine would dispose of the owner's connections with it.
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddBus(owner, AutoCreate.CreateOrUpdate);
        await builder.Build().Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
        await using var grants = owner.CreateCommand(
            $"""
            revoke all on schema {Bus.Schema} from public;
            grant usage on schema {Bus.Schema} to "{runtimeRole}";
            grant select, insert, update, delete on all tables in schema {Bus.Schema} to "{runtimeRole}";
            grant usage on all sequences in schema {Bus.Schema} to "{runtimeRole}"
            """);
        await grants.ExecuteNonQueryAsync(cancellation);
    }
}
