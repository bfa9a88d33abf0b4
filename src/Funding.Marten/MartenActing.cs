using Funding.Host.Acting;
using Funding.Host.Engine;
using Funding.Host.Metrics;
using Funding.Marten.Acting;
using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Funding.Marten;

/// <summary>Acts on Marten and Wolverine.</summary>
public static class MartenActing
{
    /// <summary>Adds the ports of acts, in place of the built-in engine's. Marten's and Wolverine's tables must be there.</summary>
    /// <param name="services">The host's services, with what both engines share.</param>
    /// <param name="connectionString">The run-time role's connections: Marten and Wolverine have a pool of their own.</param>
    public static IServiceCollection AddMartenActs(this IServiceCollection services, string connectionString)
    {
        services.AddBus(Database.Open(connectionString), AutoCreate.None);
        services.AddScoped<MartenActs>().AddScoped<IActs>(provider => new MeasuredActs(provider.GetRequiredService<MartenActs>(), provider.GetRequiredService<ActMeter>()));
        // Of each try that is lost the bus tells the failure, and Marten the statements with their values: names, and keys of sealed texts.
        return services.Configure<LoggerFilterOptions>(options => options.AddFilter("Marten.IDocumentStore", LogLevel.None).AddFilter(typeof(Act).Namespace, LogLevel.None));
    }
}
