using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Notifications.Delivering;

/// <summary>Forgets what was sent or discarded long ago, and makes dead letters of messages that no channel takes and that nobody would want any more.</summary>
internal sealed class DeliveryHousekeeping(NpgsqlDataSource source, DeliveryTable table, Channels channels, Settings.NotificationSettings settings, ILogger<DeliveryHousekeeping> log)
    : LeadingWorker(source, WorkerNames.Deliveries, log)
{
    private const int Piece = 1_000;
    private const string NoChannel = "Aucun canal n’est configuré pour ce message (serveur de messagerie, par exemple).";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task<bool> WorkAsync(CancellationToken cancellation)
        => table.KeepHouseAsync(Lease, TimeSpan.FromDays(settings.RetentionDays), channels.Names, NoChannel, Piece, cancellation);

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(Pause, cancellation);
}
