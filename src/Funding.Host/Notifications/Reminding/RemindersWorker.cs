using System.Diagnostics;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Engine.Leading;
using Funding.Engine.Projecting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Reminding;

/// <summary>
/// Finds what the calendar tells. The ledger names the dossiers that acts touched: they are to be looked at now, like those whose day
/// has come. What is told is decided by the dossier then, so nothing is ever cancelled, and nothing is missed while no host runs.
/// Reminders are a matter of days and acts one of milliseconds: a dossier of many acts is looked at once, and half of the time is left
/// to others.
/// </summary>
internal sealed class RemindersWorker(NpgsqlDataSource source, DomainClock clock, IReferenceData reference, RuleSettings rules, Wakers wakers, ILogger<RemindersWorker> log)
    : LeadingWorker(source, WorkerNames.Reminders, log)
{
    private const int Dossiers = 100;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source = source;
    private readonly ILogger<RemindersWorker> log = log;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var now = await clock.NowAsync(cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var isBehind = await TouchedDossiers.MarkAsync(connection, Lease, now, cancellation);
        var due = await DueAsync(connection, now, cancellation);
        if (due.Count > 0) await RemindAsync(connection, due, now, cancellation);
        if (!isBehind && due.Count < Dossiers) return false;
        await Task.Delay(Stopwatch.GetElapsedTime(start), cancellation);
        return true;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForRemindersAsync(Polling, cancellation);

    private async Task RemindAsync(NpgsqlConnection connection, List<Guid> dossiers, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<DueReminders>(dossiers.Count);
        await foreach (var stream in LoadSealedAsync(connection, [.. dossiers.Select(StreamId.OfCpts)], cancellation))
            if (StreamId.IsCpts(stream.Id, out var id)) found.Add(Of(id, stream, now));
        try
        {
            if (await RemindersWriter.WriteAsync(connection, Lease, found, now, cancellation)) wakers.ToTell();
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            foreach (var one in found) await WriteOrPutOffAsync(connection, one, now, cancellation);
        }
    }

    /// <summary>A dossier whose reminders the tables refuse keeps none of the others waiting; it is tried again.</summary>
    private async Task WriteOrPutOffAsync(NpgsqlConnection connection, DueReminders one, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            if (await RemindersWriter.WriteAsync(connection, Lease, [one], now, cancellation)) wakers.ToTell();
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            log.LogError(refused, "What is to be told of CPTS {CptsId} could not be stored; it is tried again", one.CptsId);
            await RemindersWriter.WriteAsync(connection, Lease, [DueReminders.PutOff(one.CptsId, now, refused)], now, cancellation);
        }
    }

    /// <summary>A dossier that cannot be read keeps none of the others waiting; it is tried again.</summary>
    private DueReminders Of(Guid id, LoadedStream stream, DateTimeOffset now)
    {
        try
        {
            return DueReminders.Of(id, stream, now, reference, rules);
        }
        catch (Exception poison)
        {
            log.LogError(poison, "What is to be told of CPTS {CptsId} could not be worked out; it is tried again", id);
            return DueReminders.PutOff(id, now, poison);
        }
    }

    private static async Task<List<Guid>> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select cpts_id from funding.reminders where next_at <= $1 order by next_at limit $2", connection);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = Dossiers });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var due = new List<Guid>();
        while (await reader.ReadAsync(cancellation)) due.Add(reader.GetGuid(0));
        return due;
    }
}
