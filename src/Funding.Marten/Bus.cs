using Funding.Engine;
using Funding.Marten.Acting;
using Funding.Marten.Telling;
using JasperFx;
using JasperFx.CodeGeneration;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace Funding.Marten;

/// <summary>Marten with Wolverine on it: acts are invoked, what is to be told leaves through the durable outbox.</summary>
internal static class Bus
{
    /// <summary>The schema of Wolverine's tables.</summary>
    public const string Schema = StrandedMessages.Schema;

    /// <summary>Adds both.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="source">Connections in UTC, for the two alone: Wolverine disposes of them with the host.</param>
    /// <param name="tables">Whether Wolverine may make its tables.</param>
    public static IServiceCollection AddBus(this IServiceCollection services, NpgsqlDataSource source, AutoCreate tables)
    {
        services.AddMarten(options =>
        {
            MartenStore.Configure(options, source);
            options.ConfigureWritePolly(_ => { }); // what was judged on what is no longer so is judged again, not sent again
        }).UseLightweightSessions().IntegrateWithWolverine(integration =>
        {
            integration.MessageStorageSchemaName = Schema;
            integration.TransportSchemaName = Schema;
            integration.AutoCreate = tables;
        });
        return services.AddWolverine(ExtensionDiscovery.ManualOnly, options => Configure(options, tables));
    }

    /// <summary>
    /// Acts have no policy of retries: tried again under InvokeAsync, an act would leave the messages of each lost try in the context and
    /// send them with the one that is stored. Nothing is scheduled: Wolverine knows the real clock only.
    /// </summary>
    private static void Configure(WolverineOptions options, AutoCreate tables)
    {
        options.ServiceName = "funding";
        options.ApplicationAssembly = typeof(Bus).Assembly;
        options.Discovery.DisableConventionalDiscovery()
            .IncludeType(typeof(ActOnCptsHandler)).IncludeType(typeof(ActOnEnvelopeHandler)).IncludeType(typeof(ActOnTariffHandler))
            .IncludeType(typeof(RecordDueHandler)).IncludeType(typeof(ToldHandler));
        options.Policies.AutoApplyTransactions();
        options.Policies.UseDurableLocalQueues();
        options.Durability.Mode = DurabilityMode.Balanced;
        options.AutoBuildMessageStorageOnStartup = tables;
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic;
        options.Services.AddSingleton<IAssemblyGenerator, Compiler>();
    }
}
