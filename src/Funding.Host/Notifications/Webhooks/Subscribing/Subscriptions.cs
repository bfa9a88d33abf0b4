using Funding.Domain;
using Funding.Domain.Rights;
using Funding.Engine.Clocks;
using Funding.Host.Settings;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Webhooks.Subscribing;

/// <summary>What somebody subscribes to.</summary>
internal sealed record NewWebhook(string Url, Sequence<string> Types, string Region, string? Description);

/// <summary>A secret, as it is shown once.</summary>
internal sealed record NewSecret(Guid Id, string Secret);

/// <summary>Opens, pauses and closes subscriptions, and gives them secrets. Whose they are is the caller's business.</summary>
internal sealed class Subscriptions(NpgsqlDataSource source, DomainClock clock, WebhookSecrets secrets, WebhookSettings settings)
{
    private const string Columns = "w.id, w.url, w.types, w.region, w.description, w.opened_at, w.paused_at, w.closed_at";

    /// <summary>
    /// Opens a subscription under an id with its first secret; what the ledger holds already is not sent to it. Null when there is
    /// one of that id: a request that is made again.
    /// </summary>
    public async Task<NewSecret?> OpenAsync(Guid id, NewWebhook asked, CancellationToken cancellation)
    {
        var secret = new NewSecret(id, WebhookSecrets.Make()); // under the same id: the request made again shows this one, and none that somebody made since
        var now = await clock.NowAsync(cancellation);
        await using var command = Asking(
            """
            with opened as (
              insert into funding.webhooks (id, url, types, region, description, opened_at, after)
              values ($1, $2, $3, $4, $5, $6, coalesce((select max(position) from funding.ledger), 0))
              on conflict (id) do nothing returning id)
            insert into funding.webhook_secrets (id, webhook_id, secret, made_at) select $7, id, $8, clock_timestamp() from opened
            """,
            id, asked.Url, asked.Types.ToArray(), asked.Region, (object?)asked.Description ?? DBNull.Value, now.UtcDateTime, secret.Id, secrets.Rest(secret.Id, secret.Secret));
        return await command.ExecuteNonQueryAsync(cancellation) == 1 ? secret : null;
    }

    /// <summary>A subscription, open or closed; null when there is none.</summary>
    public async Task<Webhook?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = Asking($"select {Columns} from funding.webhooks w where w.id = $1", id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>The subscriptions of a region, or of all with <c>*</c>, newest first; closed ones only when asked for.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(string region, WebhookState? state, CancellationToken cancellation)
    {
        await using var command = Asking($"select {Columns} from funding.webhooks w where ($1 = $2 or w.region = $1) order by w.opened_at desc, w.id", region, Caller.Nation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<Webhook>();
        while (await reader.ReadAsync(cancellation)) all.Add(Read(reader));
        return all.Where(it => state is null ? it.State != WebhookState.Closed : it.State == state).ToList();
    }

    /// <summary>The secret that a subscription was opened with; null when it has gone, or cannot be opened here.</summary>
    public async Task<NewSecret?> FirstSecretAsync(Guid id, CancellationToken cancellation) 
        => (await SecretsAsync(id, cancellation)).FirstOrDefault(it => it.Id == id) is { } first ? Open(first) : null;

    /// <summary>
    /// Gives a subscription a new secret under an id, or finds it there; those it has go on signing for a while, and those whose time
    /// is over go. Two at once follow one another, or both would last for ever. Null when it cannot be opened here.
    /// </summary>
    public async Task<NewSecret?> RotateAsync(Guid id, Guid secretId, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command("select from funding.webhooks where id = $1 for update", id));
        batch.BatchCommands.Add(Command("delete from funding.webhook_secrets where webhook_id = $1 and valid_until < clock_timestamp()", id));
        batch.BatchCommands.Add(Command(
            """
            with made as (
              insert into funding.webhook_secrets (id, webhook_id, secret, made_at) values ($1, $2, $3, clock_timestamp())
              on conflict (id) do nothing returning id)
            update funding.webhook_secrets set valid_until = clock_timestamp() + $4 where webhook_id = $2 and valid_until is null and exists (select from made)
            """,
            secretId, id, secrets.Rest(secretId, WebhookSecrets.Make()), TimeSpan.FromHours(Math.Clamp(settings.SecretOverlapHours, 0, 720))));
        await batch.ExecuteNonQueryAsync(cancellation);
        var made = (await SecretsAsync(id, cancellation)).FirstOrDefault(it => it.Id == secretId);
        return made is null ? null : Open(made);
    }

    /// <summary>Stops sending; what happens meanwhile is kept.</summary>
    public async Task PauseAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = Asking("update funding.webhooks set paused_at = coalesce(paused_at, $2) where id = $1", id, (await clock.NowAsync(cancellation)).UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Sends again, at once: its lane is as if nothing had failed, and what waits is due and as young as if it had just been queued.</summary>
    public async Task ResumeAsync(Guid id, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command("update funding.webhooks set paused_at = null where id = $1", id));
        batch.BatchCommands.Add(Command("update funding.lanes set failures = 0, open_until = null, reason = null, changed_at = clock_timestamp() where name = $1", Webhook.LaneOf(id)));
        batch.BatchCommands.Add(Command("update funding.deliveries set queued_at = clock_timestamp(), next_at = clock_timestamp() where lane = $1 and state = 'pending'", Webhook.LaneOf(id)));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Closes a subscription for good: its secrets go, and what waits for it is discarded, but for the message that is just being sent if one is.</summary>
    public async Task CloseAsync(Guid id, string reason, Guid? sending, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command("update funding.webhooks set closed_at = coalesce(closed_at, $2) where id = $1", id, (await clock.NowAsync(cancellation)).UtcDateTime));
        batch.BatchCommands.Add(Command("delete from funding.webhook_secrets where webhook_id = $1", id));
        batch.BatchCommands.Add(Command(
            "update funding.deliveries set state = 'discarded', settled_at = clock_timestamp(), reason = $3 where lane = $1 and state = 'pending' and id <> $2",
            Webhook.LaneOf(id), sending ?? Guid.Empty, reason));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The secrets that sign now, newest first.</summary>
    public async Task<IReadOnlyList<StoredSecret>> SecretsAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = Asking(
            "select id, secret, made_at, valid_until from funding.webhook_secrets where webhook_id = $1 and (valid_until is null or valid_until > clock_timestamp()) order by made_at desc, id", id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<StoredSecret>();
        while (await reader.ReadAsync(cancellation))
            all.Add(new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        return all;
    }

    private NewSecret? Open(StoredSecret stored) => secrets.Open(stored.Rested) is { } secret ? new(stored.Id, secret) : null;

    private static Webhook Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetFieldValue<string[]>(2).ToSequence(), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
        row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7));

    private NpgsqlCommand Asking(string sql, params object[] parameters)
    {
        var command = source.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}

/// <summary>A secret at rest.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Rested">As <see cref="WebhookSecrets.Rest"/> made it.</param>
/// <param name="MadeAt">When, by the real clock.</param>
/// <param name="ValidUntil">Until when it signs, by the real clock; null for the one in use.</param>
internal sealed record StoredSecret(Guid Id, byte[] Rested, DateTimeOffset MadeAt, DateTimeOffset? ValidUntil);
