using System.Data.Common;
using JasperFx.Events;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Funding.Marten.Acting;

/// <summary>The lock that appenders share, and that whoever must be alone with the log takes for itself. It goes before the session's events.</summary>
internal sealed class SharedAppendLock : IStorageOperation
{
    /// <inheritdoc/>
    public Type DocumentType => typeof(IEvent);

    /// <inheritdoc/>
    public OperationRole Role() => OperationRole.Other;

    /// <inheritdoc/>
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session) => builder.Append("select pg_advisory_xact_lock_shared(funding.append_lock())");

    /// <inheritdoc/>
    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;
}
