using Npgsql;

namespace Funding.Host.Engine.Projecting;

/// <summary>Which failures tell of the rows written.</summary>
internal static class Refusals
{
    /// <summary>A value that cannot be (classes 22 and 23 of SQLSTATE, or what .NET makes of it); a lost lease, a lost connection are not.</summary>
    public static bool AreAboutData(Exception failure) => failure switch
    {
        PostgresException told => told.SqlState[..2] is "22" or "23",
        NpgsqlException or OperationCanceledException or ObjectDisposedException => false,
        _ => true,
    };
}
