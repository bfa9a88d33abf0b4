using Funding.Host.Tests.Store;
using Funding.Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Funding.Host.Tests.Marten;

/// <summary>A host whose acts are Marten's, on a database that somebody else drops.</summary>
internal static class MartenHost
{
    /// <summary>Makes what Marten and Wolverine need on the database of an engine, with the owner's rights.</summary>
    public static async Task PrepareAsync(TestEngine engine)
    {
        await using var owner = NpgsqlDataSource.Create(engine.OwnerConnectionString);
        await MartenSchema.ApplyAsync(owner, CancellationToken.None);
        await BusSchema.PrepareAsync(owner, "funding_app", CancellationToken.None);
    }

    /// <summary>Another host on the database, perhaps by another way, perhaps with more services.</summary>
    public static Task<TestEngine> JoinAsync(TestEngine engine, Func<string, string>? by = null, Action<IServiceCollection>? more = null) => engine.JoinAsync(
        services =>
        {
            services.AddMartenActs(by is null ? engine.Database.RuntimeConnectionString : by(engine.Database.RuntimeConnectionString));
            more?.Invoke(services);
        }, by);

    public static async Task<bool> RecordDueOnMartenAsync(this TestEngine engine, Guid cpts)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MartenActs>().RecordDueAsync(cpts, CancellationToken.None);
    }
}
