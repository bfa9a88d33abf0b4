using Npgsql;

namespace Funding.Engine;

/// <summary>The run-time role's connections, set as the log needs them.</summary>
public static class Database
{
    /// <summary>Of a server's usual 100 connections, so many for one host that several hosts and the administrator find theirs.</summary>
    private const int MostConnections = 30;

    /// <summary>What is acknowledged is on disk, even where somebody set the server to answer before that; waiting for more (a standby) is left as it is.</summary>
    private const string Durable = "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

    /// <summary>A pooled data source: UTC sessions (Marten writes local times otherwise), statements prepared by themselves, no reset between uses.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(Tune(connectionString));
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(Durable, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(Durable, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    /// <summary>
    /// The connection string with the options that the engine is measured with. A host that freezes in the middle of an act would
    /// keep the envelopes it holds from everybody: the server ends its transaction first. Each statement sees what is committed,
    /// whatever the server's default: with one snapshot per transaction nobody could tell what happened beside it. Nor are statements
    /// compiled: they are short, and what the planner takes for long (tables that it knows nothing of) costs it a tenth of a second
    /// of compiling for nothing.
    /// </summary>
    public static string Tune(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Timezone = "UTC",
            MaxAutoPrepare = 50,
            NoResetOnClose = true,
            ApplicationName = "cpts-funding",
        };
        if (!builder.ShouldSerialize("Maximum Pool Size")) builder.MaxPoolSize = MostConnections;
        builder.Options = $@"-c idle_in_transaction_session_timeout=15s -c jit=off -c default_transaction_isolation=read\ committed {builder.Options}".TrimEnd();
        return builder.ConnectionString;
    }
}
