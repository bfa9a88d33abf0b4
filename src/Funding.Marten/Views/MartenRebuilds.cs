using Funding.Engine;
using JasperFx.Events.Daemon;
using Marten.Exceptions;
using Npgsql;

namespace Funding.Marten.Views;

/// <summary>Rebuilds Marten's document with the shared view of its name. Meanwhile the shared readers answer.</summary>
internal sealed class MartenRebuilds(IRebuilds shared, IViewStore store) : IRebuilds
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Views => shared.Views;

    /// <inheritdoc/>
    /// <remarks>Marten replays a document in its place: it is compared with nothing, and a run that only verifies leaves it alone.</remarks>
    public async Task<RebuildReport> RunAsync(string view, RebuildOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        var report = await shared.RunAsync(view, options, progress, cancellation);
        if (!report.Swapped) return report;
        using var daemon = await store.BuildProjectionDaemonAsync();
        try
        {
            await daemon.RebuildProjectionAsync(view == "regions" ? typeof(RegionFinancing) : typeof(DossierLine), TimeSpan.FromHours(1), cancellation);
        }
        catch (Exception overtaken) when (IsOvertaken(overtaken))
        {
            // A host's daemon met the new beginning, went on from there and overtook: each stores documents and progress together, so nothing counts twice.
        }

        return report;
    }

    /// <summary>Whether a daemon stored progress first: from further on, or from the very beginning.</summary>
    private static bool IsOvertaken(Exception thrown)
        => thrown is ProgressionProgressOutOfOrderException
            or MartenCommandException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_event_progression" } };
}
