using System.Data.Common;
using System.Text.RegularExpressions;
using JasperFx.Events;
using Npgsql;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Funding.Marten.Acting;

/// <summary>A statement of the built-in engine, which tells nothing back, among those of a session.</summary>
/// <param name="command">Its parameters are numbered in the order in which they stand, each once.</param>
internal sealed partial class Statement(NpgsqlBatchCommand command) : IStorageOperation, NoDataReturnedCall
{
    /// <summary>Whether it goes before the session's events, with whose operations Marten begins.</summary>
    public bool IsBeforeEvents { get; init; }

    /// <inheritdoc/>
    public Type DocumentType => IsBeforeEvents ? typeof(IEvent) : typeof(Statement);

    /// <inheritdoc/>
    public OperationRole Role() => OperationRole.Other;

    /// <inheritdoc/>
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var parts = Parameter().Split(command.CommandText);
        builder.Append(parts[0]);
        foreach (var (parameter, rest) in command.Parameters.Cast<NpgsqlParameter>().Zip(parts.Skip(1)))
        {
            builder.AppendParameter(parameter.Value, parameter.NpgsqlDbType);
            builder.Append(rest);
        }
    }

    /// <inheritdoc/>
    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;

    [GeneratedRegex(@"\$[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
