using Npgsql;

namespace Funding.Host.Engine;

/// <summary>The run-time role's connections, set as the log needs them.</summary>
public static class Database
{
    /// <summary>A pooled data source: UTC sessions (Marten writes local times otherwise), statements prepared by themselves, no reset between uses.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(Tune(connectionString));
        return builder.Build();
    }

    /// <summary>The connection string with the options that the engine is measured with.</summary>
    public static string Tune(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Timezone = "UTC",
        MaxAutoPrepare = 50,
        NoResetOnClose = true,
        ApplicationName = "cpts-funding",
    }.ConnectionString;
}
