using Npgsql;

namespace Funding.Engine.Rebuilding;

/// <summary>
/// The shadow tables of one view and the connection that fills them. One at a time on a database: the connection holds a lock, and
/// since the rows go by the same connection, who loses the lock writes no more.
/// </summary>
internal sealed class Shadow : IAsyncDisposable
{
    private const long Lock = 5067834312962;
    private readonly ILogger log;

    private Shadow(string view, NpgsqlConnection connection, ILogger log) => (View, Connection, this.log) = (view, connection, log);

    /// <summary>The view.</summary>
    public string View { get; }

    /// <summary>The connection that holds the lock.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The position reached, in the last transaction that was committed.</summary>
    public long Position { get; private set; }

    /// <summary>Whether the indexes are there.</summary>
    public bool IsIndexed { get; private set; }

    /// <summary>Takes the lock, then goes on with what an earlier run left, or begins anew.</summary>
    /// <param name="source">The run-time role's connections.</param>
    /// <param name="view">The view.</param>
    /// <param name="code">Names what projects; a shadow of other code is begun anew.</param>
    /// <param name="anew">Begins anew in any case.</param>
    /// <param name="log">Hears what goes wrong at the end.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Shadow> OpenAsync(NpgsqlDataSource source, string view, string code, bool anew, ILogger log, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        var shadow = new Shadow(view, connection, log);
        try
        {
            if (!await shadow.AskAsync<bool>("select pg_try_advisory_lock($1)", cancellation, Lock)) throw new RebuildRefusedException(RebuildRefusal.AnotherRuns);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        try
        {
            await using var begin = Command(connection, "select position, indexed from funding.begin_rebuild($1, $2, $3)", view, code, anew);
            await using var row = await begin.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            (shadow.Position, shadow.IsIndexed) = (row.GetInt64(0), row.GetBoolean(1));
            return shadow;
        }
        catch
        {
            await shadow.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something in one transaction, which need not be on disk when it ends: what is lost with the server is done again, and the swap waits for all before it.</summary>
    public async Task CommitAsync(long position, Func<Task> send, CancellationToken cancellation)
    {
        await using var transaction = await Connection.BeginTransactionAsync(cancellation);
        await RunAsync("set local synchronous_commit = off", cancellation);
        await send();
        await transaction.CommitAsync(cancellation);
        Position = position;
    }

    /// <summary>Makes the indexes and keys that are not there: each of the connections, which are idle, its part of them. <see cref="EndIndexAsync"/> must follow.</summary>
    public async Task IndexAsync(CancellationToken cancellation, params NpgsqlConnection[] beside)
    {
        if (IsIndexed) return;
        NpgsqlConnection[] all = [Connection, .. beside];
        var indexes = await AskAsync<string[]>("select funding.indexes_of_view($1)", cancellation, View);
        await Task.WhenAll(all.Select((connection, part) => RunAsync(
            connection, "select funding.index_rebuild($1, $2)", cancellation, View, indexes.Where((_, i) => i % all.Length == part).ToArray())));
        await RunAsync("select funding.key_rebuild($1)", cancellation, View);
    }

    /// <summary>Tells the planner of the tables and notes that the indexes are there.</summary>
    public async Task EndIndexAsync(CancellationToken cancellation)
    {
        if (IsIndexed) return;
        await RunAsync("select funding.end_index_rebuild($1)", cancellation, View);
        IsIndexed = true;
    }

    /// <summary>Runs a statement, however long it takes.</summary>
    public Task RunAsync(string sql, CancellationToken cancellation, params object[] parameters) => RunAsync(Connection, sql, cancellation, parameters);

    /// <summary>Runs a statement on another connection, however long it takes.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Asks for one value.</summary>
    public async Task<T> AskAsync<T>(string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = Command(Connection, sql, parameters);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("select pg_advisory_unlock($1)", CancellationToken.None, Lock); // the pool would keep it
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            log.LogDebug(gone, "The connection of the rebuild is lost, and its lock with it");
        }

        await Connection.DisposeAsync();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
