using Funding.Engine.Appending;
using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Funding.Marten.Acting;

/// <summary>What a try that failed leaves to be done.</summary>
internal static class Failures
{
    /// <summary>The failure as Npgsql told it: Marten wraps it, or meets the next one while it rolls back.</summary>
    public static Exception Cause(this Exception failure)
    {
        for (var it = failure; it is not null; it = it.InnerException)
            if (it is NpgsqlException told) return told;
        return failure;
    }

    /// <summary>Whether somebody else wrote first, or used the idempotency key meanwhile: nothing is stored, judge again.</summary>
    public static bool IsConflict(this Exception failure)
        => failure is ConcurrencyException or ExistingStreamIdCollisionException || (failure.Cause() is PostgresException told && told.IsOfStatement() && Appender.IsConflict(told));

    /// <summary>Whether the server or the way to it failed: before anything was handed over, the act may be tried again.</summary>
    public static bool IsInterruption(this Exception failure) => failure.Cause() is NpgsqlException { IsTransient: true, InnerException: not TimeoutException };

    /// <summary>Whether the server told that the transaction was rolled back. Anything else, even its farewell (FATAL), may have come after the commit.</summary>
    public static bool IsRolledBack(this Exception failure) => failure.Cause() is PostgresException told && told.IsOfStatement();

    private static bool IsOfStatement(this PostgresException told) => told.InvariantSeverity == "ERROR";
}
