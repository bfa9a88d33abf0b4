using Npgsql;

namespace Funding.Engine.Projecting;

/// <summary>Which failures tell of the rows written.</summary>
internal static class Refusals
{
    /// <summary>
    /// A value that cannot be (classes 22 and 23 of SQLSTATE, or what .NET makes of it), that is too large for an index (54) or that a
    /// trigger does not want (P0); a lost lease, a lost connection, a right that is missing are not.
    /// </summary>
    public static bool AreAboutData(Exception failure) => failure switch
    {
        PostgresException told => told.SqlState[..2] is "22" or "23" or "54" or "P0",
        NpgsqlException or OperationCanceledException or ObjectDisposedException => false,
        _ => true,
    };
}
