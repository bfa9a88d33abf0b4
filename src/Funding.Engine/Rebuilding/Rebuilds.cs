using System.Diagnostics;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Npgsql;

namespace Funding.Engine.Rebuilding;

/// <summary>Rebuilds on the built-in engine (ADR 0009).</summary>
internal sealed class Rebuilds(NpgsqlDataSource source, IReferenceData reference, RuleSettings rules, ILogger<Rebuilds> log) : IRebuilds
{
    private const string Regions = "regions";
    private const string Dossiers = "dossiers";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Events worked out and stored at once; a rebuild that was stopped loses no more.</summary>
    public int ChunkSize { get; init; } = 25_000;

    /// <summary>How long something may keep the live view from being held until the rebuild gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IReadOnlyList<string> Views => [Regions, Dossiers];

    /// <inheritdoc/>
    public async Task<RebuildReport> RunAsync(string view, RebuildOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        await using var shadow = await Shadow.OpenAsync(source, view, Code(), options.Restart, log, cancellation);
        var resumedAt = shadow.Position;
        RebuiltView rebuilt = view switch
        {
            Regions => new RegionViews(source, shadow, ChunkSize, progress),
            Dossiers => new DossierView(source, shadow, reference, rules, progress, log),
            _ => throw new UnreachableException(),
        };
        await rebuilt.FillAsync(cancellation);
        var difference = await rebuilt.CompareAsync(cancellation);
        var (position, swapped) = (shadow.Position, false);
        if (difference is null || options.End == RebuildEnd.Replace) (position, difference, swapped) = await EndAsync(shadow, rebuilt, difference, options.End, cancellation);
        if (options.End == RebuildEnd.Verify) await shadow.RunAsync("select funding.drop_rebuild($1)", cancellation, view);
        return new RebuildReport(view, resumedAt, position, difference, swapped);
    }

    /// <summary>Tries until the live view can be held for the moment that the rest takes.</summary>
    private async Task<(long Position, ViewDifference? Difference, bool Swapped)> EndAsync(
        Shadow shadow, RebuiltView rebuilt, ViewDifference? known, RebuildEnd end, CancellationToken cancellation)
    {
        for (var start = Stopwatch.GetTimestamp();; await Task.Delay(Pause, cancellation), await rebuilt.FillAsync(cancellation))
        {
            try
            {
                if (await TryEndAsync(shadow, rebuilt, known, end, cancellation) is not { } ended) continue;
                if (ended.Difference is null || ended.Swapped || Stopwatch.GetElapsedTime(start) > rebuilt.MostLag) return ended;
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled or EngineCodes.NotCompared)
            {
                if (Stopwatch.GetElapsedTime(start) > Patience) throw new RebuildRefusedException(RebuildRefusal.ViewIsKept);
            }
        }
    }

    /// <summary>One transaction that holds the live view, for seconds at the most: the rest of the rows, the rest of the comparison, the swap.</summary>
    private static async Task<(long Position, ViewDifference? Difference, bool Swapped)?> TryEndAsync(
        Shadow shadow, RebuiltView rebuilt, ViewDifference? known, RebuildEnd end, CancellationToken cancellation)
    {
        await using var transaction = await shadow.Connection.BeginTransactionAsync(cancellation);
        await shadow.RunAsync("set local lock_timeout = '500ms'; set local statement_timeout = '5s'; set local idle_in_transaction_session_timeout = '5s'", cancellation);
        var checkpoint = await shadow.AskAsync<long>("select funding.hold_view($1)", cancellation, shadow.View);
        var (position, found) = await rebuilt.FinishAsync(checkpoint, cancellation);
        if (position is not { } reached) return null;
        var difference = known ?? found;
        if (end == RebuildEnd.Verify || (difference is not null && end == RebuildEnd.Swap)) return (reached, difference, false);
        await shadow.RunAsync("select funding.swap_rebuild($1, $2, $3)", cancellation, shadow.View, checkpoint, reached);
        await transaction.CommitAsync(cancellation);
        return (reached, difference, true);
    }

    /// <summary>What the rows follow from besides the log: the code that projects and the settings of the rules.</summary>
    private string Code() => $"{typeof(Rebuilds).Module.ModuleVersionId} {typeof(CptsEvent).Module.ModuleVersionId} {rules}";
}
